//! The one state of the page: the scenario, its history, what follows from it, and what is shown.

pub mod browser;
pub mod draws;
pub mod keeping;
pub mod later;
mod opening;
pub mod register;
pub mod register_edits;
pub mod result;
pub mod slices;
pub mod sums;
pub mod view;

use crate::engine::appraise;
use crate::engine::fair_shares::FairWork;
use crate::engine::soc::SocOutcome;
use crate::exchange::frame::{Embedding, Part};
use crate::exchange::library::{self, Shelf};
use crate::exchange::paste::Block;
use crate::exchange::{comparison, link};
use crate::model::{self, Change, Document, Fault, History};
use crate::state::browser::Keeps;
use crate::state::draws::Draws;
use crate::state::later::{Later, Rest};
use crate::state::opening::Opening;
pub use crate::state::opening::{FULL, LATER, Origin, readable};
use crate::state::register::Arrangements;
pub use crate::state::result::{Appraised, Shared, with_result};
use crate::state::slices::in_slices;
pub use crate::state::view::View;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(crate) const FIXED: &str = "The figures of this view are fixed. Open the full page to change them.";

/// Everything that the components read and change.
#[derive(Clone, Copy)]
pub struct State {
    pub document: RwSignal<Document>,
    /// What the scenario was when it was opened, for the list of what was changed.
    pub base: RwSignal<Document>,
    pub history: RwSignal<History>,
    pub origin: RwSignal<Origin>,
    pub view: RwSignal<View>,
    pub notice: RwSignal<Option<String>>,
    /// Fields whose text is not a figure, by place.
    pub misread: RwSignal<BTreeMap<String, String>>,
    /// A pasted block that waits for a word, or cannot be taken.
    pub pasting: RwSignal<Option<Block>>,
    pub faults: Memo<Vec<Fault>>,
    pub result: Memo<Option<Arc<Appraised>>>,
    /// Fair shares, as soon as they are worked out, and how far that is while it takes longer.
    pub fair: RwSignal<Option<Arc<Shared>>>,
    pub fair_progress: RwSignal<Option<f64>>,
    /// The three models of organised crime, where the scenario has them.
    pub soc: Memo<Option<Arc<SocOutcome>>>,
    /// How sure the answer is.
    pub draws: Draws,
    /// What is loaded after the first answer.
    pub later: Later<State>,
    pub storage: Keeps,
    /// What keeps being so, until its cause ends: that nothing can be kept.
    pub standing: RwSignal<Option<String>>,
    /// Whether the last change could not be kept.
    pub refused: RwSignal<bool>,
    /// Whether newer public figures were offered and left.
    pub newer_left: RwSignal<bool>,
    /// Whether the notice tells of a step that the next change makes old.
    pub(crate) of_step: StoredValue<bool>,
    pub(crate) shelf: StoredValue<Arc<dyn Shelf + Send + Sync>>,
    pub(crate) pending: StoredValue<Option<Timeout>, LocalStorage>,
    /// Whether a change waits to be kept.
    pub(crate) unsaved: StoredValue<bool>,
    /// The revision of the open scenario that is kept, as far as this tab knows.
    pub(crate) revision: StoredValue<Option<u64>>,
    /// What another tab kept in the meantime, until somebody decides.
    pub conflict: RwSignal<Option<Document>>,
    /// A scenario of a later version can be looked at, not changed.
    pub read_only: RwSignal<bool>,
    /// Scenarios that stand beside the open one.
    pub compared: RwSignal<Vec<Document>>,
    /// How the tool stands in a frame, where its address asks for that.
    pub embedding: StoredValue<Option<Embedding>>,
    /// The service or category that is open in its list, by its place.
    pub entry: RwSignal<Option<String>>,
    /// Counts gestures, so that each is one step of undo.
    pub gesture: RwSignal<u32>,
    /// Grows whenever charts must be drawn anew.
    pub redraw: RwSignal<u32>,
    /// Grows when what is kept changes.
    pub shelf_changed: RwSignal<u32>,
    /// Existing arrangements, whatever scenario is open.
    pub arrangements: Arrangements,
}

/// The state of the page.
pub fn state() -> State {
    expect_context::<State>()
}

