"""The cash plan a second time, from section 11 of the method alone.

    python3 tests/oracle/cash.py        writes cash_cases.json

80 scenarios of `cases.json`, each with terms of cash drawn from a seed, every row of the table among them. What sections 2 and
3 say is taken from `oracle.py`; everything in cash is worked out here, year by year, borrowing loan by loan.
"""

import copy
import json
import math
import os
import random

import oracle
from oracle import opt, sub

HERE = os.path.dirname(os.path.abspath(__file__))


def terms_of(rng, scenario):
    """Terms of cash; some left out, so that defaults are read too."""
    n = scenario["years"]
    cash = {}
    if rng.random() < 0.8:
        cash["inflation"] = rng.choice([0.03, -0.01, 0, [0.04, 0.025], [round(rng.uniform(-0.05, 0.25), 3) for _ in range(min(n, 30))]])
    if rng.random() < 0.85:
        cash["capital"] = {
            "ict_share": rng.choice([0, 0.5, 1]),
            "programme_share": rng.choice([0, 0.25, 1]),
            "by": rng.choice(["borrowing", "borrowing", "reserves", "revenue"]),
            "life": rng.choice([1, 3, 7, 40]),
            "rate": rng.choice([0, 0.045, 0.1]),
        }
    if rng.random() < 0.6:
        cash["one_off_by"] = rng.choice(["revenue", "reserves"])
    cash["partners"] = {}
    for p in scenario["partners"]:
        if rng.random() < 0.7:
            own = {}
            if rng.random() < 0.7:
                own["reserves"] = round(rng.uniform(0, 2e7), 2)
                own["reserves_floor"] = rng.choice([0, 1e6])
            if rng.random() < 0.7:
                own["gap"] = [round(rng.uniform(-1e6, 4e6), 2) for _ in range(rng.choice([1, 4, min(n, 30)]))]
            if rng.random() < 0.7:
                own["band_d"] = round(rng.uniform(150, 350), 2)
                own["tax_base"] = round(rng.uniform(1e5, 8e5), 1)
            elif rng.random() < 0.5:
                own["tax_base"] = 250000
            cash["partners"][p["id"]] = own
    return cash


def index_of(cash, n):
    rises = opt(cash, "inflation", 0.02)
    rises = rises if isinstance(rises, list) else [rises]
    index = [1.0]
    for t in range(1, n):
        index.append(index[-1] * (1 + rises[min(t - 1, len(rises) - 1)]))
    return index


