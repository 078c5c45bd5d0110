//! Inputs: a box, a lever with its box, a choice, a name. All write through one typed change.

use crate::evidence;
use crate::explain::source_line;
use crate::kit::place::id_of;
use crate::model::inputs::{Input, Rule, Source, Unit, input_at};
use crate::model::{Change, Document, FinancialYear, parse, read_by_year, what_of, written_by_year};
use crate::state::State;
use crate::state::state;
use crate::words::terms::choice_label;
use leptos::prelude::*;
use serde_json::{Value, json};

/// The id of a box on the page, or of one beside it.
fn own_id(place: &str, aside: bool) -> String {
    if aside { format!("lever-{}", id_of(place)) } else { id_of(place) }
}

/// A value as it stands in its box; a year index is shown as the financial year.
fn shown(document: &Document, place: &str, input: &Input) -> String {
    if input.is_by_year() {
        let there = document.get(place).filter(|value| !value.is_null());
        let value = there.cloned().or_else(|| document.number(place).map(|value| json!(value)));
        return value.map_or_else(String::new, |value| written_by_year(&value, input.unit));
    }
    let Some(value) = document.number(place) else { return String::new() };
    match input.unit {
        Unit::YearIndex => FinancialYear((first_year(document) + value) as u32).to_string(),
        unit => parse::written(value, unit),
    }
}

fn first_year(document: &Document) -> f64 {
    document.number("first_year").unwrap_or(0.0)
}

/// The value that a text means at a place, within its bounds.
fn understood(document: &Document, input: &Input, text: &str) -> Result<Value, String> {
    let nullable = input.default == crate::model::inputs::Fallback::Null;
    if nullable && text.trim().is_empty() {
        return Ok(Value::Null);
    }
    if input.is_by_year() {
        let value = read_by_year(text, input)?;
        return value.ok_or_else(|| format!("{} must not be empty", input.label));
    }
    let value = match input.unit {
        Unit::YearIndex => parse::parse(text, Unit::FinancialYear).map(|year| year - first_year(document)),
        unit => parse::parse(text, unit),
    }
    .map_err(|error| error.to_string())?;
    input.admits(value, |bound| match input.unit {
        Unit::YearIndex => FinancialYear((first_year(document) + bound) as u32).to_string(),
        unit => parse::written(bound, unit),
    })?;
    Ok(json!(value))
}

/// The text of a box: what is typed stays as it is typed, and is only written anew when the box is left.
#[derive(Clone)]
struct Box_ {
    state: State,
    place: String,
    input: &'static Input,
    text: RwSignal<String>,
    focused: RwSignal<bool>,
}

impl Box_ {
    fn new(place: &str, input: &'static Input) -> Box_ {
        let made = Box_ {
            state: state(),
            place: place.to_owned(),
            input,
            text: RwSignal::new(String::new()),
            focused: RwSignal::new(false),
        };
        let own = made.clone();
        Effect::new(move |_| {
            let text = own.state.document.with(|document| shown(document, &own.place, own.input));
            let misread = own.state.misread.with_untracked(|all| all.contains_key(&own.place));
            if !own.focused.get() && !misread {
                own.text.set(text);
            }
        });
        made
    }

    fn typed(&self, text: String) {
        self.text.set(text.clone());
        let document = self.state.document.get_untracked();
        if let Ok(value) = understood(&document, self.input, &text) {
            self.forgive();
            let gesture = format!("{}-{}", self.place, self.state.gesture.get_untracked());
            let same = if self.input.is_by_year() {
                document.get(&self.place) == Some(&value)
            } else {
                document.number(&self.place) == value.as_f64()
            };
            if !same || value.is_null() {
                let start = self.state.history.with_untracked(|history| history.before(&document, &gesture));
                self.state.change(Change::figure(&document, &start, &self.place, value).within(gesture));
            }
        }
    }

    /// Says what is wrong once the box is left; the last good figure stays in use.
    fn left(&self) {
        self.judged();
        self.focused.set(false);
    }

