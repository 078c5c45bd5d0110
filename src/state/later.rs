//! What is loaded after the first answer, as tables of functions: what stands here is named and not called, so that it is no
//! part of what loads first (`parts/` fills the tables in).

use crate::engine::soc::SocOutcome;
use crate::explain::SumOf;
use crate::model::Scenario;
use crate::state::view::{Bundle, Step, View};
use leptos::prelude::*;
use web_sys::{ClipboardEvent, FileList, HtmlElement};

/// What completes the answer: how sure it is, what is fair, the sums, the levers, and what a hand may do beside reading.
/// `S` is the state of the page, which holds this.
pub struct Rest<S> {
    /// Begins what runs beside the page: draws, fair shares, the register of arrangements.
    pub begin: fn(S),
    /// The three models of organised crime, where a scenario has them.
    pub organised_crime: fn(&Scenario) -> Option<SocOutcome>,
    /// A figure opened to its sum.
    pub sum: fn(Signal<Option<SumOf>>) -> AnyView,
    /// The sum of a figure of the running total, by row and column.
    pub running_sum: fn(S, (usize, usize)) -> Option<SumOf>,
    pub levers: fn() -> AnyView,
    /// The state of a step in a few characters.
    pub step_note: fn(Step) -> AnyView,
    /// The verdict on organised crime, beside the saving.
    pub organised_crime_beside: fn() -> AnyView,
    /// What stands under the details of the answer.
    pub details: fn() -> AnyView,
    /// The examples that end in their result, and all of them in a list.
    pub example_cards: fn() -> AnyView,
    pub examples: fn() -> AnyView,
    /// Takes a block of a spreadsheet from a box on.
    pub paste: fn(S, &str, &ClipboardEvent),
    /// A block that waits for a word.
    pub pasting: fn() -> AnyView,
    /// Files were dropped on the page.
    pub dropped: fn(S, &FileList),
    /// Copies a table; what came of it.
    pub copy_table: fn(&HtmlElement) -> &'static str,
    pub link: fn(&S) -> String,
    /// Another tab kept the register.
    pub take_register: fn(&S),
    pub undo_register: fn(&S),
}

/// Pages, each with what shows it.
pub type Pages = &'static [(View, fn() -> AnyView)];

/// What is there of it.
pub struct Later<S: 'static> {
    pub rest: RwSignal<Option<&'static Rest<S>>>,
    /// The pages of each bundle.
    work: RwSignal<Option<Pages>>,
    market: RwSignal<Option<Pages>>,
    publish: RwSignal<Option<Pages>>,
    /// Whether a part that is wanted did not come.
    pub missing: RwSignal<bool>,
    /// What somebody did before it was there.
    waits: StoredValue<Vec<Act<S>>, LocalStorage>,
}

type Act<S> = Box<dyn FnOnce(&'static Rest<S>)>;

impl<S: 'static> Clone for Later<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S: 'static> Copy for Later<S> {}

impl<S: 'static> Later<S> {
    pub(super) fn new() -> Later<S> {
        Later {
            rest: RwSignal::new(None),
            work: RwSignal::new(None),
            market: RwSignal::new(None),
            publish: RwSignal::new(None),
            missing: RwSignal::new(false),
            waits: StoredValue::new_local(Vec::new()),
        }
    }

    /// The pages of a bundle; none of what loads first.
    pub fn pages(self, bundle: Bundle) -> Option<RwSignal<Option<Pages>>> {
        match bundle {
            Bundle::First => None,
            Bundle::Work => Some(self.work),
            Bundle::Market => Some(self.market),
            Bundle::Publish => Some(self.publish),
        }
    }

    /// What shows a page, once what completes the answer and the page's own bundle are there.
    pub fn page(self, view: View) -> Option<AnyView> {
        self.rest.get()?;
        let pages = self.pages(view.bundle())?.get()?;
        pages.iter().find(|(one, _)| *one == view).map(|(_, show)| show())
    }

    /// Does something with it: at once, or as soon as it is there.
    pub fn once(self, act: impl FnOnce(&'static Rest<S>) + 'static) {
        match self.rest.get_untracked() {
            Some(rest) => act(rest),
            None => self.waits.update_value(|waits| waits.push(Box::new(act))),
        }
    }

    /// It is there.
    pub fn arrives(self, rest: &'static Rest<S>) {
        self.rest.set(Some(rest));
        let waits = self.waits.try_update_value(std::mem::take);
        waits.unwrap_or_default().into_iter().for_each(|act| act(rest));
    }
}
