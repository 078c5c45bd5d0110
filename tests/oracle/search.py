"""The search for partners a second time: every group of a small map, each as a scenario of its own.

    python3 tests/oracle/search.py        writes search_cases.json

Each case is a scenario in which all take part in everything with costs of their own, the subject first, and a map of who
borders on whom. A group's figures are those that `oracle.py` finds for the scenario with only that group in it: the
subject's Shapley value and the value of the whole.
"""

import itertools
import json
import os
import random

import oracle

HERE = os.path.dirname(os.path.abspath(__file__))


def scenario(rng, n):
    ids = [f"f{k}" for k in range(n)]
    partners = [{"id": i, "name": i.upper(), "kind": "force", "budget": round(rng.uniform(8e7, 6e8)), "officers_fte": round(rng.uniform(900, 6000)),
                 "staff_fte": round(rng.uniform(600, 4000)), "population": round(rng.uniform(4e5, 3e6))} for i in ids]

    def spread(low, high):
        low_, high_ = sorted(round(rng.uniform(low, high), 3) for _ in range(2))
        return {"low": low_, "likely": round((low_ + high_) / 2, 4), "high": high_}

    def service(sid):
        # costs that differ by more than sizes do, as published ones do
        baseline = {i: {"fte": round(rng.uniform(10, 120), 1), "cost_per_fte": round(rng.uniform(26e3, 55e3)), "non_pay": round(rng.uniform(0, 9e5)),
                        "income": round(rng.uniform(0, 5e4))} for i in ids}
        return {"id": sid, "name": sid, "kind": "other", "style": "joint_venture", "members": ids, "baseline": baseline, "driver": "headcount",
                "saving": spread(0.02, 0.3), "scale_share": round(rng.uniform(0, 1), 2), "scale_elasticity": round(rng.uniform(0.8, 1), 3),
                "scale_reference": ids[:2], "overhead": round(rng.uniform(0, 0.04), 3), "go_live": rng.randint(0, 3), "ramp_years": rng.randint(1, 4),
                "one_off": {"programme": round(rng.uniform(0, 9e5)), "ict": round(rng.uniform(0, 9e5)), "per_partner": round(rng.uniform(0, 3e5)),
                            "redundancy_share": round(rng.uniform(0, 1), 2), "redundancy_cost": 30000},
                "sharing": {"key": "budget"}}

    category = {"id": "cars", "name": "Cars", "members": ids, "mode": "rate", "spend": {i: round(rng.uniform(2e5, 9e6)) for i in ids}, "addressable": 0.333,
                "saving": spread(0.01, 0.12), "scale_share": 0.5, "scale_elasticity": 0.9, "scale_reference": ids[:2], "go_live": 0, "ramp_years": 2,
                "one_off": {"programme": round(rng.uniform(0, 3e5)), "per_partner": round(rng.uniform(0, 1e5))}, "sharing": {"key": "budget"}}
    return {"schema": 1, "title": "Search", "first_year": 2026, "years": rng.randint(6, 12), "discount_rate": 0.035, "partners": partners,
            "services": [service("one"), service("two")], "procurement": [category]}


def only(whole, group):
    narrow = json.loads(json.dumps(whole))
    narrow["partners"] = [p for p in narrow["partners"] if p["id"] in group]
    for item in narrow["services"] + narrow["procurement"]:
        item["members"] = [i for i in item["members"] if i in group]
    return narrow


def connected(group, borders):
    seen, to_see = {group[0]}, [group[0]]
    while to_see:
        at = to_see.pop()
        for a, b in borders:
            for one, other in ((a, b), (b, a)):
                if one == at and other in group and other not in seen:
                    seen.add(other)
                    to_see.append(other)
    return len(seen) == len(group)


def main():
    rng, cases = random.Random(20), []
    for number in range(10):
        n = rng.randint(5, 7)
        whole = scenario(rng, n)
        borders = [[a, b] for a, b in itertools.combinations(range(n), 2) if rng.random() < 0.5]
        groups = []
        for size in range(2, 5):
            for others in itertools.combinations(range(1, n), size - 1):
                group = (0,) + others
                found = oracle.appraise(only(whole, {f"f{k}" for k in group}))
                groups.append({"members": list(group), "near": connected(group, borders), "own": found["partners"]["f0"]["shapley"], "total": found["grand_value"]})
        cases.append({"scenario": whole, "borders": borders, "groups": groups})
    with open(os.path.join(HERE, "search_cases.json"), "w", encoding="utf-8") as file:
        json.dump(cases, file, separators=(",", ":"))


if __name__ == "__main__":
    main()
