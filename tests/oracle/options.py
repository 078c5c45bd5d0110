"""Options and a changing map a second time, from section 13 of the method alone.

    python3 tests/oracle/options.py        writes options_cases.json

80 scenarios of `cases.json`, each with other means, events and a merger drawn from a seed. What sections 2 and 3 say is taken from
`oracle.py`; everything of section 13 is worked out here, flow by flow.
"""

import copy
import itertools
import json
import math
import os
import random

import oracle
from oracle import opt, ramp, sub

HERE = os.path.dirname(os.path.abspath(__file__))


class Flows:
    """Gain, one-off cost and grant of each partner in one service or category, year by year."""

    def __init__(self, world, kind, d):
        self.kind, self.id, self.members = kind, d["id"], list(d["members"])
        n = range(world.N)
        if kind == "services":
            s = oracle.Service(world, d)
            f = s.flows(s.members)
            self.key = oracle.keys(world, s.members, d.get("sharing"), s.c0)
            k = self.key
            charge = lambda i, t: f["own"][i][t] if t < s.L else k[i] * f["pool"][t] + f["stranded"][i][t]
            once = lambda i, t: (k[i] * f["common"][t] + f["per_partner"][t] + f["redundancy"][i][t]) if s.borne == "own" else k[i] * f["one_off"][t]
            self.gain = {i: [f["c"][i][t] - charge(i, t) for t in n] for i in s.members}
            self.once = {i: [once(i, t) for t in n] for i in s.members}
            self.grant = {i: [k[i] * f["grant"][t] for t in n] for i in s.members}
        else:
            c = oracle.Category(world, d)
            _, after = c.gains(c.members)
            one = c.one_off(c.members)
            self.key = oracle.keys(world, c.members, d.get("sharing"), c.A)
            self.gain = {i: list(after[i]) for i in c.members}
            self.once = {i: [self.key[i] * one[t] for t in n] for i in c.members}
            self.grant = {i: [0.0] * world.N for i in c.members}

    def net(self, i):
        return [g - o + r for g, o, r in zip(self.gain[i], self.once[i], self.grant[i])]

    def all(self, of):
        return [math.fsum(row) for row in zip(*of.values())]


def flows_of(world, scenario):
    out = []
    for kind in ("services", "procurement"):
        for d in scenario.get(kind) or []:
            if len(d["members"]) >= 2:
                out.append(Flows(world, kind, d))
    return out


def spread_out(total, years, vesting, n):
    out, last = [0.0] * n, max(vesting - 1, 0)
    for k in range(years):
        t = max(last - k, 0)
        if t < n:
            out[t] += total / years
    return out


# ------------------------------------------------------------------------------------------------ other means

def other_means(world, scenario, option):
    services = [d for d in scenario.get("services") or [] if d["id"] in option["services"]]
    saved = {i: 0.0 for i in world.order}
    cost = {i: 0.0 for i in world.order}
    for d in services:
        s = oracle.Service(world, d)
        for i in s.members:
            saved[i] += world.pv([ramp(t, opt(option, "go_live", 1), opt(option, "ramp_years", 1)) * s.c(i, t) * (1 - opt(option, "cost_share", 0.9)) for t in range(world.N)])
            cost[i] += s.c0[i]
    kept = {i: 0.0 for i in world.order}
    for d in services:
        s = oracle.Service(world, d)
        for i in s.members:
            kept[i] += (1 - s.cashable) * world.pv([max(0, ramp(t, opt(option, "go_live", 1), opt(option, "ramp_years", 1)) * s.c(i, t) * (1 - opt(option, "cost_share", 0.9))) for t in range(world.N)])
    total = math.fsum(cost.values())
    t = max(opt(option, "go_live", 1) - 1, 0)
    once = opt(option, "one_off", 0) * world.DF[t] if t < world.N else 0.0
    worth = {i: saved[i] - (cost[i] / total * once if total > 0 else 0.0) for i in world.order}
    return {"worth": worth, "cash": math.fsum(worth.values()) - math.fsum(kept.values())}


# ------------------------------------------------------------------------------------------------ events

def npv_of(world, scenario, flows, hits):
    """Each partner's worth where `hits` gives, for a service or category, (τ, keeps, cost) or nothing."""
    out = {}
    for i in world.order:
        paid = opt(scenario.get("balancing") or {}, i, 0)
        total = -paid * math.fsum(world.DF)
        for one in flows:
            if i not in one.members:
                continue
            hit = hits.get((one.kind, one.id))
            for t in range(world.N):
                if hit is None or t < hit[0]:
                    total += world.DF[t] * one.net(i)[t]
                else:
                    total += world.DF[t] * hit[1] * one.gain[i][t]
                    if t == hit[0]:
                        total -= world.DF[t] * one.key[i] * hit[2]
        out[i] = total
    return out


