"""Ranges and leaving a second time, on the appraisal of oracle.py: method, sections 6 and 8.

Writes risk_cases.json: for scenarios of cases.json the tornado, with quantiles of the beta distribution from mpmath; for
some of them the statistics of draws from Python's own generator, with their standard errors; and what leaving costs, for
each partner and year. Figures have 12 digits. A few minutes: pip install mpmath, then python3 tests/oracle/risk.py
"""

import json
import math
import os
import random
import statistics

import mpmath

from oracle import Category, Service, World, keys, opt, sub, with_path

HERE = os.path.dirname(os.path.abspath(__file__))
mpmath.mp.dps = 30
RANGES = {"one_off": (0.9, 1, 1.56), "delay": (0, 0, 1), "convergence": (0.5, 1, 1), "items": (0.5, 1, 1.2)}
DRAWS = 3000


def quantile(low, likely, high, p):
    """PERT by inversion of the regularised incomplete beta function."""
    if low == high:
        return low
    a = 1 + 4 * mpmath.mpf(likely - low) / (high - low)
    b = 1 + 4 * mpmath.mpf(high - likely) / (high - low)
    lo, hi = mpmath.mpf(0), mpmath.mpf(1)
    for _ in range(70):
        mid = (lo + hi) / 2
        if mpmath.betainc(a, b, 0, mid, regularized=True) < p:
            lo = mid
        else:
            hi = mid
    return float(low + (high - low) * (lo + hi) / 2)


def ranges_of(scenario):
    """The four inputs of each shared item: name, and its range."""
    given = sub(scenario, "uncertainty")

    def rng(name):
        spread = sub(given, name)
        return tuple(opt(spread, end, default) for end, default in zip(("low", "likely", "high"), RANGES[name]))

    out = []
    for kind in ("services", "procurement"):
        for d in opt(scenario, kind, []):
            if len(d["members"]) < 2:
                continue
            pre = kind + "." + d["id"] + "."
            if kind == "procurement" and opt(d, "mode", "rate") == "items":
                saving = rng("items")
            else:
                saving = tuple(d["saving"][end] for end in ("low", "likely", "high"))
            out.append((pre + "saving", saving))
            out.append((pre + "one_off", rng("one_off")))
            if kind == "services" and opt(sub(d, "convergence"), "target", "none") != "none":
                out.append((pre + "convergence", rng("convergence")))
            out.append((pre + "go_live", rng("delay")))
    return out


def items_at(world, scenario, values, whole):
    """The shared items with their inputs at `values`; `whole` says which whole slip of go-live each has."""
    out = []
    for kind in ("services", "procurement"):
        for d in opt(scenario, kind, []):
            if len(d["members"]) < 2:
                continue
            pre = kind + "." + d["id"] + "."
            d = with_path(d, ["go_live"], d["go_live"] + whole[pre + "go_live"])
            items = kind == "procurement" and opt(d, "mode", "rate") == "items"
            if not items:
                d = with_path(d, ["saving", "likely"], values[pre + "saving"])
            if pre + "convergence" in values:
                # READING: the share of the gap that is closed never passes the whole gap
                share = min(1.0, opt(sub(d, "convergence"), "share", 1.0) * values[pre + "convergence"])
                d = with_path(d, ["convergence", "share"], share)
            if kind == "services":
                out.append((pre, Service(world, d, factor=values[pre + "one_off"])))
            else:
                factor = values[pre + "saving"] if items else 1.0
                out.append((pre, Category(world, d, factor=values[pre + "one_off"], saving_factor=factor)))
    return out


def partner_values(world, scenario, values):
    """Present value by item and partner; part years of delay lie between the whole ones on either side."""
    out = {}
    for up in (0, 1):
        whole = {k: math.floor(v) + up for k, v in values.items() if k.endswith("go_live")}
        for pre, item in items_at(world, scenario, values, whole):
            part = values[pre + "go_live"] % 1
            weight = part if up else 1 - part
            if weight:
                for i, net in item.partner_nets().items():
                    out[pre, i] = out.get((pre, i), 0.0) + weight * world.pv(net)
    return out