    fn judged(&self) {
        let document = self.state.document.get_untracked();
        match understood(&document, self.input, &self.text.get_untracked()) {
            Ok(_) => self.forgive(),
            Err(message) => self.state.misread.update(|all| {
                all.insert(self.place.clone(), message);
            }),
        }
    }

    fn forgive(&self) {
        if self.state.misread.with_untracked(|all| all.contains_key(&self.place)) {
            self.state.misread.update(|all| {
                all.remove(&self.place);
            });
        }
    }

    fn entered(&self) {
        self.state.begin_gesture();
        self.focused.set(true);
    }
}

/// What is wrong with a place: a text that is no figure, or a rule that it breaks.
fn message_at(state: State, place: &str) -> Option<String> {
    state.misread.with(|all| all.get(place).cloned()).or_else(|| {
        state.faults.with(|faults| {
            faults.iter().find(|fault| fault.place == place).map(|fault| format!("{}.", fault.sentence()))
        })
    })
}

/// A text box for a figure, as it stands in a table or under a label.
#[component]
pub fn Figure(
    /// Where the figure stands in the scenario.
    place: String,
    /// The accessible name, where the table's heads give the visible one.
    #[prop(optional, into)]
    name: Option<String>,
    /// What explains it, by element id.
    #[prop(optional, into)]
    described: Option<String>,
    /// Whether it stands beside the page, which may have a box of the same place.
    #[prop(optional)]
    aside: bool,
) -> impl IntoView {
    let Some(input) = input_at(&place) else { return ().into_any() };
    let held = Box_::new(&place, input);
    let id = own_id(&place, aside);
    let page = held.state;
    let (on_input, on_focus, on_blur, on_enter) = (held.clone(), held.clone(), held.clone(), held.clone());
    let on_paste = held.clone();
    let text = held.text;
    let (wrong, wrong_id) = (place.clone(), format!("{id}-error"));
    let message = Memo::new(move |_| message_at(page, &wrong));
    let error_id = wrong_id.clone();
    let described_by = move || match (message.with(Option::is_some), described.clone()) {
        (true, Some(other)) => Some(format!("{other} {error_id}")),
        (true, None) => Some(error_id.clone()),
        (false, other) => other,
    };
    let inputmode = matches!(input.rule, Rule::Number { min, .. } if min >= 0.0).then_some("decimal");
    let paste_place = place.clone();
    view! {
        <span class="box" class:wrong=move || message.with(Option::is_some)>
            {matches!(input.unit, Unit::Pounds | Unit::Pence)
                .then(|| {
                    view! {
                        <span class="prefix" aria-hidden="true">
                            "£"
                        </span>
                    }
                })}
            <input
                type="text"
                id=id
                class=if input.is_by_year() { "figure years" } else { "figure" }
                readonly=move || page.is_locked()
                data-place=place.clone()
                inputmode=inputmode
                autocomplete="off"
                spellcheck="false"
                aria-label=name
                aria-describedby=described_by
                aria-invalid=move || message.with(|message| message.is_some().then_some("true"))
                prop:value=move || text.get()
                on:input=move |event| on_input.typed(event_target_value(&event))
                on:focus=move |_| on_focus.entered()
                on:blur=move |_| on_blur.left()
                on:keydown=move |event| {
                    if event.key() == "Enter" {
                        on_enter.judged()
                    }
                }
                on:paste=move |event| {
                    if input.is_by_year() {
                        paste_years(&on_paste, &event);
                    } else {
                        if let Some(rest) = page.later.rest.get_untracked() {
                            (rest.paste)(page, &paste_place, &event);
                        }
                    }
                }
            />
            {move || {
                message
                    .get()
                    .map(|message| {
                        view! {
                            <span class="error" role="alert" id=wrong_id.clone()>
                                <span class="hidden">"Error: "</span>
                                {message}
                            </span>
                        }
                    })
            }}
        </span>
    }
    .into_any()
}

