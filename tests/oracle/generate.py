#!/usr/bin/env python3
"""Writes cases.json: seeded, valid scenarios with the outcome that oracle.py gives for each.

    python3 tests/oracle/generate.py
"""

import copy
import json
import math
import os
import random
import re
import sys
from itertools import permutations

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import oracle  # noqa: E402

SEED = 20260925
IDS = ["derbyshire", "leicestershire", "lincolnshire", "northamptonshire", "nottinghamshire",
       "kent", "essex", "cumbria", "gwent", "btp", "derby-city"]
OTHERS = {"btp", "derby-city"}


# --------------------------------------------------------------------------------------------------
# Is a scenario valid? (section 1, as far as these scenarios go)
# --------------------------------------------------------------------------------------------------

def check(sc):
    def rate(v, lo=0.0, hi=1.0):
        assert v is not None and lo <= v <= hi, v

    def amount(v):
        assert 0 <= v <= 1e12, v

    def whole(v, lo, hi):
        assert isinstance(v, int) and lo <= v <= hi, v

    def ids(objs):
        names = [o["id"] for o in objs]
        assert len(set(names)) == len(names)
        for n in names:
            assert re.fullmatch(r"[a-z0-9-]{1,40}", n), n
        return set(names)

    def triple(s):
        for k in ("low", "likely", "high"):
            rate(s[k])
        assert s["low"] <= s["likely"] <= s["high"], s

    def reference(item, partners):
        ref = item.get("scale_reference")
        if ref is not None:
            assert ref and len(set(ref)) == len(ref) and set(ref) <= partners

    assert sc["schema"] == 1
    whole(sc["first_year"], 2000, 2100)
    whole(sc["years"], 1, 30)
    rate(sc["discount_rate"])
    partners = ids(sc["partners"])
    assert 1 <= len(partners) <= 43
    for p in sc["partners"]:
        for k in ("budget", "officers_fte", "staff_fte", "population"):
            amount(p.get(k, 0))
    w = oracle.World(sc)
    services = sc.get("services", [])
    ids(services)
    for d in services:
        assert d["members"] and len(set(d["members"])) == len(d["members"])
        assert set(d["members"]) <= partners and set(d["members"]) <= set(d["baseline"])
        assert d.get("host") is None or d["host"] in d["members"]
        for b in d["baseline"].values():
            for k in ("fte", "cost_per_fte"):
                amount(b[k])
            for k in ("non_pay", "income"):
                amount(b.get(k, 0))
        for g in d.get("real_growth", {}).values():
            rate(g, -0.1, 0.1)
        for p in d.get("planned", {}).values():
            rate(p.get("share", 0))
            whole(p.get("from", 0), 0, 29)
        triple(d["saving"])
        for k in ("haircut", "scale_share", "cashable", "officer_share", "overhead",
                  "irrecoverable_vat", "alone_saving", "harmonisation"):
            rate(d.get(k, 0))
        assert 0 < d.get("scale_elasticity", 0.9) <= 1
        assert -1 < d.get("service_change", 0) <= 1
        whole(d["go_live"], 0, 29)
        whole(d["ramp_years"], 1, 10)
        st = d.get("stranded", {})
        rate(st.get("share", 0))
        whole(st.get("years", 3), 1, 10)
        o = d.get("one_off", {})
        for k in ("programme", "ict", "per_partner", "redundancy_cost", "pension_strain", "grant"):
            amount(o.get(k, 0))
        whole(o.get("spread_years", 1), 1, 10)
        rate(o.get("parallel_months", 0), 0, 24)
        rate(o.get("redundancy_share", 0.5))
        rate(o.get("optimism_bias", 0), 0, 3)
        assert o.get("borne", "key") in ("key", "own")
        reference(d, partners)
        s = oracle.Service(w, d)
        for i in d["members"]:
            for t in range(w.N):
                assert s.gross(i, t)[0] >= 0, (d["id"], i, t)
        if s.target != "none":
            c = d["convergence"]
            rate(c.get("share", 1.0))
            assert all(v > 0 for v in s.D.values())
            if s.target == "benchmark":
                amount(c["benchmark"])
            if c.get("start") is not None:
                whole(c["start"], 0, 29)
            if c.get("years") is not None:
                whole(c["years"], 1, 10)
        oracle.keys(w, s.members, d.get("sharing"), s.c0)
    categories = sc.get("procurement", [])
    ids(categories)
    for d in categories:
        assert d["members"] and len(set(d["members"])) == len(d["members"])
        assert set(d["members"]) <= partners
        for k in ("local_exception", "haircut", "scale_share", "framework_fee"):
            rate(d.get(k, 0))
        assert 0 < d.get("scale_elasticity", 0.9) <= 1
        whole(d["go_live"], 0, 29)
        whole(d["ramp_years"], 1, 10)
        o = d.get("one_off", {})
        amount(o.get("programme", 0))
        amount(o.get("per_partner", 0))
        rate(o.get("optimism_bias", 0), 0, 3)
        reference(d, partners)
        if d.get("mode", "rate") == "rate":
            assert set(d["members"]) <= set(d["spend"])
            for v in d["spend"].values():
                amount(v)
            rate(d["addressable"])
            triple(d["saving"])
        else:
            rate(d.get("discount_per_doubling", 0), 0, 0.5)
            for it in d["items"]:
                for i, v in it["volume"].items():
                    amount(v)
                    if v > 0:
                        assert it["price"][i] > 0
        c = oracle.Category(w, d)
        oracle.keys(w, c.members, d.get("sharing"), c.A)
    b = sc.get("balancing", {})
    assert set(b) <= partners and abs(math.fsum(b.values())) < 1e-9