def tornado(world, scenario, ranges):
    likely = {name: r[1] for name, r in ranges}

    def npv(values):
        return math.fsum(partner_values(world, scenario, values).values())

    bars = []
    for name, (low, mode, high) in ranges:
        ends = [npv(likely | {name: quantile(low, mode, high, p)}) for p in (0.1, 0.9)]
        bars.append({"input": name, "low": ends[0], "high": ends[1]})
    return bars


def draws(world, scenario, ranges, seed):
    """Mean and quantiles of the net present value, chances of loss and of being a net donor, by own draws."""
    rng = random.Random(seed)
    rho = opt(sub(scenario, "uncertainty"), "correlation", 0.3)
    grid = [n / 20 for n in range(-100, 101)]
    tables = {}
    for _, r in ranges:
        if r not in tables:
            tables[r] = [quantile(*r, mpmath.ncdf(z)) for z in grid]

    def at(r, z):
        place = (min(max(z, -4.999), 4.999) + 5) * 20
        k = int(place)
        return tables[r][k] + (place - k) * (tables[r][k + 1] - tables[r][k])

    balancing = sub(scenario, "balancing")
    annuity = math.fsum(world.DF)
    npvs, donors = [], {i: 0 for i in world.order}
    for _ in range(DRAWS):
        common = rng.gauss(0, 1)
        values = {}
        for name, r in ranges:
            sign = -1 if name.endswith(("one_off", "go_live")) else 1
            values[name] = at(r, sign * (math.sqrt(rho) * common + math.sqrt(1 - rho) * rng.gauss(0, 1)))
        found = partner_values(world, scenario, values)
        npvs.append(math.fsum(found.values()))
        for i in world.order:
            own = math.fsum(v for (_, who), v in found.items() if who == i) - opt(balancing, i, 0) * annuity
            donors[i] += own < -0.5
    ordered = sorted(npvs)

    def between(p):
        """Where the quantile lies with 99.99 chances in 100, by order statistics."""
        half = 4 * math.sqrt(DRAWS * p * (1 - p))
        return [ordered[int(DRAWS * p - half)], ordered[min(int(DRAWS * p + half), DRAWS - 1)]]

    return {
        "mean": statistics.fmean(npvs), "standard_error": statistics.stdev(npvs) / math.sqrt(DRAWS),
        "p10": between(0.1), "p50": between(0.5), "p90": between(0.9),
        "chance_of_loss": sum(v < 0 for v in npvs) / DRAWS,
        "net_donor": {i: n / DRAWS for i, n in donors.items()}, "draws": DRAWS,
    }


AGREEMENT = {"exit_rule": "none", "reprovision_rate": 0.25, "host_reprovision": 0.2, "hosted_share": 1.0,
             "dual_running_months": 3, "dual_running_share": 0.5, "stranded_share": 0.05, "stranded_years": 1}


def others_alone(world, scenario, gone):
    """Nets of everything without one partner, by year, of all who stay; savings are measured against the old group."""
    out = [0.0] * world.N
    for kind, make in (("services", Service), ("procurement", Category)):
        for d in opt(scenario, kind, []):
            rest = [i for i in d["members"] if i != gone]
            if len(rest) < 2:
                continue
            d = dict(d, scale_reference=opt(d, "scale_reference", d["members"]), members=rest)
            for net in make(world, d).partner_nets().values():
                out = [a + b for a, b in zip(out, net)]
    return out