def hits_of(world, scenario, flows, events):
    hits = {}
    for one in flows:
        touching = [e for e in events if e.get("services") is None or one.id in e["services"]]
        dated = [(max(e["year"] - world.first_year, 0), n, e) for n, e in enumerate(touching)]
        dated = [d for d in dated if d[0] < world.N]
        if dated:
            tau, _, e = min(dated, key=lambda d: (d[0], d[1]))
            hits[(one.kind, one.id)] = (tau, opt(e, "keeps", 0.5), opt(e, "cost", 0))
    return hits


def events_of(world, scenario, flows):
    events = (scenario.get("map") or {}).get("events") or []
    expected, outcomes = {i: 0.0 for i in world.order}, []
    for happens in itertools.product([False, True], repeat=len(events)):
        p = math.prod(opt(e, "probability", 0.5) if h else 1 - opt(e, "probability", 0.5) for e, h in zip(events, happens))
        found = npv_of(world, scenario, flows, hits_of(world, scenario, flows, [e for e, h in zip(events, happens) if h]))
        outcomes.append({"happens": [e["id"] for e, h in zip(events, happens) if h], "probability": p, "npv": math.fsum(found.values())})
        for i in expected:
            expected[i] += p * found[i]
    everything = lambda tau, keeps: math.fsum(npv_of(world, scenario, flows, {(o.kind, o.id): (tau, keeps, 0) for o in flows} if tau is not None else {}).values())
    table = [{"year": world.first_year + tau if tau is not None else None, "npv": [everything(tau, keeps) for keeps in (0, 0.5, 1)]}
             for tau in list(range(1, world.N)) + [None]]
    worth = [everything(tau, 0) for tau in range(world.N)] + [everything(None, 0)]
    lasts = None
    for tau in range(world.N, -1, -1):
        if worth[tau] < -0.005:
            break
        lasts = tau
    before = {}
    hits = hits_of(world, scenario, flows, events)
    for one in flows:
        hit = hits.get((one.kind, one.id))
        if hit:
            nets = [math.fsum(one.net(i)[t] for i in one.members) for t in range(hit[0])]
            before[f"{one.kind}.{one.id}"] = math.fsum(nets) >= -0.005
    return {"expected": expected, "expected_npv": math.fsum(expected.values()), "outcomes": outcomes, "table": table,
            "must_last_until": None if lasts is None or lasts == world.N else world.first_year + lasts, "pays_whenever": lasts == 0,
            "never_pays": lasts is None, "pays_before": before}


# ------------------------------------------------------------------------------------------------ merger

def merger_flows(world, scenario, merger, vesting):
    n = range(world.N)
    given = merger.get("in_scope") or {}
    today = lambda i: math.fsum(oracle.Service(world, d).cost0(i) for d in scenario.get("services") or [] if i in d["members"])
    scope = math.fsum(today(i) if given.get(i) is None else given[i] for i in merger["members"])
    command = sub(merger, "command")
    each = opt(sub(merger, "saving"), "likely", 0.1) * scope + opt(command, "posts", 0) * opt(command, "cost_per_post", 0)
    recurring = [ramp(t, vesting, opt(merger, "ramp_years", 3)) * each for t in n]
    one_off = sub(merger, "one_off")
    once = spread_out(opt(one_off, "total", 0), opt(one_off, "spread_years", 2), vesting, world.N)
    budget = math.fsum(opt(world.partners[i], "budget", 0) for i in merger["members"])
    dis = sub(merger, "disruption")
    lost = [opt(dis, "share", 0) * budget if vesting <= t < vesting + opt(dis, "years", 1) else 0.0 for t in n]
    return recurring, once, lost


def all_mergers(scenario):
    """The first, and each other on its terms; one of a single force is none."""
    first = scenario.get("merger")
    found = [first] if first else []
    for other in (first or {}).get("others") or []:
        one = copy.deepcopy(first)
        one["members"] = other["members"]
        if other.get("posts") is not None:
            one["command"] = {**sub(first, "command"), "posts": other["posts"]}
        if other.get("one_off") is not None:
            one["one_off"] = {**sub(first, "one_off"), "total": other["one_off"]}
        found.append(one)
    return [one for one in found if len(one["members"]) > 1]