# --------------------------------------------------------------------------------------------------
# Random parts. `maybe` leaves a field out, so that defaults are used as often as given values.
# --------------------------------------------------------------------------------------------------

class Maker:
    def __init__(self, rng):
        self.r = rng

    def maybe(self, obj, key, make, p=0.5):
        if self.r.random() < p:
            obj[key] = make()

    def share(self, lo, hi, digits=3):
        return round(self.r.uniform(lo, hi), digits)

    def money(self, lo, hi, step=1000):
        return round(self.r.uniform(lo, hi) / step) * step

    def partners(self, n):
        r, out = self.r, []
        for i in r.sample(IDS, n):
            out.append({
                "id": i, "name": i.replace("-", " ").title(),
                "kind": "other" if i in OTHERS else "force",
                "budget": self.money(60e6, 500e6, 100000), "officers_fte": round(r.uniform(500, 4000), 1),
                "staff_fte": r.randint(300, 3000), "population": self.money(3e5, 2.5e6, 100)})
        return out

    def triple(self, lo, hi):
        v = sorted(self.share(lo, hi) for _ in range(3))
        return {"low": v[0], "likely": v[1], "high": v[2]}

    def members(self, partners, least=2):
        names = [p["id"] for p in partners]
        if len(names) <= least or self.r.random() < 0.4:
            return names
        return self.r.sample(names, self.r.randint(least, len(names)))

    def sharing(self, members):
        key = self.r.choice(["equal", "budget", "population", "officers", "headcount", "baseline",
                             "custom"])
        if key == "custom":
            return {"key": key, "shares": {i: self.r.randint(0, 5) + (n == 0)
                                           for n, i in enumerate(members[:max(1, len(members) - 1)])}}
        return {"key": key} if self.r.random() < 0.5 else {"key": key, "shares": None}

    def scale(self, d, members):
        self.maybe(d, "scale_share", lambda: self.share(0, 1), 0.4)
        self.maybe(d, "scale_elasticity", lambda: self.share(0.5, 0.99), 0.4)
        if len(members) > 2 and self.r.random() < 0.3:
            d["scale_reference"] = self.r.sample(members, self.r.randint(2, len(members) - 1))

    def service(self, sid, partners, members, go_live):
        r = self.r
        base = {}
        for i in members:
            b = {"fte": round(r.uniform(20, 160), 1), "cost_per_fte": r.randint(28000, 52000)}
            self.maybe(b, "non_pay", lambda: self.money(5e4, 2e6))
            self.maybe(b, "income", lambda: self.money(0, 1.5e5), 0.25)
            base[i] = b
        outsiders = [p["id"] for p in partners if p["id"] not in members]
        if outsiders and r.random() < 0.5:  # kept and ignored
            base[outsiders[0]] = {"fte": 400, "cost_per_fte": 90000, "non_pay": 0, "income": 0}
        d = {"id": sid, "members": members, "baseline": base, "saving": self.triple(0.03, 0.35),
             "go_live": go_live, "ramp_years": r.randint(1, 5)}
        self.maybe(d, "name", lambda: "Service " + sid.upper())
        self.maybe(d, "kind", lambda: "human_resources")
        self.maybe(d, "style", lambda: r.choice(
            ["handshake", "service_level_agreement", "joint_initiative", "lead_authority",
             "joint_venture"]))
        self.maybe(d, "host", lambda: r.choice([None, members[0]]), 0.3)
        self.maybe(d, "real_growth", lambda: r.choice(
            [{"pay": self.share(-0.02, 0.03)}, {"non_pay": self.share(-0.03, 0.04)},
             {"pay": self.share(0, 0.02), "non_pay": self.share(-0.02, 0.02)}]), 0.5)
        if r.random() < 0.45:
            d["planned"] = {i: {"share": self.share(0, 0.25), "from": r.randint(0, 6)}
                            for i in r.sample(members, r.randint(1, len(members)))}
        d["driver"] = r.choice(["headcount", "officers", "population", "budget"])
        if r.random() < 0.3:
            del d["driver"]
        if r.random() < 0.5:
            target = r.choice(["lowest", "median", "benchmark"])
            conv = {"target": target}
            self.maybe(conv, "share", lambda: self.share(0.2, 1))
            self.maybe(conv, "start", lambda: r.choice([None, 0, r.randint(0, 6)]))
            self.maybe(conv, "years", lambda: r.choice([None, r.randint(1, 7)]))
            if target == "benchmark":
                field = {"headcount": ("officers_fte", "staff_fte"), "officers": ("officers_fte",),
                         "population": ("population",), "budget": ("budget",)
                         }[d.get("driver", "headcount")]
                units = []
                for p in partners:
                    if p["id"] in members:
                        b = base[p["id"]]
                        cost = b["fte"] * b["cost_per_fte"] + b.get("non_pay", 0) - b.get("income", 0)
                        units.append(cost / sum(p[k] for k in field))
                conv["benchmark"] = float("%.4g" % (r.uniform(0.5, 1.0) * sorted(units)[len(units) // 2]))
            d["convergence"] = conv
        self.maybe(d, "haircut", lambda: self.share(0, 0.4), 0.4)
        self.scale(d, members)
        self.maybe(d, "cashable", lambda: self.share(0.3, 1))
        self.maybe(d, "officer_share", lambda: self.share(0, 0.8), 0.4)
        self.maybe(d, "overhead", lambda: self.share(0, 0.06))
        self.maybe(d, "irrecoverable_vat", lambda: 0.2, 0.3)
        self.maybe(d, "stranded", lambda: r.choice(
            [{"share": self.share(0.01, 0.1)}, {"share": self.share(0.01, 0.15), "years": r.randint(1, 6)}]), 0.45)
        if r.random() < 0.85:
            o = {}
            self.maybe(o, "programme", lambda: self.money(5e4, 1.5e6))
            self.maybe(o, "ict", lambda: self.money(5e4, 3e6))
            self.maybe(o, "per_partner", lambda: self.money(1e4, 2e5))
            self.maybe(o, "spread_years", lambda: r.randint(1, 4))
            self.maybe(o, "parallel_months", lambda: r.choice([0, 1, 3, 6, 1.5]), 0.4)
            self.maybe(o, "redundancy_share", lambda: self.share(0, 1))
            self.maybe(o, "redundancy_cost", lambda: self.money(1e4, 6e4))
            self.maybe(o, "optimism_bias", lambda: self.share(0, 1.2), 0.4)
            self.maybe(o, "grant", lambda: self.money(5e4, 1e6), 0.35)
            self.maybe(o, "borne", lambda: r.choice(["key", "own", "own"]), 0.6)
            d["one_off"] = o
        self.maybe(d, "sharing", lambda: self.sharing(members), 0.8)
        self.maybe(d, "service_change", lambda: self.share(-0.3, 0.3), 0.25)
        return d

    def category(self, cid, partners, members, go_live, mode=None):
        r = self.r
        mode = mode or r.choice(["rate", "rate", "items"])
        d = {"id": cid, "members": members, "go_live": go_live, "ramp_years": r.randint(1, 4)}
        self.maybe(d, "name", lambda: "Category " + cid)
        if mode == "items" or r.random() < 0.5:
            d["mode"] = mode
        if mode == "rate":
            d["spend"] = {i: self.money(5e5, 2e7) for i in members}
            d["addressable"] = self.share(0.1, 1)
            d["saving"] = self.triple(0.01, 0.15)
            self.scale(d, members)
        else:
            d["items"] = []
            for k in range(r.randint(1, 4)):
                low = r.uniform(10, 200)
                price = {i: round(low * r.uniform(1, 3), 2) for i in members}
                volume = {i: r.randint(50, 6000) for i in members}
                for i in members:
                    if r.random() < 0.2:
                        volume[i] = 0
                        if r.random() < 0.5:
                            del price[i]
                            if r.random() < 0.5:
                                del volume[i]
                d["items"].append({"name": "Item %d" % (k + 1), "price": price, "volume": volume})
            self.maybe(d, "harmonise_to", lambda: r.choice(["lowest", "median", "average"]), 0.75)
            self.maybe(d, "discount_per_doubling", lambda: self.share(0, 0.12), 0.6)
        self.maybe(d, "local_exception", lambda: self.share(0, 0.4), 0.4)
        self.maybe(d, "haircut", lambda: self.share(0, 0.4), 0.4)
        self.maybe(d, "framework_fee", lambda: self.share(0, 0.02, 4), 0.5)
        if r.random() < 0.7:
            o = {}
            self.maybe(o, "programme", lambda: self.money(2e4, 6e5))
            self.maybe(o, "per_partner", lambda: self.money(2e3, 5e4))
            self.maybe(o, "optimism_bias", lambda: self.share(0, 0.6), 0.4)
            d["one_off"] = o
        self.maybe(d, "sharing", lambda: self.sharing(members), 0.6)
        return d

    def scenario(self, n=None, ns=None, nc=None, years=None):
        r = self.r
        n = n or r.choice([2, 2, 3, 3, 4, 4, 5, 5, 6, 7])
        ns = r.choice([0, 1, 1, 2, 2, 3, 4]) if ns is None else ns
        nc = r.choice([0, 0, 1, 1, 2, 3]) if nc is None else nc
        years = years or r.choice([5, 8, 10, 10, 12, 15])
        partners = self.partners(n)
        sc = {"schema": 1, "title": "Case", "first_year": r.randint(2024, 2030), "years": years,
              "discount_rate": r.choice([0.035, 0.035, 0.015, 0.06]), "partners": partners,
              "services": [self.service("s%d" % (k + 1), partners, self.members(partners),
                                        r.randint(0, min(4, years - 1))) for k in range(ns)],
              "procurement": [self.category("p%d" % (k + 1), partners, self.members(partners),
                                            r.randint(0, min(3, years - 1))) for k in range(nc)]}
        if r.random() < 0.3 and n >= 2:
            a, b = r.sample([p["id"] for p in partners], 2)
            v = self.money(1e4, 3e5)
            sc["balancing"] = {a: v, b: -v}
        return sc


# --------------------------------------------------------------------------------------------------
# Cases made for one thing each: a small steady scenario, then changes to it
# --------------------------------------------------------------------------------------------------

def plain(years=10):
    """Three partners, one service with plain figures and mostly default fields."""
    return {
        "schema": 1, "title": "Plain", "first_year": 2026, "years": years, "discount_rate": 0.035,
        "partners": [
            {"id": "derbyshire", "budget": 240000000, "officers_fte": 2050, "staff_fte": 1500, "population": 1080000},
            {"id": "leicestershire", "budget": 250000000, "officers_fte": 2240, "staff_fte": 1350, "population": 1150000},
            {"id": "lincolnshire", "budget": 160000000, "officers_fte": 1180, "staff_fte": 938, "population": 780000}],
        "services": [{
            "id": "hr", "name": "Human resources", "kind": "human_resources", "style": "joint_venture",
            "members": ["derbyshire", "leicestershire", "lincolnshire"],
            "baseline": {
                "derbyshire": {"fte": 95, "cost_per_fte": 38000, "non_pay": 400000, "income": 0},
                "leicestershire": {"fte": 84.5, "cost_per_fte": 41000, "non_pay": 650000, "income": 25000},
                "lincolnshire": {"fte": 41, "cost_per_fte": 36500}},
            "saving": {"low": 0.1, "likely": 0.18, "high": 0.26}, "go_live": 2, "ramp_years": 3,
            "one_off": {"programme": 600000, "ict": 900000, "per_partner": 80000}}],
        "procurement": []}


def fleet(**more):
    d = {"id": "fleet", "name": "Vehicles", "members": ["derbyshire", "leicestershire", "lincolnshire"],
         "spend": {"derbyshire": 6000000, "leicestershire": 7200000, "lincolnshire": 4100000},
         "addressable": 0.333, "saving": {"low": 0.03, "likely": 0.05, "high": 0.1},
         "go_live": 1, "ramp_years": 2}
    d.update(more)
    return d


def uniform(**more):
    d = {"id": "uniform", "mode": "items", "members": ["derbyshire", "leicestershire", "lincolnshire"],
         "items": [
             {"name": "Boots", "price": {"derbyshire": 25, "leicestershire": 61.5, "lincolnshire": 114},
              "volume": {"derbyshire": 2400, "leicestershire": 1900, "lincolnshire": 1250}},
             {"name": "Handcuffs", "price": {"derbyshire": 43, "leicestershire": 14, "lincolnshire": 20},
              "volume": {"derbyshire": 700, "leicestershire": 0, "lincolnshire": 350}},
             {"name": "Jackets", "price": {"leicestershire": 100}, "volume": {"leicestershire": 500}}],
         "go_live": 0, "ramp_years": 2}
    d.update(more)
    return d


def directed(rng):
    out = []

    def case(name, change=None, years=10, services=True):
        sc = plain(years)
        if not services:
            sc["services"] = []
        if change:
            change(sc, sc["services"][0] if services else None)
        out.append((name, sc))

    def one(s, **more):
        s["one_off"].update(more)

    # nothing, or next to nothing, shared
    out.append(("nothing-at-all", {"schema": 1, "first_year": 2026, "years": 10, "discount_rate": 0.035,
                                   "partners": [{"id": "kent"}]}))

    def only_required(sc, s):
        sc.pop("title")
        sc["services"] = [{k: s[k] for k in
                           ("id", "members", "baseline", "saving", "go_live", "ramp_years")}]
        sc["procurement"] = [fleet()]
        sc["procurement"][0].pop("name")
    case("only-required-fields", only_required)

    def one_member(sc, s):
        s["members"] = ["derbyshire"]
        sc["procurement"] = [fleet(members=["lincolnshire"])]
    case("one-member-each-nothing-shared", one_member)

    def one_member_beside(sc, s):
        b = copy.deepcopy(s)
        b.update(id="estates", members=["lincolnshire"],
                 convergence={"target": "benchmark", "benchmark": 300})
        sc["services"].append(b)
        sc["procurement"] = [fleet(), fleet(id="fuel", members=["derbyshire"])]
    case("one-member-service-with-benchmark-beside-a-shared-one", one_member_beside)

    # go-live, ramps, spread
    def live0(sc, s):
        s.update(go_live=0, ramp_years=1)
        one(s, spread_years=3, parallel_months=3)
        sc["procurement"] = [fleet(go_live=0, ramp_years=1, one_off={"programme": 50000, "per_partner": 5000})]
    case("go-live-0-ramp-1", live0)
    case("spread-longer-than-go-live", lambda sc, s: (one(s, spread_years=6, grant=500000)))
    case("go-live-at-the-end-of-the-horizon", lambda sc, s: (s.update(go_live=10), one(s, spread_years=3, parallel_months=6)))

    def beyond(sc, s):
        s.update(go_live=12)
        one(s, spread_years=4, grant=200000, parallel_months=6)
        sc["procurement"] = [fleet(go_live=14, one_off={"programme": 90000})]
    case("go-live-after-the-horizon", beyond)

    def beyond_converging(sc, s):
        s.update(go_live=12, convergence={"target": "lowest", "start": 2, "years": 4})
    case("go-live-after-the-horizon-convergence-before", beyond_converging)
    case("ramp-10-in-8-years", lambda sc, s: s.update(ramp_years=10), years=8)
    case("one-year", lambda sc, s: s.update(go_live=0, ramp_years=1), years=1)
    case("one-year-go-live-2", None, years=1)

    def thirty(sc, s):
        sc["first_year"] = 2100
        s.update(real_growth={"pay": 0.02, "non_pay": -0.1}, stranded={"share": 0.1, "years": 10})
        sc["procurement"] = [uniform(harmonise_to="average", discount_per_doubling=0.05)]
    case("thirty-years", thirty, years=30)
    case("no-discounting", lambda sc, s: (sc.update(discount_rate=0, first_year=2000), one(s, grant=300000)))
    case("discount-rate-1", lambda sc, s: sc.update(discount_rate=1))

    # one-off costs
    def own(sc, s):
        s["sharing"] = {"key": "custom", "shares": {"derbyshire": 3, "leicestershire": 1}}
        one(s, borne="own", parallel_months=4, optimism_bias=0.56, grant=750000, redundancy_share=0.8, spread_years=2)
    case("borne-own-custom-key-grant-bias", own)
    case("bias-3-parallel-24", lambda sc, s: one(s, optimism_bias=3, parallel_months=24))

    def growth(sc, s):
        s.update(real_growth={"pay": 0.03, "non_pay": -0.04}, irrecoverable_vat=0.2, officer_share=0.3,
                 planned={"derbyshire": {"share": 0.2, "from": 4}, "lincolnshire": {"share": 1, "from": 7},
                          "leicestershire": {"share": 0.05}})
        one(s, parallel_months=6, borne="own")
    case("growth-planned-vat-officers-parallel", growth)
    case("all-officers-no-redundancy", lambda sc, s: s.update(officer_share=1.0))

    # keys
    def all_keys(sc, s):
        extra = []
        for n, key in enumerate(["population", "officers", "headcount"]):
            b = copy.deepcopy(s)
            b.update(id="s-" + key, sharing={"key": key}, go_live=n)
            b["baseline"]["lincolnshire"]["fte"] += 25 * n
            extra.append(b)
        s["sharing"] = {"key": "equal"}
        sc["services"] += extra
        sc["procurement"] = [
            fleet(id="a", sharing={"key": "baseline"}, one_off={"programme": 400000, "per_partner": 10000}),
            fleet(id="b", sharing={"key": "custom", "shares": {"lincolnshire": 2.5, "kent": 9}},
                  one_off={"programme": 300000, "optimism_bias": 0.2}),
            uniform(id="c", sharing={"key": "baseline"}, one_off={"programme": 60000})]
    case("every-key", all_keys)
    case("baseline-key", lambda sc, s: s.update(sharing={"key": "baseline", "shares": None}))

    # convergence
    conv = [
        ("lowest", {"target": "lowest"}, "headcount"),
        ("median-odd", {"target": "median", "share": 0.7, "start": None, "years": None}, "population"),
        ("benchmark-start-0", {"target": "benchmark", "benchmark": 900, "start": 0, "years": 6}, "headcount"),
        ("benchmark-start-late", {"target": "benchmark", "benchmark": 1500, "start": 6, "years": 2, "share": 0.5}, "officers"),
        ("benchmark-out-of-reach", {"target": "benchmark", "benchmark": 99999}, "headcount"),
        ("lowest-start-after-the-horizon", {"target": "lowest", "start": 20, "years": 10}, "budget"),
    ]
    for name, c, driver in conv:
        case("convergence-" + name, lambda sc, s, c=c, driver=driver: s.update(
            convergence=c, driver=driver, haircut=0.1,
            planned={"derbyshire": {"share": 0.1, "from": 3}}))

    def even(sc, s):
        sc["partners"].append({"id": "kent", "budget": 380000000, "officers_fte": 4100, "staff_fte": 2900, "population": 1900000})
        s["members"].append("kent")
        s["baseline"]["kent"] = {"fte": 130, "cost_per_fte": 40250, "non_pay": 1200000}
        s["convergence"] = {"target": "median"}
    case("convergence-median-even", even)

    # nobody, nothing
    def zero_driver(sc, s):
        for p in sc["partners"]:
            p["staff_fte"] = 0
            p["officers_fte"] = 0
        s["driver"] = "officers"
        s["sharing"] = {"key": "population"}
    case("zero-driver-without-a-target", zero_driver)

    def zero_baseline(sc, s):
        s["baseline"]["lincolnshire"] = {"fte": 0, "cost_per_fte": 0}
        s["alone_cost"] = {"lincolnshire": 900000}
        s["convergence"] = {"target": "benchmark", "benchmark": 1000}
    case("zero-baseline-partner", zero_baseline)

    def zero_lowest(sc, s):
        zero_baseline(sc, s)
        s["convergence"] = {"target": "lowest", "share": 0.3}
    case("zero-baseline-partner-sets-the-lowest", zero_lowest)

    def all_zero(sc, s):
        for b in s["baseline"].values():
            b.update(fte=0, non_pay=0, income=0)
        sc["procurement"] = [fleet(spend={"derbyshire": 0, "leicestershire": 0, "lincolnshire": 0},
                                   one_off={"programme": 30000}, framework_fee=0.01)]
    case("every-baseline-and-spend-zero", all_zero)
    case("haircut-1", lambda sc, s: s.update(haircut=1.0, convergence={"target": "lowest"}))
    case("saving-0-not-worth-sharing", lambda sc, s: (
        s.update(saving={"low": 0, "likely": 0, "high": 0}), sc.update(procurement=[fleet()])))
    case("cut-in-service", lambda sc, s: s.update(service_change=-0.45, saving={"low": 0.2, "likely": 0.4, "high": 0.4}))
    case("more-service", lambda sc, s: s.update(service_change=1.0))

    # scale
    case("elasticity-1", lambda sc, s: s.update(scale_elasticity=1, scale_share=1))
    case("scale-share-1", lambda sc, s: s.update(scale_elasticity=0.7, scale_share=1.0))
    case("scale-share-0", lambda sc, s: s.update(scale_share=0.0))
    case("reference-of-two-members-capped", lambda sc, s: (
        s.update(scale_reference=["leicestershire", "lincolnshire"], scale_share=0.9, saving={"low": 0.1, "likely": 0.2, "high": 0.22}),
        sc.update(procurement=[fleet(scale_reference=["derbyshire", "lincolnshire"], scale_elasticity=0.8)])))
    case("reference-of-one-member", lambda sc, s: s.update(scale_reference=["leicestershire"]))

    def was_a_member(sc, s):
        s["members"] = ["derbyshire", "lincolnshire"]
        s["scale_reference"] = ["derbyshire", "leicestershire", "lincolnshire"]
        sc["procurement"] = [fleet(members=["leicestershire", "derbyshire"],
                                   scale_reference=["derbyshire", "leicestershire", "lincolnshire"])]
    case("reference-with-a-partner-taken-out", was_a_member)

    # procurement alone
    for how in ("lowest", "median", "average"):
        case("items-" + how, lambda sc, s, how=how: sc.update(procurement=[
            uniform(harmonise_to=how, discount_per_doubling=0.08, local_exception=0.15, haircut=0.1, framework_fee=0.01,
                    one_off={"programme": 120000, "per_partner": 8000, "optimism_bias": 0.3})]), services=False)
    case("items-median-without-discount", lambda sc, s: sc.update(procurement=[
        uniform(harmonise_to="median", go_live=3), fleet(framework_fee=0.005)]), services=False)
    case("fee-above-the-saving", lambda sc, s: sc.update(procurement=[
        fleet(framework_fee=0.06), uniform(one_off={"programme": 90000})]), services=False)

    # terms
    case("balancing-adopted", lambda sc, s: sc.update(
        balancing={"derbyshire": 150000, "leicestershire": -210000.5, "lincolnshire": 60000.5}))
    case("balancing-enough-to-block", lambda sc, s: sc.update(
        balancing={"derbyshire": 2500000, "lincolnshire": -2500000}))

    def dips(sc, s):
        s.update(go_live=1, ramp_years=1)
        b = copy.deepcopy(s)
        b.update(id="ict", go_live=7, saving={"low": 0.2, "likely": 0.3, "high": 0.35})
        b["one_off"] = {"ict": 5200000}
        sc["services"].append(b)
    case("payback-dips-again", dips, years=14)
    case("never-pays-back", lambda sc, s: one(s, ict=30000000))
    case("all-gain-at-once", lambda sc, s: (
        s.update(go_live=0, ramp_years=1, one_off={"redundancy_share": 0})))

    # switching values that exist
    def switch_convergence(sc, s):
        s.update(saving={"low": 0, "likely": 0.03, "high": 0.2}, overhead=0.05,
                 convergence={"target": "lowest", "share": 0.1})
        sc["procurement"] = [fleet(one_off={"programme": 300000})]
    case("switching-convergence", switch_convergence)

    def switch_go_live(sc, s):
        s.update(saving={"low": 0, "likely": 0.02, "high": 0.2}, overhead=0.06, go_live=3,
                 convergence={"target": "lowest", "share": 0.15, "start": 1, "years": 2})
        one(s, grant=100000)
    case("switching-go-live-with-a-given-start", switch_go_live)

    def switch_procurement(sc, s):
        one(s, ict=9500000)
        sc["procurement"] = [
            uniform(one_off={"programme": 150000, "per_partner": 10000}, discount_per_doubling=0.05),
            fleet(spend={"derbyshire": 9000000, "leicestershire": 9900000, "lincolnshire": 5000000},
                  framework_fee=0.01, one_off={"programme": 200000})]
    case("switching-procurement", switch_procurement)

    def unknown(sc, s):
        sc["x_note"] = {"kept": True}
        s["x_service"] = [1, 2]
        s["baseline"]["derbyshire"]["x"] = "y"
        s["baseline"]["nobody"] = {"fte": 5, "cost_per_fte": 30000}
        s["outcomes"] = [{"name": "Days to a DNA result", "unit": "days", "now": 10, "after": 5, "better": "down"}]
    case("unknown-fields", unknown)
    return out


# --------------------------------------------------------------------------------------------------
# What must hold of every outcome
# --------------------------------------------------------------------------------------------------

def close(a, b, scale=1.0):
    assert abs(a - b) <= 1e-9 * max(1.0, abs(a), abs(b), scale), (a, b)


def sane(sc, o):
    w = oracle.World(sc)
    P = o["partners"].values()
    big = 1.0 + sum(abs(p["npv"]) + abs(p["balancing_total"]) for p in P)
    close(sum(p["npv"] for p in P), o["npv"], big)
    close(sum(p["balancing_total"] for p in P), 0.0, big)
    close(w.pv(o["total_net"]), o["npv"], big)
    close(sum(x["npv"] for x in list(o["services"].values()) + list(o["procurement"].values())), o["npv"], big)
    for p in P:
        close(w.pv(p["net"]), p["npv"], big)
    close(sum(p["shapley"] for p in P), o["grand_value"], big)
    for t in range(w.N):
        close(sum(p["net"][t] for p in P), o["total_net"][t], big)
        close(sum(p["posts"][t] for p in P), sum(s["posts"][t] for s in o["services"].values()))
    # with the Shapley terms, everyone stands at alone + share over what is worth sharing
    for kind, cls in (("services", oracle.Service), ("procurement", oracle.Category)):
        for d in sc.get(kind, []):
            it = cls(w, d)
            game = oracle.Game(w, it)
            if it.shared:
                net = it.partner_nets()
                pooled = it.pooled_net(it.members)
                for t in range(w.N):
                    close(sum(n[t] for n in net.values()), pooled[t], big)
            if 2 <= len(it.members) <= 5:  # Shapley by orders, a second way
                mean = dict.fromkeys(it.members, 0.0)
                orders = list(permutations(it.members))
                for order in orders:
                    for k, i in enumerate(order):
                        mean[i] += (game.of(order[:k + 1]) - game.of(order[:k])) / len(orders)
                for i, v in game.shapley().items():
                    close(mean[i], v, big)
    values = [b["excess"] for b in o["blocking"]]
    assert all(v > 0.01 for v in values) and len(values) <= 50
    text = json.dumps(o)
    assert "NaN" not in text and "Infinity" not in text


def main():
    rng = random.Random(SEED)
    maker = Maker(rng)
    todo = directed(rng)
    todo.append(("eight-partners-everything", maker.scenario(8, 4, 3, 12)))
    todo.append(("eight-partners-one-service", maker.scenario(8, 1, 0, 10)))
    n = 0
    while n < 22:
        sc = maker.scenario()
        if not sc["services"] and not sc["procurement"]:
            continue
        n += 1
        todo.append(("random-%02d" % n, sc))
    # from a generator of its own, so that the cases above stay as they are
    later = Maker(random.Random(SEED + 1))
    n = 0
    while n < 30:
        sc = later.scenario()
        if not sc["services"]:
            continue
        n += 1
        for d in sc["services"]:
            later.maybe(d, "alone_saving", lambda: later.share(0, 0.15), 0.7)
            later.maybe(d, "harmonisation", lambda: later.share(0, 0.05), 0.7)
            later.maybe(d.setdefault("one_off", {}), "pension_strain", lambda: later.money(0, 4e4), 0.7)
        todo.append(("alone-harmonised-%02d" % n, sc))
    cases = []
    for name, sc in todo:
        check(sc)
        # as the file will hold it, so that what is read back is what was appraised
        sc = json.loads(json.dumps(sc))
        outcome = oracle.appraise(sc)
        sane(sc, outcome)
        cases.append({"name": name, "scenario": sc, "expected": outcome})
    assert len({c["name"] for c in cases}) == len(cases)
    path = os.path.join(HERE, "cases.json")
    with open(path, "w", encoding="utf-8") as f:
        # one case to a line; Python writes floats in full (repr)
        f.write("[\n" + ",\n".join(json.dumps(c, separators=(",", ":"), allow_nan=False) for c in cases) + "\n]\n")
    print("%d cases, %d bytes" % (len(cases), os.path.getsize(path)))


if __name__ == "__main__":
    main()
