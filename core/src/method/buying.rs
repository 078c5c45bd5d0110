//! Collaborative procurement for any group of a category's members: method, section 3, once for every reading.

use super::algebra::{Algebra, Calendar, Inputs, Measure};
use super::size::{self, Saving, effect_of, keys, ramp};
use crate::model::{BuyingOneOff, Category, Harmonise, Item, Mode, Partner, Scenario};

/// The inputs of a category.
pub fn inputs<'a, A: Algebra>(a: &'a A, category: &'a Category) -> Inputs<'a, A> {
    Inputs { a, list: "procurement", id: &category.id }
}

/// A member of a category.
#[derive(Debug, Clone)]
pub struct Buyer<A: Algebra> {
    /// Its place in the scenario's list of partners.
    pub partner: usize,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Spending that joint buying can reach, A_i.
    pub reached: A::Value,
    /// By item: the price that it pays, and how many it buys a year.
    pub items: Vec<Price<A::Value>>,
    /// Share under the sharing key, k_i.
    pub key: A::Value,
}

/// What a partner pays for one of an item, and how many it buys a year.
pub type Price<V> = (V, V);

/// What a partner pays for each of the items, and how many it buys.
fn prices<A: Algebra>(of: &Inputs<A>, category: &Category, id: &str) -> Vec<Price<A::Value>> {
    let one = |(n, item): (usize, &Item)| {
        let n = n.to_string();
        let figure = |field, entered| of.a.input(&[of.list, of.id, "items", &n, field, id], entered);
        let (price, volume) = item.bought_by(id);
        (figure("price", price), figure("volume", volume))
    };
    category.items.iter().enumerate().map(one).collect()
}

/// A_i: spending that joint buying can reach.
fn reached<A: Algebra>(of: &Inputs<A>, category: &Category, id: &str, items: &[Price<A::Value>]) -> A::Value {
    match category.mode {
        Mode::Rate => {
            let spend = category.spend.get(id).copied().unwrap_or_default();
            of.of_partner("spend", id, spend.0)
                * of.figure("addressable", category.addressable.0)
                * of.a.rest(of.figure("local_exception", category.local_exception.0))
        }
        Mode::Items => of.a.sum(&mut items.iter().map(|(price, volume)| *price * *volume)),
    }
}

/// The members, with what joint buying can reach of their spending.
pub fn buyers<A: Algebra>(a: &A, scenario: &Scenario, category: &Category) -> Vec<Buyer<A>> {
    let of = inputs(a, category);
    let partners: Vec<(usize, &Partner)> = category
        .members
        .iter()
        .filter_map(|id| scenario.partners.iter().enumerate().find(|(_, partner)| partner.id == *id))
        .collect();
    let items: Vec<Vec<Price<A::Value>>> =
        partners.iter().map(|(_, partner)| prices(&of, category, &partner.id)).collect();
    let own: Vec<(&Partner, A::Value)> = partners
        .iter()
        .zip(&items)
        .map(|((_, one), items)| {
            let label = Measure::PoundsAYear.of("Spending that joint buying can reach", one.shown());
            (*one, a.figure(label, reached(&of, category, &one.id, items)))
        })
        .collect();
    let keys = keys(&of, &category.sharing, &own, "Share of the one-off cost");
    partners
        .into_iter()
        .zip(items)
        .zip(own.iter().zip(keys))
        .map(|(((place, partner), items), ((_, reached), key))| Buyer {
            partner: place,
            id: partner.id.clone(),
            name: partner.shown().to_owned(),
            reached: *reached,
            items,
            key,
        })
        .collect()
}

/// h(F): the scale effect of the group that the saving was entered for.
pub fn measured<A: Algebra>(
    a: &A,
    scenario: &Scenario,
    category: &Category,
    buyers: &[Buyer<A>],
    saving: &Saving<A::Value>,
) -> A::Value {
    let of = inputs(a, category);
    let costs: Vec<A::Value> = match &category.scale_reference {
        None => buyers.iter().map(|buyer| buyer.reached).collect(),
        Some(ids) => ids
            .iter()
            .map(|id| {
                let label =
                    Measure::PoundsAYear.of("Within reach, for which the saving was entered", scenario.name_of(id));
                a.figure(label, reached(&of, category, id, &prices(&of, category, id)))
            })
            .collect(),
    };
    a.figure(
        Measure::Percent.all("Scale effect of the group that the saving was entered for"),
        effect_of(a, &costs, saving.elasticity),
    )
}

/// What of a category's inputs its saving rate follows from.
pub fn saving<A: Algebra>(a: &A, category: &Category) -> Saving<A::Value> {
    let scale = (category.scale_elasticity, category.scale_share);
    size::saving(&inputs(a, category), scale, &category.saving, category.haircut)
}

