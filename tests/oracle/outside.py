"""The outside view a second time, from section 12 of the method alone.

    python3 tests/oracle/outside.py        writes outside_cases.json

For 40 scenarios of `cases.json`: the net present value with constant quantile functions (all ratios 1; nothing delivered at
one and a half times the cost; half delivered, twice the cost, a year and a half late), exactly. For six of them, draws from
Python's own generator by the published quantiles, with their standard errors. And the quantiles themselves, type 7, from the
table of outturns.
"""

import copy
import csv
import json
import math
import os
import random
import statistics

import oracle

HERE = os.path.dirname(os.path.abspath(__file__))
CHANCES = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1]


def quantile(values, p):
    values = sorted(values)
    place = p * (len(values) - 1)
    below = math.floor(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (place - below) * (values[above] - values[below])


def published():
    with open(os.path.join(HERE, "../../core/src/evidence/data/outturns.csv"), encoding="utf-8") as file:
        rows = list(csv.DictReader(file))

    def function(measure, counted=None, ict=False, over=1):
        values = [float(r["value"]) / over for r in rows
                  if r["measure"] == measure and (counted is None or r["counted"] == counted) and (not ict or r["ict"] == "yes")]
        return [[p, quantile(values, p)] for p in CHANCES], len(values)

    def by_class(measure, over=1):
        every, (led, n) = function(measure, over=over)[0], function(measure, ict=True, over=over)
        return {"all": every, "ict": led if n >= 8 else every}

    return {"owner": function("saving", "owner")[0], "audited": function("saving", "audit")[0], "cost": by_class("cost"), "delay": by_class("months", 12)}


def portfolio():
    with open(os.path.join(HERE, "../../core/src/evidence/data/portfolio.csv"), encoding="utf-8") as file:
        rows = {(r["class"], r["measure"]): [[p, float(r[str(p)])] for p in CHANCES] for r in csv.DictReader(file)}
    return {**published(), **{measure: {by: rows[by, measure] for by in ("all", "ict")} for measure in ("cost", "delay")}}


def at(points, p):
    for (p0, v0), (p1, v1) in zip(points, points[1:]):
        if p0 <= p <= p1:
            return v0 + (v1 - v0) * (p - p0) / (p1 - p0)
    return points[-1][1]


def one_item(scenario, kind, item):
    alone = copy.deepcopy(scenario)
    alone["services"], alone["procurement"] = [], []
    alone[kind] = [copy.deepcopy(item)]
    alone["balancing"] = {}
    return alone


def without_inside(item):
    item["haircut"] = 0
    if item.get("saving"):
        item["saving"]["high"] = 1
    (item.get("one_off") or item.setdefault("one_off", {}))["optimism_bias"] = 0


def with_fixed(item, factor):
    one_off = item["one_off"]
    for field in ("programme", "ict", "per_partner"):
        one_off[field] = (one_off.get(field) or 0) * factor


def npv(scenario, kind, item, delivered, cost, late):
    """The worth of one item, by whole years late."""
    scenario = one_item(scenario, kind, item)
    one = scenario[kind][0]
    without_inside(one)
    one["go_live"] = (one.get("go_live", 1 if kind == "services" else 0)) + late
    if delivered == 0:
        bare = copy.deepcopy(scenario)
        with_fixed(bare[kind][0], 0)
        return cost * (oracle.appraise(scenario)["npv"] - oracle.appraise(bare)["npv"])
    if kind == "procurement" and one.get("mode") == "items":
        one["local_exception"] = 1 - delivered * (1 - (one.get("local_exception") or 0))
    else:
        one["saving"]["likely"] = one["saving"]["likely"] * delivered
        one["saving"]["low"] = min(one["saving"]["low"], one["saving"]["likely"])
    with_fixed(one, cost)
    one_off = one["one_off"]
    if kind == "services":
        one_off["redundancy_cost"] = one_off.get("redundancy_cost", 30000) * cost
        one_off["pension_strain"] = (one_off.get("pension_strain") or 0) * cost
        one_off["parallel_months"] = (one_off.get("parallel_months") or 0) * cost
    return oracle.appraise(scenario)["npv"]


def between(scenario, kind, item, delivered, cost, late):
    whole, part = math.floor(late), late - math.floor(late)
    found = (1 - part) * npv(scenario, kind, item, delivered, cost, whole)
    return found + (part * npv(scenario, kind, item, delivered, cost, whole + 1) if part else 0)


def items_of(scenario):
    shared = lambda item: len(item.get("members") or []) > 1
    return [(kind, item) for kind in ("services", "procurement") for item in scenario.get(kind) or [] if shared(item)]


def is_ict(kind, item):
    if kind != "services":
        return False
    one_off = item.get("one_off") or {}
    fixed = (one_off.get("programme") or 0) + (one_off.get("ict") or 0) + (one_off.get("per_partner") or 0) * len(item["members"])
    return fixed > 0 and (one_off.get("ict") or 0) >= fixed / 2


def drawn(scenario, functions, number, rng):
    normal = statistics.NormalDist()
    rho = (scenario.get("uncertainty") or {}).get("correlation", 0.3)
    audited_part = scenario["uncertainty"]["outside"]["audited"]
    views = {"owner": [], "audited": [], "mixed": []}
    for _ in range(number):
        common = rng.gauss(0, 1)
        chance = lambda sign: normal.cdf(sign * (math.sqrt(rho) * common + math.sqrt(1 - rho) * rng.gauss(0, 1)))
        total = {"owner": 0.0, "audited": 0.0}
        for kind, item in items_of(scenario):
            by = "ict" if is_ict(kind, item) else "all"
            u = chance(1)
            cost, late = at(functions["cost"][by], chance(-1)), at(functions["delay"][by], chance(-1))
            for view in total:
                total[view] += between(scenario, kind, item, at(functions[view], u), cost, late)
        for view, value in total.items():
            views[view].append(value)
        views["mixed"].append(total["audited" if rng.random() < audited_part else "owner"])
    n = math.sqrt(number)
    return {view: {"mean": statistics.fmean(v), "error": statistics.stdev(v) / n, "loss": sum(x < 0 for x in v) / number} for view, v in views.items()}


def main():
    with open(os.path.join(HERE, "cases.json"), encoding="utf-8") as file:
        scenarios = [case["scenario"] for case in json.load(file)]
    rng, functions, cases = random.Random(21), published(), []
    for scenario in scenarios:
        if len(cases) == 40:
            break
        if not items_of(scenario):
            continue
        scenario = copy.deepcopy(scenario)
        scenario["balancing"] = {}
        scenario["uncertainty"] = {**(scenario.get("uncertainty") or {}), "draws": 4000, "outside": {"audited": rng.choice([0.2, 0.4, 0.75])}}
        exact = [{"delivered": d, "cost": c, "late": late, "npv": math.fsum(between(scenario, kind, item, d, c, late) for kind, item in items_of(scenario))}
                 for d, c, late in ((1, 1, 0), (0, 1.5, 0), (0.5, 2, 1.5))]
        cases.append({"scenario": scenario, "exact": exact})
    small = sorted(range(len(cases)), key=lambda n: (len(items_of(cases[n]["scenario"])), len(cases[n]["scenario"]["partners"]), n))
    for place, n in enumerate([n for n in small if len(items_of(cases[n]["scenario"])) > 1][:6]):
        by = portfolio() if place % 2 else functions
        if place % 2:
            cases[n]["scenario"]["uncertainty"]["outside"]["reference"] = "portfolio"
        if place == 4:
            own = {"delivery_owner": [[0, 0.5], [0.5, 1], [1, 1.2]], "delivery_audited": [[0, 0], [0.2, 0], [1, 0.9]],
                   "cost": [[0, 0.8], [0.75, 1.5], [1, 4]], "delay": [[0, 0], [0.4, 0.25], [1, 3]]}
            cases[n]["scenario"]["uncertainty"]["outside"].update(own)
            by = {"owner": own["delivery_owner"], "audited": own["delivery_audited"],
                  **{what: {"all": own[what], "ict": own[what]} for what in ("cost", "delay")}}
        cases[n]["drawn"] = drawn(cases[n]["scenario"], by, 250, rng)
    with open(os.path.join(HERE, "outside_cases.json"), "w", encoding="utf-8") as file:
        json.dump({"quantiles": functions, "cases": cases}, file, separators=(",", ":"))


if __name__ == "__main__":
    main()