/// A row or a column from a spreadsheet is a figure for each year: a box of one line would run its lines together.
fn paste_years(held: &Box_, event: &web_sys::ClipboardEvent) {
    let Some(text) = event.clipboard_data().and_then(|data| data.get_data("text").ok()) else { return };
    if text.trim().contains(['\t', '\n']) {
        event.prevent_default();
        held.typed(text.trim().replace(['\t', '\n'], "; ").replace('\r', ""));
    }
}

/// A labelled figure with its help and where it comes from.
#[component]
pub fn Labelled(place: String, #[prop(optional, into)] label: Option<String>) -> impl IntoView {
    let Some(input) = input_at(&place) else { return ().into_any() };
    let page = state();
    let (hint, at) = (format!("{}-hint", id_of(&place)), place.clone());
    let source = move || page.document.with(|document| source_line(document, &at));
    view! {
        <div class="labelled">
            <label for=id_of(&place)>{label.unwrap_or_else(|| input.label.to_owned())}{unit_note(input.unit)}</label>
            <span class="hint" id=hint.clone()>
                {input.help}
                {(!input.help.is_empty()).then_some(". ")}
                {source}
            </span>
            <Figure place=place described=hint />
        </div>
    }
    .into_any()
}

fn unit_note(unit: Unit) -> &'static str {
    match unit {
        Unit::Pounds | Unit::Pence => ", £",
        Unit::Percent => ", %",
        Unit::Months => ", months",
        _ => "",
    }
}

/// A lever: a native range and a box on one value, with the published range shaded on its track.
#[component]
pub fn Lever(place: String, #[prop(into)] label: String, low: f64, high: f64) -> impl IntoView {
    let Some(input) = input_at(&place) else { return ().into_any() };
    let page = state();
    let value = {
        let place = place.clone();
        Memo::new(move |_| page.document.with(|document| document.number(&place).unwrap_or(0.0)))
    };
    let spoken = {
        let place = place.clone();
        move || page.document.with(|document| shown(document, &place, input))
    };
    let published = match input.source {
        Source::Evidence(id) => evidence::find(id).and_then(|one| Some((one.low?, one.high?))),
        _ => None,
    };
    // a lever reaches as far as its field; of a field without an end as far as is usual, or to what was typed
    let reach = Memo::new(move |_| match input.bounds() {
        Some((least, most)) if most <= 100.0 => (least, most),
        _ => (low.min(value.get()), high.max(value.get())),
    });
    let part = move |value: f64| {
        let (low, high) = reach.get();
        format!("{:.2}%", 100.0 * ((value - low) / (high - low)).clamp(0.0, 1.0))
    };
    let pressed = StoredValue::new(false);
    let (slide, reset, was, note) = (place.clone(), place.clone(), place.clone(), place.clone());
    let changed = Memo::new(move |_| {
        page.document.with(|document| document.get(&was).cloned()) != page.base.with(|base| base.get(&was).cloned())
    });
    let source = move || page.document.with(|document| source_line(document, &note));
    let back = move || {
        let document = page.document.get_untracked();
        page.misread.update(|all| {
            all.remove(&reset);
        });
        page.begin_gesture();
        page.change(page.base.with_untracked(|base| Change::put_back(&document, base, &reset)));
    };
    let (on_double, on_press) = (back.clone(), back);
    let put_back = format!("Put back {label}");
    view! {
        <div class="lever">
            <div class="lever-head">
                <label for=own_id(&place, true) on:dblclick=move |_| on_double()>
                    {label.clone()}
                </label>
                <Figure place=place.clone() aside=true />
            </div>
            <div class="track">
                {published
                    .map(|(from, to)| {
                        view! { <span class="published" style:left=move || part(from) style:width=move || part(reach.get().0 + to - from)></span> }
                    })}
                <input
                    type="range"
                    disabled=move || page.is_locked()
                    min=move || reach.get().0
                    max=move || reach.get().1
                    step=input.step
                    aria-label=format!("{label}, lever")
                    aria-valuetext=spoken
                    prop:value=move || value.get().to_string()
                    // a press on the track moves the lever before it has the focus: both are one gesture
                    on:pointerdown=move |_| {
                        pressed.set_value(true);
                        page.begin_gesture()
                    }
                    on:pointerup=move |_| pressed.set_value(false)
                    on:blur=move |_| pressed.set_value(false)
                    on:focus=move |_| {
                        if !pressed.get_value() {
                            page.begin_gesture()
                        }
                    }
                    on:input=move |event| {
                        if let Ok(value) = event_target_value(&event).parse::<f64>() {
                            let document = page.document.get_untracked();
                            let gesture = format!("{slide}-{}", page.gesture.get_untracked());
                            page.misread
                                .update(|all| {
                                    all.remove(&slide);
                                });
                            let start = page.history.with_untracked(|history| history.before(&document, &gesture));
                            page.change(Change::figure(&document, &start, &slide, json!(value)).within(gesture));
                        }
                    }
                />
            </div>
            <p class="hint">
                {source}
                {move || {
                    let (press, name) = (on_press.clone(), put_back.clone());
                    changed
                        .get()
                        .then(move || {
                            view! {
                                " "
                                <button type="button" class="link" aria-label=name on:click=move |_| press()>
                                    "changed: put back"
                                </button>
                            }
                        })
                }}
            </p>
        </div>
    }
    .into_any()
}