/// G(S) and r(S) of a group that spends so much within reach.
pub fn rate<A: Algebra>(
    a: &A,
    (saving, measured): (&Saving<A::Value>, A::Value),
    reached: &[A::Value],
) -> (A::Value, A::Value) {
    let effect = a.figure(Measure::Percent.all("Scale effect of the group"), effect_of(a, reached, saving.elasticity));
    let scale =
        a.figure(Measure::Factor.all("Factor for the size of the group"), size::scale(a, saving, effect, measured));
    (scale, a.figure(Measure::Percent.all("Saving rate"), size::rate(a, saving, scale)))
}

/// The unit price after a volume has grown `multiple` times, where each doubling takes `discount` off.
pub fn price_at_volume<A: Algebra>(a: &A, price: A::Value, discount: A::Value, multiple: A::Value) -> A::Value {
    price * a.power(a.rest(discount), a.log2(multiple))
}

/// What the price that each pays for an item is labelled, and the one that all come to.
pub const PRICE_PAID: &str = "price paid";
/// What the row of the price that all would pay is called.
pub const JOINT_PRICE: &str = "joint price";

/// p**: the one price for an item that a group comes to: the price p* after the discount for volume; none where nobody
/// buys any.
pub fn joint_price<A: Algebra>(
    a: &A,
    category: &Category,
    item: &Item,
    bought: &[(&str, Price<A::Value>)],
) -> A::Maybe {
    let inputs = inputs(a, category);
    let zero = a.number(0.0);
    // prices of those who buy any
    let paid: Vec<A::Maybe> = bought
        .iter()
        .map(|(name, (price, volume))| {
            let label = Measure::Price.of_item(&item.name, PRICE_PAID, name);
            a.figure_if(label, a.is_more(*volume, zero), *price)
        })
        .collect();
    let volumes: Vec<A::Value> = bought.iter().map(|(_, (_, volume))| *volume).collect();
    let volume = a.sum(&mut volumes.iter().copied());
    let spent = || a.sum(&mut bought.iter().map(|(_, (price, volume))| *price * *volume));
    let price = a.choice(
        inputs.word("harmonise_to", category.harmonise_to.word()),
        &[
            (Harmonise::Lowest.word(), &|| a.lowest(&paid)),
            (Harmonise::Median.word(), &|| a.median(&paid)),
            (Harmonise::Average.word(), &|| a.maybe(spent() / volume)),
        ],
    );
    let discount = inputs.figure("discount_per_doubling", category.discount_per_doubling.0);
    let multiple = volume / a.greatest(&volumes);
    let joint = a.given(price, |price| price_at_volume(a, price, discount, multiple), zero);
    a.figure_if(Measure::Price.of_item(&item.name, JOINT_PRICE, ""), a.is_more(volume, zero), joint)
}

/// What a buyer saves a year on an item at full effect, before exceptions.
pub fn saved_on<A: Algebra>(a: &A, category: &Category, (price, volume): Price<A::Value>, joint: A::Maybe) -> A::Value {
    let word = inputs(a, category).word("harmonise_to", category.harmonise_to.word());
    let lowest = a.is(word, Harmonise::Lowest.word());
    // one contract price, so that a cheap buyer may lose by the middle or the average
    let saved = |joint| volume * a.when(lowest, a.or_nothing(price - joint), price - joint);
    a.given(joint, saved, a.number(0.0))
}

/// By item, what each of a group saves a year at full effect, before exceptions.
pub fn saved_by_item<A: Algebra>(a: &A, category: &Category, of: &[&Buyer<A>]) -> Vec<Vec<A::Value>> {
    let by_item = category.items.iter().enumerate().map(|(n, item)| {
        let bought: Vec<(&str, Price<A::Value>)> =
            of.iter().filter_map(|buyer| Some((buyer.name.as_str(), *buyer.items.get(n)?))).collect();
        let joint = joint_price(a, category, item, &bought);
        bought.iter().map(|(_, price)| saved_on(a, category, *price, joint)).collect()
    });
    by_item.collect()
}

/// Of what items save, the part that is believed and not kept local.
pub fn believed<A: Algebra>(a: &A, category: &Category) -> A::Value {
    let of = inputs(a, category);
    a.rest(of.figure("local_exception", category.local_exception.0)) * a.rest(of.figure("haircut", category.haircut.0))
}

/// What each of a group saves a year at full effect, item by item.
pub fn saved_on_items<A: Algebra>(a: &A, category: &Category, of: &[&Buyer<A>]) -> Vec<A::Value> {
    let by_item = saved_by_item(a, category, of);
    let believed = believed(a, category);
    let one = |(place, buyer): (usize, &&Buyer<A>)| {
        // an item to a figure: a formula of all of them could be longer than a cell takes
        let each = category.items.iter().zip(&by_item).filter_map(|(item, saved)| {
            let label = Measure::PoundsAYear.of_item(&item.name, "saved a year", &buyer.name);
            Some(a.figure(label, *saved.get(place)?))
        });
        let saved: Vec<A::Value> = each.collect();
        let full = believed * a.sum(&mut saved.into_iter());
        a.figure(Measure::PoundsAYear.of("Saving at full effect", &buyer.name), full)
    };
    of.iter().enumerate().map(one).collect()
}

