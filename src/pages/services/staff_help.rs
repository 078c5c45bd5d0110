//! Works out what a post costs and what statutory redundancy pays, for those who only know salary, age and service.

use crate::engine::staff_cost::{NI_RATE, NI_THRESHOLD, WEEKLY_CAP, redundancy_pay, with_on_costs};
use crate::model::Pounds;
use crate::model::inputs::Unit;
use crate::model::parse::parse;
use leptos::prelude::*;

#[component]
fn Asked(label: &'static str, id: String, text: RwSignal<String>) -> impl IntoView {
    view! {
        <div class="labelled">
            <label for=id.clone()>{label}</label>
            <input
                type="text"
                id=id
                inputmode="decimal"
                autocomplete="off"
                prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event))
            />
        </div>
    }
}

/// Two small sums beside the cost of a post and of a redundancy.
#[component]
pub fn StaffHelp(id: String) -> impl IntoView {
    let asked = |text: &str| RwSignal::new(text.to_owned());
    let (salary, pension) = (asked(""), asked("18%"));
    let (age, service, weekly) = (asked(""), asked(""), asked(""));
    let read =
        |text: RwSignal<String>, unit: Unit| text.with(|text| parse(text, unit).ok().filter(|value| *value >= 0.0));
    let post = move || match (read(salary, Unit::Pounds), read(pension, Unit::Percent)) {
        (Some(salary), Some(pension)) => Pounds(with_on_costs(salary, NI_RATE, NI_THRESHOLD, pension)).whole(),
        _ => "enter a salary and a pension rate".into(),
    };
    let pay = move || match (read(age, Unit::Years), read(service, Unit::Years), read(weekly, Unit::Pounds)) {
        (Some(age), Some(years), Some(weekly)) if age <= 120.0 && years <= 100.0 => {
            Pounds(redundancy_pay(age as u32, years as u32, weekly, WEEKLY_CAP)).whole()
        }
        _ => "enter age, complete years and a week\u{2019}s pay".into(),
    };
    let at = |field: &str| format!("help-{id}-{field}");
    view! {
        <div class="grid">
            <Asked label="Salary a year, £" id=at("salary") text=salary />
            <Asked label="Employer\u{2019}s pension, %" id=at("pension") text=pension />
            <p>"Cost of a post, with National Insurance at 15% above £5,000: "<strong>{post}</strong></p>
        </div>
        <div class="grid">
            <Asked label="Age" id=at("age") text=age />
            <Asked label="Complete years of service" id=at("service") text=service />
            <Asked label="A week\u{2019}s pay, £" id=at("weekly") text=weekly />
            <p>"Statutory redundancy pay, a week capped at £751 from April 2026, without notice or pension strain: "<strong>{pay}</strong></p>
        </div>
    }
}
