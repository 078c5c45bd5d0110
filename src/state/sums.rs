//! The last good scenario as formulas, and what has been worked out of them for the sums that are open.

use crate::state::{State, state};
use crate::workbook::{Book, Workings, formulas};
use leptos::prelude::*;
use std::sync::Arc;

/// Worked out when somebody opens a sum.
#[derive(Clone, Copy)]
pub struct Sums {
    pub formulas: Memo<Option<Arc<Book>>>,
    workings: StoredValue<Option<Workings>>,
}

impl Sums {
    pub fn of(page: State) -> Sums {
        let formulas = Memo::new(move |before: Option<&Option<Arc<Book>>>| {
            if page.faults.with(|faults| !faults.is_empty()) {
                return before.cloned().flatten();
            }
            let one = page.result.get()?;
            page.document.with(|document| Some(Arc::new(formulas(document, &one.scenario))))
        });
        Sums { formulas, workings: StoredValue::new(None) }
    }

    /// Reads sums of the last good scenario; nothing where there is none.
    pub fn with<T>(&self, act: impl FnOnce(&mut Workings) -> T) -> Option<T> {
        let book = self.formulas.get()?;
        let act = |slot: &mut Option<Workings>| {
            if !slot.as_ref().is_some_and(|workings| workings.is_of(&book)) {
                *slot = Some(Workings::new(Arc::clone(&book)));
            }
            slot.as_mut().map(act)
        };
        self.workings.try_update_value(act).flatten()
    }
}

/// The sums of the page.
pub fn sums() -> Sums {
    use_context::<Sums>().unwrap_or_else(|| Sums::of(state()))
}