/// What each of a group saves a year at full effect, at a rate.
pub fn saved_at_rate<A: Algebra>(a: &A, buyers: &[&Buyer<A>], rate: A::Value) -> Vec<A::Value> {
    let one = |buyer: &&Buyer<A>| {
        let label = Measure::PoundsAYear.of("Saving at full effect", &buyer.name);
        a.figure(label, buyer.reached * rate)
    };
    buyers.iter().map(one).collect()
}

/// How far a category has come in each year.
#[derive(Debug, Clone)]
pub struct Course<A: Algebra> {
    /// ρ_t.
    pub saved: A::Row,
    /// 1 in the year of the one-off cost.
    pub set_up: A::Row,
    /// The first year of full effect.
    pub complete: A::Value,
}

/// The course of a category that goes live.
pub fn course<A: Calendar>(a: &A, category: &Category) -> Course<A> {
    let of = inputs(a, category);
    let (zero, one) = (a.number(0.0), a.number(1.0));
    let go_live = of.figure("go_live", category.go_live as f64);
    let over = of.figure("ramp_years", category.ramp_years as f64);
    let year = a.or_nothing(go_live - one);
    let saved = a.term_row(Measure::Percent.all("Part of the saving reached"), |t| ramp(a, t, go_live, over));
    let set_up = a.term_row(Measure::Flag.all("Year of the one-off cost"), |t| {
        let index = a.number(a.index(t));
        a.when(a.is_more(year, index), zero, a.when(a.is_more(index, year), zero, one))
    });
    let complete = a.figure(Measure::YearIndex.all("Complete from"), go_live + over - one);
    Course { saved, set_up, complete }
}

/// What so much spending within reach brings in a year, of which `full` is saved a year at full effect, less the fee.
pub fn gain<A: Algebra>(
    a: &A,
    category: &Category,
    course: &Course<A>,
    (full, reached): (A::Value, A::Value),
    t: A::Year,
) -> A::Value {
    full * a.at(&course.saved, t) - fee(a, category, course, reached, t)
}

/// The framework's fee on so much spending, in a year.
fn fee<A: Algebra>(a: &A, category: &Category, course: &Course<A>, reached: A::Value, t: A::Year) -> A::Value {
    inputs(a, category).figure("framework_fee", category.framework_fee.0) * reached * a.at(&course.saved, t)
}

/// One-off cost of `count` buyers in a year, with its bias.
pub fn set_up<A: Algebra>(a: &A, category: &Category, course: &Course<A>, count: usize, t: A::Year) -> A::Value {
    let of = inputs(a, category);
    let BuyingOneOff { programme, per_partner, optimism_bias } = category.one_off;
    let partners = of.figure("one_off.per_partner", per_partner.0) * a.number(count as f64);
    let bias = a.number(1.0) + of.figure("one_off.optimism_bias", optimism_bias.0);
    bias * (of.figure("one_off.programme", programme.0) + partners) * a.at(&course.set_up, t)
}

/// The one-off cost of a group by year.
pub fn one_off<A: Algebra>(a: &A, category: &Category, course: &Course<A>, count: usize) -> A::Row {
    a.row(Measure::Pounds.all("One-off cost"), |t| set_up(a, category, course, count, t))
}

/// What a buyer saves, pays and gains.
#[derive(Debug, Clone)]
pub struct Bought<A: Algebra> {
    /// What it saves, by year.
    pub saving: A::Row,
    /// Its fee, by year.
    pub fee: A::Row,
    /// Its one-off cost, by year.
    pub one_off: A::Row,
    /// What it gains, by year.
    pub net: A::Row,
}

/// A buyer's part, of which `full` is saved a year at full effect.
pub fn paid<A: Algebra>(
    a: &A,
    category: &Category,
    course: &Course<A>,
    (buyer, full): (&Buyer<A>, A::Value),
    one_off: &A::Row,
) -> Bought<A> {
    let label = |what| Measure::Pounds.of(what, &buyer.name);
    let saving = a.row(label("Saving before the fee"), |t| full * a.at(&course.saved, t));
    let fee = a.row(label("Framework fee"), |t| fee(a, category, course, buyer.reached, t));
    let one_off = a.row(label("One-off cost"), |t| buyer.key * a.at(one_off, t));
    let net = a.row(label("Net gain"), |t| a.at(&saving, t) - a.at(&fee, t) - a.at(&one_off, t));
    Bought { saving, fee, one_off, net }
}