/// A choice among the words that the table of inputs offers.
#[component]
pub fn Choice(
    place: String,
    #[prop(optional, into)] label: Option<String>,
    /// Whether it stands beside the page, which may have a choice of the same place.
    #[prop(optional)]
    aside: bool,
) -> impl IntoView {
    let Some(input) = input_at(&place) else { return ().into_any() };
    let Rule::Choice(words) = input.rule else { return ().into_any() };
    let page = state();
    let (at, set, path) = (place.clone(), place.clone(), input.path);
    let now = Memo::new(move |_| page.document.with(|document| document.text(&at).to_owned()));
    let wrong_at = place.clone();
    let message = Memo::new(move |_| message_at(page, &wrong_at));
    view! {
        <div class="labelled">
            <label for=own_id(&place, aside)>{label.unwrap_or_else(|| input.label.to_owned())}</label>
            <span class="hint">{input.help}</span>
            <select
                id=own_id(&place, aside)
                disabled=move || page.is_locked()
                prop:value=move || now.get()
                on:change=move |event| {
                    let document = page.document.get_untracked();
                    page.begin_gesture();
                    page.change(Change::new(what_of(&document, &set)).set(&document, &set, Some(json!(event_target_value(&event)))));
                }
            >
                {words
                    .iter()
                    .map(|word| {
                        let word = *word;
                        view! {
                            <option value=word selected=move || now.get() == word>
                                {choice_label(path, word)}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
            {move || message.get().map(|message| view! { <span class="error">{message}</span> })}
        </div>
    }
    .into_any()
}

/// A name or other free text.
#[component]
pub fn Words(place: String, #[prop(into)] label: String, #[prop(optional)] bare: bool) -> impl IntoView {
    let page = state();
    let (at, set) = (place.clone(), place.clone());
    let now = Memo::new(move |_| page.document.with(|document| document.text(&at).to_owned()));
    let box_ = view! {
        <input
            type="text"
            id=id_of(&place)
            class="words"
            readonly=move || page.is_locked()
            aria-label=bare.then(|| label.clone())
            prop:value=move || now.get()
            on:focus=move |_| page.begin_gesture()
            on:input=move |event| {
                let document = page.document.get_untracked();
                let gesture = format!("{set}-{}", page.gesture.get_untracked());
                page.change(Change::new(what_of(&document, &set)).set(&document, &set, Some(json!(event_target_value(&event)))).within(gesture));
            }
        />
    };
    if bare {
        box_.into_any()
    } else {
        view! {
            <div class="labelled">
                <label for=id_of(&place)>{label}</label>
                {box_}
            </div>
        }
        .into_any()
    }
}