def plan(scenario):
    world = oracle.World(scenario)
    n, pv = world.N, world.pv
    cash = scenario.get("cash") or {}
    index = index_of(cash, n)
    capital = sub(cash, "capital")
    ict_share, programme_share = opt(capital, "ict_share", 0), opt(capital, "programme_share", 0)
    by, life, rate = opt(capital, "by", "borrowing"), opt(capital, "life", 7), opt(capital, "rate", 0.045)
    one_off_by = opt(cash, "one_off_by", "revenue")
    zero = lambda: {p: [0.0] * n for p in world.order}
    cashable, not_cash, fixed, once, grant = zero(), zero(), zero(), zero(), zero()  # real pounds
    for d in scenario.get("services") or []:
        s = oracle.Service(world, d)
        if not s.shared:
            continue
        f = s.flows(s.members)
        k = oracle.keys(world, s.members, d.get("sharing"), s.c0)
        spread = s.spread_out((s.ict * ict_share + s.programme * programme_share) * (1 + s.bias))
        for i in s.members:
            for t in range(n):
                charge = f["own"][i][t] if t < s.L else k[i] * f["pool"][t] + f["stranded"][i][t]
                gain = f["c"][i][t] - charge
                part = s.cashable * gain if gain > 0 else gain
                cashable[i][t] += part
                not_cash[i][t] += gain - part
                if s.borne == "own":
                    once[i][t] += k[i] * f["common"][t] + f["per_partner"][t] + f["redundancy"][i][t]
                else:
                    once[i][t] += k[i] * f["one_off"][t]
                fixed[i][t] += k[i] * spread[t]
                grant[i][t] += k[i] * f["grant"][t]
    for d in scenario.get("procurement") or []:
        c = oracle.Category(world, d)
        if len(d["members"]) < 2:
            continue
        for i, (saving, fee, one) in category_flows(c).items():
            for t in range(n):
                cashable[i][t] += saving[t] - fee[t]
                once[i][t] += one[t]
    out, whole_not_cash = {}, 0.0
    for p in scenario["partners"]:
        i = p["id"]
        own = sub(sub(cash, "partners"), i)
        paid = opt(scenario.get("balancing") or {}, i, 0)
        up = lambda row: [v * index[t] for t, v in enumerate(row)]
        K, all_once = up(fixed[i]), up(once[i])
        R = [a - b for a, b in zip(all_once, K)]
        saving, other, granted = up(cashable[i]), up(not_cash[i]), up(grant[i])
        balancing = [paid * index[t] for t in range(n)]
        borrowed = K if by == "borrowing" else [0.0] * n
        # loan by loan
        mrp = [math.fsum(borrowed[u] / life for u in range(t) if u + 1 <= t <= u + life) for t in range(n)]
        debt, owed = [], 0.0
        interest = []
        for t in range(n):
            interest.append(rate * owed)
            owed = owed + borrowed[t] - mrp[t]
            debt.append(owed)
        drawn = [(R[t] if one_off_by == "reserves" else 0.0) + (K[t] if by == "reserves" else 0.0) for t in range(n)]
        effect = [saving[t] - (0.0 if one_off_by == "reserves" else R[t]) - (K[t] if by == "revenue" else 0.0)
                  - mrp[t] - interest[t] + granted[t] - balancing[t] for t in range(n)]
        reserves = None
        if own.get("reserves") is not None:
            reserves, left = [], own["reserves"]
            for t in range(n):
                left -= drawn[t]
                reserves.append(left)
        gap = own.get("gap")
        gap = [gap] if gap is not None and not isinstance(gap, list) else gap
        after = None if gap is None else [gap[t] - effect[t] if t < len(gap) else None for t in range(n)]
        base = own.get("tax_base")
        npv = pv([cashable[i][t] + not_cash[i][t] - once[i][t] + grant[i][t] - paid for t in range(n)])
        pv_not_cash = pv(not_cash[i])
        whole_not_cash += pv_not_cash
        out[i] = {
            "saving_cash": saving, "saving_not_cash": other, "one_off_revenue": R, "capital": K, "mrp": mrp, "interest": interest,
            "grant": granted, "balancing": balancing, "from_reserves": drawn, "reserves": reserves, "effect": effect, "debt": debt,
            "gap_after": after, "band_d": None if not base else [e / base for e in effect],
            "npv": npv, "pv_not_cash": pv_not_cash, "sum": math.fsum(effect),
        }
    npv = math.fsum(o["npv"] for o in out.values())
    return {"npv_cash": npv - whole_not_cash, "partners": out}


def category_flows(category):
    """(saving, fee, one-off) of each member of a category."""
    saving, after = category.gains(category.members)
    one = category.one_off(category.members)
    k = oracle.keys(category.w, category.members, category.d.get("sharing"), category.A)
    n = range(category.w.N)
    return {i: (saving[i], [saving[i][t] - after[i][t] for t in n], [k[i] * one[t] for t in n]) for i in category.members}


def main():
    with open(os.path.join(HERE, "cases.json"), encoding="utf-8") as file:
        scenarios = [case["scenario"] for case in json.load(file)]
    rng, cases = random.Random(11), []
    for scenario in scenarios[:80]:
        scenario = copy.deepcopy(scenario)
        scenario["cash"] = terms_of(rng, scenario)
        cases.append({"scenario": scenario, "expected": plan(scenario)})
    with open(os.path.join(HERE, "cash_cases.json"), "w", encoding="utf-8") as file:
        json.dump(cases, file, separators=(",", ":"))


if __name__ == "__main__":
    main()