def leaving(world, scenario):
    rules = {key: opt(sub(scenario, "agreement"), key, default) for key, default in AGREEMENT.items()}
    balancing = sub(scenario, "balancing")
    nets = {i: [-opt(balancing, i, 0)] * world.N for i in world.order}
    services = [Service(world, d) for d in opt(scenario, "services", []) if len(d["members"]) > 1]
    categories = [Category(world, d) for d in opt(scenario, "procurement", []) if len(d["members"]) > 1]
    for item in services + categories:
        for i, net in item.partner_nets().items():
            nets[i] = [a + b for a, b in zip(nets[i], net)]
    out = {}
    for p in world.order:
        if not any(p in item.members for item in services + categories):
            continue
        rest = others_alone(world, scenario, p)
        years = []
        for y in range(world.N):
            own = others = dual = stranded = 0.0
            for s in services:
                if p not in s.members or y < s.L:
                    continue
                host = s.d.get("host")
                rate = rules["reprovision_rate"]
                own += rate * s.c(p, y) * (rules["host_reprovision"] if host == p else 1)
                staying = [i for i in s.members if i != p]
                if host == p:
                    others += rate * rules["hosted_share"] * math.fsum(s.c(i, y) for i in staying)
                elif len(staying) == 1:
                    one = staying[0]
                    others += rate * s.c(one, y) * (rules["host_reprovision"] if host == one else 1)
                charge = keys(world, s.members, s.d.get("sharing"), s.c0)[p] * s.flows(s.members)["pool"][y]
                dual += rules["dual_running_months"] / 12 * rules["dual_running_share"] * charge
                stranded += rules["stranded_share"] * charge * rules["stranded_years"]
            to_others = {"none": 0.0, "reprovision_only": others, "stranded": others + stranded}[rules["exit_rule"]]
            paid = own + dual + to_others

            def later(flow):
                return math.fsum(world.DF[t] * flow[t] for t in range(y + 1, world.N))

            forgone = later(nets[p])
            staying = later([math.fsum(nets[i][t] for i in world.order if i != p) for t in range(world.N)])
            years.append({
                "own_reprovision": own, "others_reprovision": others, "dual_running": dual, "stranded": stranded,
                "paid": paid, "forgone": forgone, "cost": world.DF[y] * paid + forgone, "rest": later(rest),
                "others_lose": staying - later(rest) + world.DF[y] * (others + stranded - to_others),
            })
        back = [y for y in range(world.N) if years[y]["cost"] <= 0]
        first = back[-1] + 1 if back else 0
        out[p] = {"years": years, "no_way_back": first if first < world.N else None}
    return out


def rounded(value):
    if isinstance(value, float):
        return float(f"{value:.12g}")
    if isinstance(value, dict):
        return {k: rounded(v) for k, v in value.items()}
    if isinstance(value, list):
        return [rounded(v) for v in value]
    return value


def main():
    with open(os.path.join(HERE, "cases.json"), encoding="utf-8") as file:
        cases = json.load(file)
    wanted = ["go-live-at-the-end-of-the-horizon", "one-year", "thirty-years", "borne-own-custom-key-grant-bias",
              "growth-planned-vat-officers-parallel", "convergence-lowest", "convergence-benchmark-start-late",
              "reference-of-two-members-capped", "items-lowest", "items-average", "balancing-adopted", "never-pays-back"]
    wanted += [f"random-{n:02}" for n in range(1, 23)]
    out = []
    for n, name in enumerate(wanted):
        scenario = json.loads(json.dumps(next(c for c in cases if c["name"] == name)["scenario"]))
        rng = random.Random(1000 + n)
        scenario["uncertainty"] = [
            {}, {"correlation": 0.0, "delay": {"low": 0, "likely": 0.5, "high": 2.5}},
            {"correlation": 1.0, "one_off": {"low": 0.5, "likely": 1.2, "high": 3}},
            {"convergence": {"low": 0.2, "likely": 0.9, "high": 1.6}, "items": {"low": 0.4, "likely": 0.4, "high": 2},
             "delay": {"low": 1, "likely": 1, "high": 1}},
        ][n % 4]
        scenario["agreement"] = {
            "exit_rule": ["none", "reprovision_only", "stranded"][n % 3], "reprovision_rate": rng.choice([0, 0.25, 0.6]),
            "host_reprovision": rng.choice([0, 0.2, 1]), "hosted_share": rng.choice([0.3, 1]),
            "dual_running_months": rng.choice([0, 3, 18]), "dual_running_share": rng.choice([0.5, 1]),
            "stranded_share": rng.choice([0.05, 0.3]), "stranded_years": rng.choice([1, 3]),
        }
        for d in opt(scenario, "services", []):
            if len(d["members"]) > 1 and opt(d, "host", None) is None and rng.random() < 0.7:
                d["host"] = rng.choice(d["members"])
        world = World(scenario)
        ranges = ranges_of(scenario)
        expected = {"tornado": tornado(world, scenario, ranges), "leaving": leaving(world, scenario)}
        if n >= len(wanted) - 8:
            expected["draws"] = draws(world, scenario, ranges, n)
        out.append({"name": name, "scenario": scenario, "expected": expected})
    with open(os.path.join(HERE, "risk_cases.json"), "w", encoding="utf-8") as file:
        json.dump(rounded(out), file, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main()
