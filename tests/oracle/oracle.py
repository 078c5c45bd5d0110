"""A second, independent calculation of the appraisal, for checking the engine.

Written from the text of the method alone (scenario, shared services, procurement, results, fair
shares, command-line outcome), in plain Python with nothing but the standard library. It is slow and
literal on purpose. Where the text can be read in more than one way, a comment marked READING says
which way was taken; README.md lists the same readings.

    from oracle import appraise
    outcome = appraise(scenario)

The scenario must be valid: nothing is checked here.
"""

import json
import math
import sys
from itertools import combinations

BLOCKING_MARGIN = 0.01
NOTHING = 0.005  # a worth below half a penny
SWITCH_ZERO = 0.005  # an NPV within half a penny of nothing has no sign


# --------------------------------------------------------------------------------------------------
# Reading the scenario, with the defaults of section 1
# --------------------------------------------------------------------------------------------------

def opt(obj, key, default):
    """obj[key], or the default where the key is absent, the value is null, or obj itself is."""
    if obj is None:
        return default
    value = obj.get(key)
    return default if value is None else value


def sub(obj, key):
    return opt(obj, key, {})


def ramp(t, a, b):
    if t < a:
        return 0.0
    return min(1.0, (t - a + 1) / b)


def median(values):
    v = sorted(values)
    n = len(v)
    return v[n // 2] if n % 2 else (v[n // 2 - 1] + v[n // 2]) / 2


class World:
    """The horizon and the partners."""

    def __init__(self, scenario):
        self.first_year = scenario["first_year"]
        self.N = scenario["years"]
        self.rate = scenario["discount_rate"]
        self.DF = [(1 + self.rate) ** (-t) for t in range(self.N)]
        self.partners = {p["id"]: p for p in scenario["partners"]}
        self.order = [p["id"] for p in scenario["partners"]]

    def pv(self, flows):
        return math.fsum(d * f for d, f in zip(self.DF, flows))

    def weight(self, pid, kind):
        p = self.partners[pid]
        if kind == "budget":
            return opt(p, "budget", 0)
        if kind == "population":
            return opt(p, "population", 0)
        if kind == "officers":
            return opt(p, "officers_fte", 0)
        if kind == "headcount":
            return opt(p, "officers_fte", 0) + opt(p, "staff_fte", 0)
        raise ValueError(kind)


def keys(world, members, sharing, base):
    """The sharing key over all members; `base` is c_i(0), or A_i for a procurement category."""
    kind = opt(sharing, "key", "budget")
    if kind == "equal":
        w = {i: 1.0 for i in members}
    elif kind == "baseline":
        w = {i: base[i] for i in members}
    elif kind == "custom":
        shares = sub(sharing, "shares")
        w = {i: opt(shares, i, 0) for i in members}
    else:
        w = {i: world.weight(i, kind) for i in members}
    total = math.fsum(w.values())
    if not total > 0:
        raise ValueError("a key whose weights are all zero")
    return {i: w[i] / total for i in members}


def h_of(values, e):
    """h of section 2 for the c_i (or A_i) of a group."""
    total = math.fsum(values)
    if total == 0:
        return 0.0
    return 1.0 - total ** e / math.fsum(v ** e for v in values)


def growth_of_scale(own, item, base_of, members):
    """G(S): `own` the c_i of S, base_of(id) the c_i of any partner with an entry.

    READING: scale_reference is a list of partner ids. F is everyone on that list, member or not: the
    text says that the reference makes taking a partner out move the rate, which only works if the
    entry kept for the partner taken out is still used here. A listed partner without an entry counts 0.
    """
    sigma = opt(item, "scale_share", 0.5)
    e = opt(item, "scale_elasticity", 0.9)
    reference = item.get("scale_reference")
    F = members if reference is None else reference
    hF = h_of([base_of(i) for i in F], e)
    if hF == 0:
        return 1.0
    return 1.0 - sigma + sigma * h_of(own, e) / hF


# --------------------------------------------------------------------------------------------------
# Section 2: a shared service
# --------------------------------------------------------------------------------------------------

class Service:
    def __init__(self, world, d, factor=1.0):
        """`factor` multiplies every one-off cost (switching values only), never the grant."""
        self.w = world
        self.id = d["id"]
        self.d = d
        self.members = list(d["members"])
        self.shared = len(self.members) >= 2
        self.factor = factor
        self.L = d["go_live"]
        self.R = d["ramp_years"]
        conv = sub(d, "convergence")
        self.target = opt(conv, "target", "none")
        self.benchmark = conv.get("benchmark")
        self.conv_share = opt(conv, "share", 1.0)
        self.conv_start = opt(conv, "start", self.L)  # null: follows go-live
        self.conv_years = opt(conv, "years", self.R)
        self.haircut = opt(d, "haircut", 0.0)
        self.officer_share = opt(d, "officer_share", 0.0)
        self.overhead = opt(d, "overhead", 0.02)
        self.vat = opt(d, "irrecoverable_vat", 0.0)
        st = sub(d, "stranded")
        self.str_share = opt(st, "share", 0.0)
        self.str_years = opt(st, "years", 3)
        o = sub(d, "one_off")
        self.programme = opt(o, "programme", 0)
        self.ict = opt(o, "ict", 0)
        self.per_partner = opt(o, "per_partner", 0)
        self.spread = opt(o, "spread_years", 1)
        self.parallel = opt(o, "parallel_months", 0)
        self.red_share = opt(o, "redundancy_share", 0.5)
        self.red_cost = opt(o, "redundancy_cost", 30000)
        self.strain = opt(o, "pension_strain", 0)
        self.alone_saving = opt(d, "alone_saving", 0.0)
        self.harmonisation = opt(d, "harmonisation", 0.0)
        self.bias = opt(o, "optimism_bias", 0.0)
        self.grant_total = opt(o, "grant", 0)
        self.borne = opt(o, "borne", "key")
        self.cashable = opt(d, "cashable", 1.0)
        self.c0 = {i: self.cost0(i) for i in self.members}
        driver = opt(d, "driver", "headcount")
        self.D = {i: world.weight(i, driver) for i in self.members}

    # -- baseline -----------------------------------------------------------------------------------

    def gross(self, i, t):
        """(whole cost, its non-pay part) of year t before any planned saving."""
        b = self.d["baseline"][i]
        g = sub(self.d, "real_growth")
        pay = b["fte"] * b["cost_per_fte"] * (1 + opt(g, "pay", 0)) ** t
        non_pay = opt(b, "non_pay", 0) * (1 + opt(g, "non_pay", 0)) ** t
        return pay + non_pay - opt(b, "income", 0), non_pay

    def cost0(self, i):
        """c_i, the baseline of year 0 before any planned saving; 0 for a partner without an entry."""
        if i not in self.d["baseline"]:
            return 0.0
        return self.gross(i, 0)[0]

    def unplanned(self, i, t):
        """1 − planned share, from its year."""
        p = sub(sub(self.d, "planned"), i)
        return 1.0 - (opt(p, "share", 0) if t >= opt(p, "from", 0) else 0.0)

    def c(self, i, t):
        return self.gross(i, t)[0] * self.unplanned(i, t)

    def n(self, i, t):
        return self.gross(i, t)[1] * self.unplanned(i, t)

    def pay(self, i, t):
        """pay_i of section 11, after what is planned."""
        b = self.d["baseline"][i]
        growth = (1 + opt(sub(self.d, "real_growth"), "pay", 0)) ** t
        return b["fte"] * b["cost_per_fte"] * growth * self.unplanned(i, t)

    # -- rates --------------------------------------------------------------------------------------

    def rho(self, t):
        return ramp(t, self.L, self.R)

    def kappa(self, t):
        return ramp(t, self.conv_start, self.conv_years)

    def x(self, S):
        """Convergence of each partner of S.

        READING: u* is over all of S, so a partner with c_i = 0 makes the lowest 0, as written.
        """
        if self.target == "none":
            return {i: 0.0 for i in S}
        if self.target == "benchmark":
            u = self.benchmark
        else:
            units = [self.c0[i] / self.D[i] for i in S]
            u = min(units) if self.target == "lowest" else median(units)
        out = {}
        for i in S:
            c = self.c0[i]
            if c == 0:
                out[i] = 0.0
            else:
                out[i] = self.conv_share * (1 - self.haircut) * max(0.0, c - u * self.D[i]) / c
        return out

    def r(self, S):
        s = self.d["saving"]
        G = growth_of_scale([self.c0[i] for i in S], self.d, self.cost0, self.members)
        return (1 - self.haircut) * min(s["high"], s["likely"] * G)

    def spread_out(self, amount):
        """Spread over the years ending in max(L−1, 0); what falls before year 0 moves into year 0.

        READING: what falls beyond the horizon is dropped, as nothing after year N−1 is counted.
        """
        out = [0.0] * self.w.N
        last = max(self.L - 1, 0)
        for k in range(self.spread):
            t = max(last - k, 0)
            if t < self.w.N:
                out[t] += amount / self.spread
        return out

    # -- flows of a group ---------------------------------------------------------------------------

    def redundancy(self, posts):
        """Redundancy by year, with bias, for the cumulative posts of one partner; P(−1) = 0."""
        out, before = [], 0.0
        for p in posts:
            leavers = max(0.0, p - before)
            each = self.red_cost + self.strain
            out.append(self.red_share * each * (1 - self.officer_share) * leavers
                       * (1 + self.bias) * self.factor)
            before = p
        return out

    def flows(self, S):
        """Everything that the group S does, by year and by partner, before any key."""
        N = self.w.N
        years = range(N)
        f = {"S": list(S)}
        if len(S) < 2:
            return None
        x, r = self.x(S), self.r(S)
        f["c"] = {i: [self.c(i, t) for t in years] for i in S}
        f["own"] = {i: [f["c"][i][t] * (1 - x[i] * self.kappa(t)) for t in years] for i in S}
        f["pool"] = []
        for t in years:
            if t < self.L:
                f["pool"].append(None)
                continue
            left = 1 - r * self.rho(t)
            f["pool"].append(math.fsum(
                f["own"][i][t] * left + self.overhead * f["c"][i][t]
                + self.vat * self.n(i, t) * (1 - x[i] * self.kappa(t)) * left
                + self.harmonisation * self.pay(i, t) for i in S))
        f["stranded"] = {i: [
            self.str_share * f["c"][i][t] * max(0.0, 1 - (t - self.L) / self.str_years)
            if t >= self.L else 0.0 for t in years] for i in S}
        f["posts"] = {i: [
            self.d["baseline"][i]["fte"] * self.unplanned(i, t)
            * (1 - (1 - x[i] * self.kappa(t)) * (1 - r * self.rho(t))) for t in years] for i in S}
        up = (1 + self.bias) * self.factor
        # what is one-off for the whole unit, for each partner's own preparation, and for its leavers
        f["common"] = [v * up for v in self.spread_out(self.programme + self.ict)]
        if self.L < N:
            f["common"][self.L] += up * self.parallel / 12 * math.fsum(f["c"][i][self.L] for i in S)
        f["per_partner"] = [v * up for v in self.spread_out(self.per_partner)]  # of each partner
        f["redundancy"] = {i: self.redundancy(f["posts"][i]) for i in S}
        f["one_off"] = [
            f["common"][t] + len(S) * f["per_partner"][t] + math.fsum(f["redundancy"][i][t] for i in S)
            for t in years]
        f["grant"] = self.spread_out(self.grant_total)  # the same grant whatever the group
        return f

    def pooled_net(self, S):
        """Σ net_i by year, in which no key plays a part."""
        f = self.flows(S)
        if f is None:
            return [0.0] * self.w.N
        out = []
        for t in range(self.w.N):
            saved = math.fsum(f["c"][i][t] for i in S)
            if t < self.L:
                spent = math.fsum(f["own"][i][t] for i in S)
            else:
                spent = f["pool"][t] + math.fsum(f["stranded"][i][t] for i in S)
            out.append(saved - spent - f["one_off"][t] + f["grant"][t])
        return out

    def partner_nets(self):
        """net_i(t) and one_i(t) of each member, with the sharing key, for the whole membership."""
        f = self.flows(self.members)
        k = keys(self.w, self.members, self.d.get("sharing"), self.c0)
        net = {}
        for i in self.members:
            net[i] = []
            for t in range(self.w.N):
                if t < self.L:
                    charge = f["own"][i][t]
                else:
                    charge = k[i] * f["pool"][t] + f["stranded"][i][t]
                if self.borne == "own":
                    one = k[i] * f["common"][t] + f["per_partner"][t] + f["redundancy"][i][t]
                else:
                    one = k[i] * f["one_off"][t]
                net[i].append(f["c"][i][t] - charge - one + k[i] * f["grant"][t])
        return net

    # -- section 5 ----------------------------------------------------------------------------------

    def alone(self):
        """What each member could save by itself: against an external benchmark, and as entered.

        READING: a service with one member changes nothing, so it adds nothing here either.
        READING: what is entered as a saving alone is added to what the benchmark gives, which is
        nothing where it would be negative.
        """
        if not self.shared:
            return {i: 0.0 for i in self.members}
        if self.target == "benchmark":
            x = self.x(self.members)  # against a benchmark this does not depend on the group
        else:
            x = {i: 0.0 for i in self.members}
        out = {}
        for i in self.members:
            gain = [self.c(i, t) * x[i] * self.kappa(t) for t in range(self.w.N)]
            posts = [self.d["baseline"][i]["fte"] * self.unplanned(i, t) * x[i] * self.kappa(t)
                     for t in range(self.w.N)]
            red = self.redundancy(posts)
            entered = self.w.pv([self.rho(t) * self.alone_saving * self.c(i, t) * (1 - x[i] * self.kappa(t))
                                 for t in range(self.w.N)])
            out[i] = max(0.0, self.w.pv([g - q for g, q in zip(gain, red)])) + entered
        return out

    # -- when everything has settled ----------------------------------------------------------------

    def settled(self, t):
        if self.rho(t) < 1:
            return False
        if self.target != "none" and self.kappa(t) < 1:
            return False
        if self.str_share > 0 and t < self.L + self.str_years:
            return False
        return True


# --------------------------------------------------------------------------------------------------
# Section 3: collaborative procurement
# --------------------------------------------------------------------------------------------------

class Category:
    def __init__(self, world, d, factor=1.0, saving_factor=1.0):
        """`factor` multiplies the one-off costs, `saving_factor` the saving (switching values only)."""
        self.w = world
        self.id = d["id"]
        self.d = d
        self.members = list(d["members"])
        self.shared = len(self.members) >= 2
        self.factor, self.saving_factor = factor, saving_factor
        self.L = d["go_live"]
        self.R = d["ramp_years"]
        self.mode = opt(d, "mode", "rate")
        self.exception = opt(d, "local_exception", 0.0)
        self.haircut = opt(d, "haircut", 0.0)
        self.fee = opt(d, "framework_fee", 0.0)
        o = sub(d, "one_off")
        self.programme = opt(o, "programme", 0)
        self.per_partner = opt(o, "per_partner", 0)
        self.bias = opt(o, "optimism_bias", 0.0)
        self.A = {i: self.base(i) for i in self.members}
        self.cashable = 1.0  # READING: procurement has no such field, so all of its saving is cash

    def base(self, i):
        """A_i; 0 for a partner without an entry."""
        if self.mode == "rate":
            spend = opt(sub(self.d, "spend"), i, 0)
            return spend * self.d["addressable"] * (1 - self.exception)
        return math.fsum(opt(sub(it, "price"), i, 0) * opt(sub(it, "volume"), i, 0)
                         for it in opt(self.d, "items", []))

    def rho(self, t):
        return ramp(t, self.L, self.R)

    def yearly(self, S):
        """The saving of each partner of S in a year when the ramp is complete."""
        if self.mode == "rate":
            s = self.d["saving"]
            G = growth_of_scale([self.A[i] for i in S], self.d, self.base, self.members)
            rate = (1 - self.haircut) * min(s["high"], s["likely"] * G)
            return {i: self.A[i] * rate * self.saving_factor for i in S}
        out = {i: 0.0 for i in S}
        how = opt(self.d, "harmonise_to", "lowest")
        discount = opt(self.d, "discount_per_doubling", 0.0)
        for it in opt(self.d, "items", []):
            price, volume = sub(it, "price"), sub(it, "volume")
            buyers = [i for i in S if opt(volume, i, 0) > 0]
            if not buyers:
                continue
            V = math.fsum(volume[i] for i in buyers)
            if how == "lowest":
                p = min(price[i] for i in buyers)
            elif how == "median":
                p = median([price[i] for i in buyers])
            else:
                p = math.fsum(price[i] * volume[i] for i in buyers) / V
            p *= (1 - discount) ** math.log2(V / max(volume[i] for i in buyers))
            for i in buyers:
                gap = price[i] - p
                if how == "lowest":
                    gap = max(0.0, gap)
                out[i] += volume[i] * gap
        # READING: in items mode local_exception cuts the saving but not A_i, hence not the fee
        return {i: v * (1 - self.exception) * (1 - self.haircut) * self.saving_factor
                for i, v in out.items()}

    def one_off(self, S):
        out = [0.0] * self.w.N
        t = max(self.L - 1, 0)
        if len(S) >= 2 and t < self.w.N:
            out[t] = (1 + self.bias) * (self.programme + self.per_partner * len(S)) * self.factor
        return out

    def gains(self, S):
        """(saving, saving less the framework fee) by partner and year."""
        y = self.yearly(S)
        years = range(self.w.N)
        saving = {i: [y[i] * self.rho(t) for t in years] for i in S}
        after = {i: [saving[i][t] - self.fee * self.A[i] * self.rho(t) for t in years] for i in S}
        return saving, after

    def pooled_net(self, S):
        if len(S) < 2:
            return [0.0] * self.w.N
        _, after = self.gains(S)
        one = self.one_off(S)
        return [math.fsum(after[i][t] for i in S) - one[t] for t in range(self.w.N)]

    def partner_nets(self):
        _, after = self.gains(self.members)
        one = self.one_off(self.members)
        k = keys(self.w, self.members, self.d.get("sharing"), self.A)
        return {i: [after[i][t] - k[i] * one[t] for t in range(self.w.N)] for i in self.members}

    def alone(self):
        return {i: 0.0 for i in self.members}

    def settled(self, t):
        return self.rho(t) >= 1


# --------------------------------------------------------------------------------------------------
# Section 4: payback
# --------------------------------------------------------------------------------------------------

def payback(flows):
    cum, total = [], []
    for f in flows:
        total.append(f)
        s = math.fsum(total)
        cum.append(0.0 if abs(s) < 0.005 else s)
    negative = [t for t, v in enumerate(cum) if v < 0]
    if not negative:
        return 0.0
    t = negative[-1] + 1
    if t == len(flows):
        return None
    return t + (-cum[t - 1]) / flows[t]


# --------------------------------------------------------------------------------------------------
# Section 5: value of groups and fair shares of one service or category
# --------------------------------------------------------------------------------------------------

class Game:
    """v over the members of one service or category, by bit mask."""

    def __init__(self, world, item):
        self.members = item.members
        n = len(self.members)
        self.alone = item.alone()
        self.v = [0.0] * (1 << n)
        for mask in range(1 << n):
            S = [self.members[j] for j in range(n) if mask >> j & 1]
            if len(S) >= 2:
                gain = world.pv(item.pooled_net(S)) - math.fsum(self.alone[i] for i in S)
                self.v[mask] = max(0.0, gain)
        self.value = self.v[-1]

    def of(self, group):
        return self.v[sum(1 << j for j, i in enumerate(self.members) if i in group)]

    def shapley(self):
        n = len(self.members)
        out = {}
        for j, i in enumerate(self.members):
            terms = []
            for mask in range(1 << n):
                if mask >> j & 1:
                    continue
                s = bin(mask).count("1")
                weight = math.factorial(s) * math.factorial(n - s - 1) / math.factorial(n)
                terms.append(weight * (self.v[mask | 1 << j] - self.v[mask]))
            out[i] = math.fsum(terms)
        return out


# --------------------------------------------------------------------------------------------------
# Switching values
# --------------------------------------------------------------------------------------------------

def bisect(f, lo, hi):
    """Where f crosses 0, or null.

    READING: the ends must have strictly opposite signs; an end within half a penny of 0 has none.
    """
    a, b = f(lo), f(hi)
    if abs(a) < SWITCH_ZERO or abs(b) < SWITCH_ZERO or (a < 0) == (b < 0):
        return None
    for _ in range(200):
        mid = (lo + hi) / 2
        if mid == lo or mid == hi:
            break
        m = f(mid)
        if m == 0:
            return mid
        if (m < 0) == (a < 0):
            lo = mid
        else:
            hi = mid
    return (lo + hi) / 2


def with_path(d, path, value):
    """A copy of the object with one value replaced."""
    out = dict(d)
    if len(path) == 1:
        out[path[0]] = value
    else:
        out[path[0]] = with_path(sub(d, path[0]), path[1:], value)
    return out


def switching(world, services, categories, npv_of):
    """`npv_of` maps ("services" | "procurement", id) to the NPV of each item; no key matters here."""
    out = {}

    def solve(name, me, build, lo, hi, whole_years=False):
        rest = math.fsum(v for k, v in npv_of.items() if k != me)

        def at(x):
            item = build(x)
            return rest + world.pv(item.pooled_net(item.members))

        if whole_years:
            table = [at(year) for year in range(lo, hi + 1)]

            def f(x):
                k = min(int(math.floor(x)), hi - 1)
                return table[k] + (x - k) * (table[k + 1] - table[k])
        else:
            f = at
        out[name] = bisect(f, lo, hi)

    for s in services:
        if not s.shared:
            continue
        me, d, pre = ("services", s.id), s.d, "services." + s.id
        # READING: low and high stay as they are, so the rate is still capped at high
        solve(pre + ".saving", me,
              lambda v, d=d: Service(world, with_path(d, ["saving", "likely"], v)), 0.0, 1.0)
        if s.target == "none":
            out[pre + ".convergence"] = None
        else:
            solve(pre + ".convergence", me,
                  lambda v, d=d: Service(world, with_path(d, ["convergence", "share"], v)), 0.0, 1.0)
        solve(pre + ".one_off", me, lambda v, d=d: Service(world, d, factor=v), 0.0, 4.0)
        solve(pre + ".go_live", me,
              lambda v, d=d: Service(world, with_path(d, ["go_live"], v)), 0, 29, True)
    for c in categories:
        if not c.shared:
            continue
        me, d, pre = ("procurement", c.id), c.d, "procurement." + c.id
        if c.mode == "rate":
            solve(pre + ".saving", me,
                  lambda v, d=d: Category(world, with_path(d, ["saving", "likely"], v)), 0.0, 1.0)
        else:
            solve(pre + ".saving", me,
                  lambda v, d=d: Category(world, d, saving_factor=v), 0.0, 4.0)
        solve(pre + ".one_off", me, lambda v, d=d: Category(world, d, factor=v), 0.0, 4.0)
        solve(pre + ".go_live", me,
              lambda v, d=d: Category(world, with_path(d, ["go_live"], v)), 0, 29, True)
    return out


# --------------------------------------------------------------------------------------------------
# The outcome of section 10
# --------------------------------------------------------------------------------------------------

def appraise(scenario):
    w = World(scenario)
    N, years = w.N, range(w.N)
    zeros = [0.0] * N
    services = [Service(w, d) for d in opt(scenario, "services", [])]
    categories = [Category(w, d) for d in opt(scenario, "procurement", [])]
    items = [("services", s) for s in services] + [("procurement", c) for c in categories]
    shared = [(kind, it) for kind, it in items if it.shared]
    balancing = {i: opt(sub(scenario, "balancing"), i, 0) for i in w.order}
    annuity = math.fsum(w.DF)

    # by item: nets of each partner, one-off, grant, redundancy, all by year
    nets, one, grant, red, flows = {}, {}, {}, {}, {}
    for kind, it in shared:
        me = (kind, it.id)
        nets[me] = it.partner_nets()
        if kind == "services":
            f = flows[me] = it.flows(it.members)
            one[me], grant[me] = f["one_off"], f["grant"]
            red[me] = [math.fsum(f["redundancy"][i][t] for i in it.members) for t in years]
        else:
            one[me], grant[me], red[me] = it.one_off(it.members), zeros, zeros

    def total(table):
        return [math.fsum(v[t] for v in table.values()) for t in years]

    # per partner. READING: `net` is after the adopted balancing payments, so that npv is its PV.
    partner_net = {i: [math.fsum([n[i][t] for n in nets.values() if i in n] + [-balancing[i]])
                       for t in years] for i in w.order}
    npv_i = {i: w.pv(partner_net[i]) for i in w.order}
    npv = math.fsum(npv_i.values())
    # READING: the total is Σ net_i without balancing, which adds up to 0 anyway
    total_net = [math.fsum(n[i][t] for n in nets.values() for i in n) for t in years]
    total_one, total_grant, total_red = total(one), total(grant), total(red)
    recurring = [total_net[t] + total_one[t] - total_grant[t] for t in years]
    npsv = npv + w.pv(total_red) - w.pv(total_grant)
    pv_one = w.pv(total_one)

    # full year. READING: where nothing is shared every condition holds at once, in year 0.
    full = next((t for t in years if all(it.settled(t) for _, it in shared)), N - 1)
    item_recurring = {}
    for kind, it in shared:
        me = (kind, it.id)
        item_recurring[me] = (math.fsum(n[full] for n in nets[me].values())
                              + one[me][full] - grant[me][full])
    cash = math.fsum(it.cashable * item_recurring[(kind, it.id)] for kind, it in shared)

    # fair shares
    npv_of, games = {}, {}
    for kind, it in items:
        me = (kind, it.id)
        npv_of[me] = math.fsum(w.pv(n) for n in nets[me].values()) if it.shared else 0.0
        games[me] = Game(w, it)
    # READING: a worth below half a penny is nothing: prices that come to their average move money and make none
    W = [me for me, g in games.items() if g.value > NOTHING]
    alone = {i: math.fsum(g.alone[i] for g in games.values() if i in g.members) for i in w.order}
    alone_W = {i: math.fsum(games[me].alone[i] for me in W if i in games[me].members)
               for i in w.order}
    npv_W = {i: math.fsum(w.pv(nets[me][i]) for me in W if i in nets[me]) for i in w.order}
    shapley_of = {me: games[me].shapley() for me in W}
    phi = {i: math.fsum(s[i] for s in shapley_of.values() if i in s) for i in w.order}
    # READING: B_i is positive where the partner receives; the `balancing` field of the scenario has
    # the opposite sign (positive: pays).
    B = {i: alone_W[i] + phi[i] - npv_W[i] for i in w.order}

    # stability: every group of one or more of all the partners of the scenario
    blocking = []
    for size in range(1, len(w.order) + 1):
        for S in combinations(w.order, size):
            v = math.fsum(games[me].of(S) for me in W)
            has = math.fsum(npv_W[i] - alone_W[i] - balancing[i] * annuity for i in S)
            if v - has > BLOCKING_MARGIN:
                blocking.append({"members": list(S), "excess": v - has})
    # to a thousandth of a penny, so that equal excesses are put in order by their members
    blocking.sort(key=lambda b: (-round(b["excess"], 5), b["members"]))

    partners = {}
    for i in w.order:
        posts = [math.fsum(f["posts"][i][t] for f in flows.values() if i in f["posts"])
                 for t in years]
        partners[i] = {
            "npv": npv_i[i], "net": partner_net[i], "alone": alone[i],
            "shapley": phi[i], "shapley_se": None,
            "balancing_total": B[i], "balancing_per_year": B[i] / annuity,
            "posts": posts,
            "net_donor": npv_i[i] < -0.5, "worse_than_alone": npv_i[i] < alone[i] - 0.5,
        }

    # READING: a service with one member has an entry in which nothing happens (no pool, no posts);
    # its unit cost of today stands, that of afterwards is null.
    out_services = {}
    for s in services:
        me = ("services", s.id)
        f = flows.get(me)
        D = math.fsum(s.D.values())
        pool = f["pool"] if f else [None] * N
        now = math.fsum(s.c0.values()) / D if D > 0 else None
        after = None
        if D > 0 and pool[N - 1] is not None:
            after = pool[N - 1] / D / (1 + opt(s.d, "service_change", 0.0))
        out_services[s.id] = {
            "npv": npv_of[me], "value": games[me].value, "pool": pool,
            "one_off": f["one_off"] if f else zeros,
            "posts": [math.fsum(f["posts"][i][t] for i in s.members) for t in years] if f else zeros,
            "unit_cost_now": now, "unit_cost_after": after,
        }
    out_categories = {}
    for c in categories:
        me = ("procurement", c.id)
        saving = zeros
        if c.shared:
            by_partner, _ = c.gains(c.members)
            saving = [math.fsum(v[t] for v in by_partner.values()) for t in years]
        out_categories[c.id] = {"npv": npv_of[me], "value": games[me].value, "saving": saving}

    return {
        "npv": npv, "npsv": npsv,
        "full_year": w.first_year + full, "full_year_saving": recurring[full],
        "full_year_cash": cash,
        "one_off_total": math.fsum(total_one),
        "bcr": w.pv(recurring) / pv_one if pv_one != 0 else None,
        "payback_years": payback(total_net) if shared else None,
        "discounted_payback_years":
            payback([w.DF[t] * total_net[t] for t in years]) if shared else None,
        "total_net": total_net, "total_one_off": total_one,
        "partners": partners, "services": out_services, "procurement": out_categories,
        "grand_value": math.fsum(g.value for g in games.values()),
        "blocking": blocking[:50],
        "switching": switching(w, services, categories, npv_of),
    }


if __name__ == "__main__":
    source = open(sys.argv[1], encoding="utf-8") if len(sys.argv) > 1 else sys.stdin
    print(json.dumps(appraise(json.load(source))))