def together(world, scenario, vesting):
    each = [merger_flows(world, scenario, one, vesting) for one in all_mergers(scenario)]
    return [[math.fsum(at) for at in zip(*rows)] for rows in zip(*each)]


def levelled(world, scenario, merger):
    V, n = merger["vesting"], world.N
    b, T = {}, {}
    partners = sub(scenario.get("cash"), "partners")
    for i in merger["members"]:
        b[i], T[i] = partners.get(i, {}).get("band_d"), partners.get(i, {}).get("tax_base")
    if not all(b[i] and T[i] for i in merger["members"]):
        return None
    how = opt(merger, "equalise", "average")
    target = {"average": math.fsum(b[i] * T[i] for i in b) / math.fsum(T.values()), "lowest": min(b.values()), "highest": max(b.values())}[how]
    over = opt(merger, "equalise_years", 5)
    rate = lambda i, t: b[i] if t < V else b[i] + (target - b[i]) * min(1, (t - V + 1) / over)
    areas = {i: [rate(i, t) for t in range(n)] for i in b}
    return {"target": target, "areas": areas, "income": [math.fsum((rate(i, t) - b[i]) * T[i] for i in b) for t in range(n)]}


def merger_of(world, scenario, flows):
    merger = scenario.get("merger")
    if not merger or not all_mergers(scenario):
        return None
    V, n = merger["vesting"], world.N
    npv = lambda vesting: world.pv([a - b - c for a, b, c in zip(*together(world, scenario, vesting))])
    paid = -math.fsum(opt(scenario.get("balancing") or {}, i, 0) for i in world.order) * math.fsum(world.DF)

    def then(vesting):
        recurring, once, lost = together(world, scenario, vesting)
        total = [-a - b for a, b in zip(once, lost)]
        services = [f for f in flows if f.kind == "services"]
        for t in range(n):
            gain = math.fsum(f.all(f.gain)[t] for f in services)
            if t < vesting:
                total[t] += math.fsum(f.all(f.gain)[t] - f.all(f.once)[t] + f.all(f.grant)[t] for f in services)
            else:
                total[t] += max(gain, recurring[t])
            total[t] += math.fsum(f.all(f.gain)[t] - f.all(f.once)[t] for f in flows if f.kind == "procurement")
        return world.pv(total) + paid

    now = math.fsum(world.pv(f.net(i)) for f in flows for i in f.members) + paid
    waiting = copy.deepcopy(scenario)
    for kind in ("services", "procurement"):
        for d in waiting.get(kind) or []:
            d["go_live"] = max(d["go_live"], V)
    wait = math.fsum(world.pv(f.net(i)) for f in flows_of(world, waiting) for i in f.members) + paid
    _, once, _ = together(world, scenario, V)
    columns = [None] + [w for w in (V, V + 2, V + 4) if w < n]
    rows = {
        "as_now": [0.0 if w is None else npv(w) for w in columns],
        "collaborate": [now if w is None else then(w) for w in columns],
        "wait": [wait if w is None else npv(w) for w in columns],
        "plan": [-opt(merger, "sunk", 0.5) * world.pv(once) if w is None else npv(w) for w in columns],
    }
    best = [max(row[c] for row in rows.values()) for c in range(len(columns))]
    worst = {name: max(b - cell for b, cell in zip(best, row)) for name, row in rows.items()}
    return {"npv": npv(V), "then": then(V), "wait": wait, "columns": [None if w is None else w for w in columns], "rows": rows, "worst": worst, "tax": [levelled(world, scenario, one) for one in all_mergers(scenario)]}


# ------------------------------------------------------------------------------------------------ cases

