//! Long work in slices: the page never waits for it.

use crate::state::browser;

/// How long a slice may hold the page, in milliseconds: less than anybody feels, and not so little that handing over and
/// painting cost more than the work.
const SLICE: f64 = 30.0;

/// Calls `step` until it says that it is done, letting go of the page whenever a slice is over. The first slice runs
/// at once, so that what is quick is there without a flicker.
pub fn in_slices(mut step: impl FnMut() -> bool + 'static) {
    let end = browser::milliseconds() + SLICE;
    while browser::milliseconds() < end {
        if step() {
            return;
        }
    }
    browser::soon(move || in_slices(step));
}
