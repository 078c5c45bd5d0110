//! The sheet of a category: method, section 3, read as formulas.

use super::book::{Format, Series};
use super::builder::Builder;
use super::formula::At;
use super::names::Named;
use super::part::{BuyingInner, Inner, KeptBuyer, Part, PartMember};
use super::reading::{Sheet, Slate};
use super::service::sum_row;
use crate::method::buying::{
    Bought, Buyer, PRICE_PAID, buyers, course, measured, one_off, paid, rate, saved_at_rate, saved_on_items, saving,
};
use crate::model::{Category, Mode};

/// Everything of a category that stands on its sheet.
struct Found {
    /// By rate only.
    rate: Option<At>,
    kept: BuyingInner,
    one_off: Series,
    bought: Vec<(Series, Series, Series, Series)>,
}

/// The method's own text, read onto the sheet.
fn read(builder: &mut Builder, category: &Category, sheet: usize) -> Found {
    let slate = Slate::default();
    let scenario = builder.scenario;
    let a = &Sheet::new(&slate, builder, sheet);
    let everyone = buyers(a, scenario, category);
    let all: Vec<&Buyer<Sheet>> = everyone.iter().collect();
    let (full, found, measured) = match category.mode {
        Mode::Rate => {
            let saving = saving(a, category);
            let measured = measured(a, scenario, category, &everyone, &saving);
            let reached: Vec<_> = everyone.iter().map(|buyer| buyer.reached).collect();
            let (_, rate) = rate(a, (&saving, measured), &reached);
            (saved_at_rate(a, &all, rate), Some(rate.cell()), measured.cell())
        }
        Mode::Items => (saved_on_items(a, category, &all), None, At { sheet, row: 0, column: 0 }),
    };
    let course = course(a, category);
    let one_off = one_off(a, category, &course, everyone.len());
    let bought: Vec<Bought<Sheet>> =
        everyone.iter().zip(&full).map(|(buyer, full)| paid(a, category, &course, (buyer, *full), &one_off)).collect();
    let kept = BuyingInner {
        saved: course.saved,
        set_up: course.set_up,
        complete: course.complete.cell(),
        measured,
        buyers: everyone.iter().map(kept_buyer).collect(),
        prices: a.items().into_iter().filter(|((_, what, _), _)| what == PRICE_PAID).collect(),
    };
    let bought = bought.iter().map(|bought| (bought.saving, bought.fee, bought.one_off, bought.net)).collect();
    Found { rate: found, kept, one_off, bought }
}

fn kept_buyer(buyer: &Buyer<Sheet>) -> KeptBuyer {
    KeptBuyer {
        partner: buyer.partner,
        id: buyer.id.clone(),
        name: buyer.name.clone(),
        reached: buyer.reached.cell(),
        items: buyer.items.iter().map(|(price, volume)| (price.formula(), volume.formula())).collect(),
        key: buyer.key.cell(),
    }
}

/// The sheet of a category that two or more buy together.
pub(super) fn category_sheet(builder: &mut Builder, category: &Category) -> Part {
    let name = category.shown().to_owned();
    let sheet = builder.book.sheet("Buying", &name, format!("{name}, bought together, year by year"));
    builder.year_heads(sheet);
    let found = read(builder, category, sheet);
    builder.book.sum_of(found.one_off, found.one_off.sum(), Format::Pounds);
    let mut members: Vec<PartMember> = Vec::new();
    for (buyer, (saving, fee, one_off, net)) in found.kept.buyers.iter().zip(&found.bought) {
        let id = &buyer.id;
        builder.book.sum_of(*net, net.times(builder.factors), Format::Pounds);
        builder.book.name(Named::BuyingReached.of_both(&category.id, id), buyer.reached);
        builder.book.name_row(Named::BuyingSaving.of_both(&category.id, id), *saving);
        builder.book.name_row(Named::BuyingFee.of_both(&category.id, id), *fee);
        members.push(PartMember {
            partner: buyer.partner,
            net: *net,
            one_off: *one_off,
            without: *saving,
            with: *fee,
            released: None,
            by_itself: None,
            alone: None,
            key: buyer.key,
        });
    }
    let label = format!("Saving before the fee, all buyers: {name}");
    let saving = sum_row(builder, sheet, &label, members.iter().map(|member| &member.without));
    builder.book.sum_of(saving, saving.sum(), Format::Pounds);
    let label = format!("Framework fee, all buyers: {name}");
    let fees = sum_row(builder, sheet, &label, members.iter().map(|member| &member.with));
    let label = format!("Net gain, all buyers: {name}");
    let net = sum_row(builder, sheet, &label, members.iter().map(|member| &member.net));
    let npv = builder.book.sum_of(net, net.times(builder.factors), Format::Pounds);
    builder.book.name(Named::BuyingNpv.of(&category.id), npv);
    if let Some(rate) = found.rate {
        builder.book.name(Named::BuyingRate.of(&category.id), rate);
    }
    Part {
        list: "procurement",
        id: category.id.clone(),
        name,
        net,
        one_off: found.one_off,
        grant: None,
        without: saving,
        with: fees,
        settled: found.kept.complete,
        redundancy: None,
        cashable: None,
        officers: None,
        posts: None,
        pool: None,
        members,
        inner: Inner::Buying(Box::new(found.kept)),
    }
}