/// Shows something of what is loaded later, once it is there.
pub fn later(show: impl Fn(&'static Rest<State>) -> AnyView + Send + 'static) -> impl IntoView {
    let rest = state().later.rest;
    move || rest.get().map(&show)
}

impl State {
    /// Opens what the address holds, or what was open last, or an empty scenario.
    pub fn open() -> State {
        let found = Opening::of_address();
        browser::remember(&found.document.value().to_string());
        let view = found.view();
        let document = RwSignal::new(found.document);
        let reading = Memo::new(move |_| {
            document.with(|document| match model::as_of_this_version(document) {
                Some(known) => model::read(known.value()).map(Arc::new),
                None => model::read(document.value()).map(Arc::new),
            })
        });
        let faults = Memo::new(move |_| reading.with(|reading| reading.as_ref().err().cloned().unwrap_or_default()));
        let result = Memo::new(move |before: Option<&Option<Arc<Appraised>>>| match reading.get() {
            Ok(scenario) => {
                let outcome = appraise(&scenario);
                Some(Arc::new(Appraised { scenario, outcome }))
            }
            // the last good figures stay in use
            Err(_) => before.cloned().flatten(),
        });
        let later = Later::new();
        State {
            base: RwSignal::new(document.get_untracked()),
            document,
            history: RwSignal::new(History::default()),
            origin: RwSignal::new(found.origin),
            view: RwSignal::new(view),
            notice: RwSignal::new((!found.notices.is_empty()).then(|| found.notices.join(" "))),
            misread: RwSignal::new(BTreeMap::new()),
            pasting: RwSignal::new(None),
            faults,
            result,
            fair: RwSignal::new(None),
            soc: Memo::new(move |_| {
                let organised_crime = later.rest.get()?.organised_crime;
                result.with(|result| organised_crime(&result.as_ref()?.scenario).map(Arc::new))
            }),
            later,
            fair_progress: RwSignal::new(None),
            draws: Draws::new(),
            storage: found.storage,
            standing: RwSignal::new(found.standing),
            refused: RwSignal::new(found.storage == Keeps::Full),
            newer_left: RwSignal::new(false),
            of_step: StoredValue::new(false),
            shelf: StoredValue::new(found.shelf),
            pending: StoredValue::new_local(None),
            unsaved: StoredValue::new(false),
            revision: StoredValue::new(found.revision),
            conflict: RwSignal::new(None),
            read_only: RwSignal::new(found.read_only),
            compared: RwSignal::new(found.compared),
            embedding: StoredValue::new(found.embedding),
            entry: RwSignal::new(None),
            gesture: RwSignal::new(0),
            redraw: RwSignal::new(0),
            shelf_changed: RwSignal::new(0),
            arrangements: Arrangements::new(),
        }
    }

    pub fn with_shelf<T>(&self, act: impl FnOnce(&dyn Shelf) -> T) -> T {
        self.shelf.with_value(|shelf| act(&**shelf))
    }

    /// Makes a change, as one step of undo, and keeps the scenario after a pause.
    pub fn change(&self, change: Change) {
        if change.is_empty() {
            return;
        }
        if self.read_only.get_untracked() {
            self.notice.set(Some(LATER.into()));
            return;
        }
        if self.is_fixed() {
            self.notice.set(Some(FIXED.into()));
            return;
        }
        // in a frame what is changed lasts as long as the page that it stands in
        if self.origin.get_untracked() == Origin::Shared && !self.is_embedded() {
            // what the reader makes of a shared scenario is the reader's own
            let id = self.with_shelf(library::new_id);
            self.revision.set_value(None);
            self.origin.set(Origin::Kept(id));
            self.notice
                .set(Some("You changed a shared scenario: it is now a copy of your own, under Scenarios.".into()));
        }
        if self.of_step.try_update_value(std::mem::take) == Some(true) {
            self.notice.set(None);
        }
        let mut document = self.document.get_untracked();
        self.history.update(|history| history.make(&mut document, change));
        // before anything is worked out of it: should that fail, the last keystroke is not lost
        browser::remember(&document.value().to_string());
        self.document.set(document);
        self.keep_soon();
    }

    pub fn undo(&self) {
        self.step(History::undo, "Undone");
    }

    pub fn redo(&self) {
        self.step(History::redo, "Done again");
    }

    fn step(&self, step: fn(&mut History, &mut Document) -> Option<String>, verb: &str) {
        let mut document = self.document.get_untracked();
        let what = self.history.try_update(|history| step(history, &mut document)).flatten();
        if let Some(what) = what {
            browser::remember(&document.value().to_string());
            self.document.set(document);
            self.notice.set(Some(format!("{verb}: {what}")));
            self.of_step.set_value(true);
            self.keep_soon();
        }
    }

    /// A new gesture begins.
    pub fn begin_gesture(&self) {
        self.gesture.update(|n| *n += 1);
    }

    /// The link to the open scenario.
    pub fn link(&self) -> String {
        format!("{}?open#s={}", browser::bare_address(), self.document.with(link::encode))
    }

    /// Whether the address asks for a frame.
    pub fn is_embedded(&self) -> bool {
        self.embedding.with_value(Option::is_some)
    }

    /// Whether only a part of the tool is shown.
    pub fn part(&self) -> Option<Part> {
        self.embedding.with_value(|one| one.as_ref().map(|one| one.part))
    }

    /// Whether the frame shows figures that are not to be changed.
    pub fn is_fixed(&self) -> bool {
        self.embedding.with_value(|one| one.as_ref().is_some_and(|one| !one.open))
    }

    /// Whether nothing can be changed here.
    pub fn is_locked(&self) -> bool {
        self.is_fixed() || self.read_only.get()
    }

    /// Opens a page of this scenario outside the frame, or says how to where the frame forbids it.
    pub fn open_full(&self, view: View) {
        if !browser::open_page(&self.link().replacen("?open", &format!("?open&page={}", view.slug()), 1)) {
            self.notice.set(Some(
                "This frame may not open another page. Copy the link, and open it in a page of its own.".into(),
            ));
        }
    }

    /// Prints this page; in a frame, which may print nothing and say nothing of it, the full page opens.
    pub fn print(&self) {
        if browser::framed() {
            self.open_full(self.view.get_untracked());
        } else {
            browser::print();
        }
    }

    pub fn show(&self, view: View) {
        if self.part().is_some_and(|part| part != Part::Whole) {
            // a part has no other pages: they stand in the full page
            self.open_full(view);
            return;
        }
        let moved = self.view.get_untracked() != view;
        // a box that goes while it has the focus would speak to what is no longer there
        browser::release_focus();
        if moved {
            // a notice is about the page that is left, and so is a block that waits to be pasted
            self.notice.set(None);
            self.pasting.set(None);
        }
        self.view.set(view);
        if self.is_embedded() {
            // the frame keeps its address, and the host page its history
            browser::show_top();
            return;
        }
        self.go_address(moved);
        browser::focus_page();
    }

    /// Whether the address is that of a shared scenario or comparison, which a reload opens again: it stays until a copy of
    /// the scenario is kept.
    fn is_in_address(&self) -> bool {
        let address = browser::address();
        self.origin.get_untracked() == Origin::Shared && link::holds_one(&address)
            || self.compared.with_untracked(|all| !all.is_empty()) && comparison::decode(&address).is_some()
    }

    /// Puts the page's name into the address.
    pub(crate) fn show_address(&self) {
        self.go_address(false);
    }

    /// The same, as a step of the browser's history where another page is shown.
    fn go_address(&self, step: bool) {
        if self.is_embedded() || self.is_in_address() {
            return;
        }
        let address = format!("{}#/{}", browser::bare_address(), self.view.get_untracked().slug());
        if step { browser::push_address(&address) } else { browser::replace_address(&address) }
    }

    /// Whether leaving the page would lose something: a change that could not be kept.
    pub fn would_lose(&self) -> bool {
        let changed = self.document.with_untracked(|now| self.base.with_untracked(|base| now != base));
        let memory = self.storage == Keeps::Refused && changed && !self.is_embedded();
        memory || (self.unsaved.try_get_value() == Some(true) && self.refused.get_untracked())
    }

    /// Works out fair shares whenever the result changes, in slices where it takes longer.
    pub fn follow_fair_shares(&self) {
        let page = *self;
        Effect::new(move |_| {
            let Some(one) = page.result.get() else { return };
            browser::begins("fair-shares");
            let mut work = Some(FairWork::new(&one.scenario, &one.outcome));
            in_slices(move || {
                // a newer result has a run of its own
                let current =
                    page.result.try_with_untracked(|now| now.as_ref().is_some_and(|now| Arc::ptr_eq(now, &one)));
                let Some(running) = work.as_mut().filter(|_| current == Some(true)) else { return true };
                if !running.step(20_000) {
                    let _ = page.fair_progress.try_set(Some(running.progress()));
                    return false;
                }
                if let Some(work) = work.take() {
                    browser::is_done("fair-shares");
                    let _ = page.fair.try_set(Some(Arc::new(Shared { one: one.clone(), fair: work.finish() })));
                }
                let _ = page.fair_progress.try_set(None);
                true
            });
        });
    }
}