def drawn(rng, scenario):
    n, ids = scenario["years"], [d["id"] for kind in ("services", "procurement") for d in scenario.get(kind) or []]
    services = [d["id"] for d in scenario.get("services") or []]
    partners = [p["id"] for p in scenario["partners"]]
    scenario["options"] = []
    for k in range(rng.choice([0, 1, 2])):
        option = {"id": f"o{k}", "name": f"Option {k}", "kind": rng.choice(["outsource", "national", "lead_force", "alone", "other"]),
                  "services": rng.sample(services, rng.randint(0, len(services)))}
        for field, value in (("cost_share", round(rng.uniform(0.5, 1), 3)), ("one_off", round(rng.uniform(0, 2e6), 2)),
                             ("go_live", rng.choice([0, 1, 3])), ("ramp_years", rng.choice([1, 3])),
                             ("csf", {"fit": "meets", "capacity": rng.choice(["partly", "fails"]), "achievable": "unsaid"})):
            if rng.random() < 0.7:
                option[field] = value
        scenario["options"].append(option)
    events = []
    for k in range(rng.choice([0, 1, 2, 4])):
        event = {"id": f"e{k}", "name": f"Event {k}", "year": scenario["first_year"] + rng.randint(-1, n + 1)}
        if rng.random() < 0.5 and ids:
            event["services"] = rng.sample(ids, rng.randint(1, len(ids)))
        for field, value in (("probability", round(rng.random(), 2)), ("keeps", round(rng.random(), 2)), ("cost", round(rng.uniform(0, 5e5), 2))):
            if rng.random() < 0.7:
                event[field] = value
        events.append(event)
    scenario["map"] = {"events": events}
    if len(partners) >= 2 and rng.random() < 0.8:
        members = rng.sample(partners, rng.randint(2, min(len(partners), 8)))
        merger = {"members": members, "vesting": rng.randint(0, n)}
        if merger["vesting"] > 29:
            merger["vesting"] = 29
        extra = {"in_scope": {i: round(rng.uniform(0, 2e7), 2) for n, i in enumerate(members) if n % 3 != 2}, "saving": {"low": 0.05, "likely": round(rng.uniform(0.05, 0.2), 3), "high": 0.25},
                 "ramp_years": rng.choice([1, 4]), "command": {"posts": rng.choice([0, 8]), "cost_per_post": 140000},
                 "one_off": {"total": round(rng.uniform(0, 2e7), 2), "spread_years": rng.choice([1, 3])},
                 "disruption": {"share": round(rng.uniform(0, 0.02), 4), "years": rng.choice([1, 2])},
                 "equalise": rng.choice(["average", "lowest", "highest"]), "equalise_years": rng.choice([1, 5, 8]), "sunk": 0.3}
        for field, value in extra.items():
            if rng.random() < 0.75:
                merger[field] = value
        scenario["merger"] = merger
        scenario["cash"] = {"partners": {i: {"band_d": round(rng.uniform(150, 350), 2), "tax_base": round(rng.uniform(1e5, 6e5), 1)} for i in members if rng.random() < 0.93}}


def drawn_more(rng, scenario):
    """Other mergers of those who are in none: their own draws, so that what stood before is as it was."""
    merger = scenario.get("merger")
    left = [p["id"] for p in scenario["partners"] if not merger or p["id"] not in merger["members"]]
    if not merger:
        return
    if len(left) < 2 and len(merger["members"]) > 3:
        # half of a large merger makes another
        half = len(merger["members"]) // 2
        left, merger["members"] = left + merger["members"][half:], merger["members"][:half]
    rng.shuffle(left)
    merger["others"], cash = [], scenario["cash"]["partners"]
    while left and len(merger["others"]) < 3:
        size = rng.choice([2, 2, 2, 3])
        members, left = left[:size], left[size:]
        other = {"id": f"other-{len(merger['others'])}", "members": members}
        for field, value in (("posts", rng.choice([0, 3])), ("one_off", round(rng.uniform(0, 9e6), 2))):
            if rng.random() < 0.5:
                other[field] = value
        merger["others"].append(other)
        for i in members:
            if rng.random() < 0.9:
                cash[i] = {"band_d": round(rng.uniform(150, 350), 2), "tax_base": round(rng.uniform(1e5, 6e5), 1)}
    if rng.random() < 0.15:
        merger["members"] = merger["members"][:1]


def main():
    with open(os.path.join(HERE, "cases.json"), encoding="utf-8") as file:
        scenarios = [case["scenario"] for case in json.load(file)]
    rng, more, cases = random.Random(13), random.Random(131), []
    for scenario in scenarios:
        if len(cases) == 80:
            break
        scenario = copy.deepcopy(scenario)
        drawn(rng, scenario)
        drawn_more(more, scenario)
        world = oracle.World(scenario)
        flows = flows_of(world, scenario)
        cases.append({"scenario": scenario, "expected": {
            "options": [other_means(world, scenario, option) for option in scenario["options"]],
            "map": events_of(world, scenario, flows), "merger": merger_of(world, scenario, flows)}})
    with open(os.path.join(HERE, "options_cases.json"), "w", encoding="utf-8") as file:
        json.dump(cases, file, separators=(",", ":"))


if __name__ == "__main__":
    main()
