//! The draws that show how sure the answer is, made beside the page's own work and only where they are seen.

use crate::engine::uncertainty::{Measure, Outside, OutsideWork, TraceWork, Traced, Uncertain, UncertaintyWork};
use crate::evidence::cases_for;
use crate::state::browser;
use crate::state::result::Appraised;
use crate::state::slices::in_slices;
use crate::state::view::View;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use std::sync::Arc;

/// What was drawn, and of which result.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawnOf {
    pub one: Arc<Appraised>,
    pub found: Uncertain,
}

/// The outside view of a result.
#[derive(Debug, Clone, PartialEq)]
pub struct OutsideOf {
    pub one: Arc<Appraised>,
    pub found: Outside,
}

/// Which draws stand at a part of what was drawn: of a measure, such as a tenth.
#[derive(Debug, Clone)]
struct TracedOf {
    drawn: Arc<DrawnOf>,
    measure: Measure,
    part: f64,
    found: Traced,
}

impl TracedOf {
    fn is_of(&self, drawn: &Arc<DrawnOf>, measure: Measure, part: f64) -> bool {
        Arc::ptr_eq(&self.drawn, drawn) && self.measure == measure && self.part == part
    }
}

/// The draws of the open scenario.
#[derive(Clone, Copy)]
pub struct Draws {
    pub found: RwSignal<Option<Arc<DrawnOf>>>,
    /// The outside view, drawn after the user's own ranges.
    pub outside: RwSignal<Option<Arc<OutsideOf>>>,
    /// How far they are, while they take longer.
    pub progress: RwSignal<Option<f64>>,
    stopped: RwSignal<bool>,
    traced: RwSignal<Vec<Arc<TracedOf>>>,
    /// Counts what was asked for, so that an older question ends.
    asked: StoredValue<u32>,
}

/// Draws wait until nothing has moved for so long, in milliseconds: a lever comes first.
const PAUSE: u32 = 120;
/// Draws between two looks at the clock.
const STEP: usize = 50;
/// What is done sooner needs no bar, which would only be painted in vain, in milliseconds.
const MOMENT: f64 = 150.0;
/// Fewer say nothing, also when somebody stops them.
const FEWEST: f64 = 100.0;

impl Draws {
    pub(super) fn new() -> Draws {
        Draws {
            found: RwSignal::new(None),
            outside: RwSignal::new(None),
            progress: RwSignal::new(None),
            stopped: RwSignal::new(false),
            traced: RwSignal::new(Vec::new()),
            asked: StoredValue::new(0),
        }
    }

    /// Which draws stand at a part of what was drawn. They are drawn again for that, in slices: nothing until it is done,
    /// and whoever reads it is told then.
    pub fn trace(self, drawn: &Arc<DrawnOf>, measure: Measure, part: f64) -> Option<Traced> {
        let known = self
            .traced
            .with(|all| all.iter().find(|known| known.is_of(drawn, measure, part)).map(|known| known.found.clone()));
        if known.is_some() {
            return known;
        }
        let run = self.asked.try_update_value(|asked| {
            *asked += 1;
            *asked
        })?;
        let drawn = Arc::clone(drawn);
        let mut work = TraceWork::new(&drawn.one.scenario, drawn.found.draws, measure, part);
        Timeout::new(0, move || {
            in_slices(move || {
                if self.asked.try_get_value() != Some(run) {
                    return true;
                }
                let Some(found) = work.step(STEP) else { return false };
                let known = Arc::new(TracedOf { drawn: Arc::clone(&drawn), measure, part, found });
                let _ = self.traced.try_update(|all| {
                    // of older draws nothing is asked again
                    all.retain(|known| Arc::ptr_eq(&known.drawn, &drawn));
                    all.push(known);
                });
                true
            });
        })
        .forget();
        None
    }

    /// The draws of a result, where they are there.
    pub fn of(&self, one: &Arc<Appraised>) -> Option<Arc<DrawnOf>> {
        self.found.get().filter(|drawn| Arc::ptr_eq(&drawn.one, one))
    }

    /// The outside view of a result, where it is there.
    pub fn outside_of(&self, one: &Arc<Appraised>) -> Option<Arc<OutsideOf>> {
        self.outside.get().filter(|outside| Arc::ptr_eq(&outside.one, one))
    }

    /// Ends the draws early: what is drawn so far is shown.
    pub fn stop(&self) {
        self.stopped.set(true);
    }

    /// Draws whenever the result changes and a page shows ranges.
    pub fn follow(self, result: Memo<Option<Arc<Appraised>>>, view: RwSignal<View>) {
        let seen = Memo::new(move |_| {
            matches!(
                view.get(),
                View::Summary | View::Options | View::WholeService | View::Risk | View::Compare | View::Paper
            )
        });
        let waiting = StoredValue::new_local(None::<Timeout>);
        Effect::new(move |_| {
            let Some(one) = result.get().filter(|one| seen.get() && one.outcome.shares_anything()) else { return };
            let known =
                self.found.with_untracked(|found| found.as_ref().is_some_and(|found| Arc::ptr_eq(&found.one, &one)));
            if !known {
                waiting.set_value(Some(Timeout::new(PAUSE, move || self.run(result, one))));
            }
        });
    }

    fn run(self, result: Memo<Option<Arc<Appraised>>>, one: Arc<Appraised>) {
        browser::begins("draws");
        let began = browser::milliseconds();
        let mut work = Some(UncertaintyWork::new(&one.scenario));
        self.stopped.set(false);
        in_slices(move || {
            // a newer result has draws of its own
            let current = result.try_with_untracked(|now| now.as_ref().is_some_and(|now| Arc::ptr_eq(now, &one)));
            let Some(running) = work.as_mut().filter(|_| current == Some(true)) else { return true };
            let all = running.step(STEP);
            let enough = running.progress() * one.scenario.uncertainty.draws as f64 >= FEWEST;
            let stopped = enough && self.stopped.try_get_untracked() == Some(true);
            if !(all || stopped) {
                // said only where it takes longer than a moment, and not at every step
                let shown = (running.progress() * 50.0).floor() / 50.0;
                if browser::milliseconds() - began > MOMENT
                    && self.progress.try_get_untracked().flatten() != Some(shown)
                {
                    let _ = self.progress.try_set(Some(shown));
                }
                return false;
            }
            if let Some(work) = work.take() {
                let found = work.finish();
                browser::is_done("draws");
                let _ = self.found.try_set(Some(Arc::new(DrawnOf { one: one.clone(), found })));
                let one = one.clone();
                Timeout::new(0, move || self.look_outside(result, one)).forget();
            }
            let _ = self.progress.try_set(None);
            true
        });
    }

    /// The outside view, once the user's own ranges stand.
    fn look_outside(self, result: Memo<Option<Arc<Appraised>>>, one: Arc<Appraised>) {
        browser::begins("outside");
        let mut work = Some(OutsideWork::new(&one.scenario, &cases_for(&one.scenario.uncertainty.outside)));
        in_slices(move || {
            let current = result.try_with_untracked(|now| now.as_ref().is_some_and(|now| Arc::ptr_eq(now, &one)));
            let Some(running) = work.as_mut().filter(|_| current == Some(true)) else { return true };
            if !running.step(STEP) {
                return false;
            }
            if let Some(work) = work.take() {
                let found = work.finish();
                browser::is_done("outside");
                let _ = self.outside.try_set(Some(Arc::new(OutsideOf { one: one.clone(), found })));
            }
            true
        });
    }
}
