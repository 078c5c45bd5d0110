"""Clearing a second time, from section 14 of the method alone.

    python3 tests/oracle/market.py        writes market_cases.json

60 markets drawn from a seed. Every year is a linear programme of its own, solved in exact fractions by the simplex method; the lowest and
the highest price of an offer are what one more and one less of its capacity would be worth.
"""

import json
import os
import random
from fractions import Fraction as F

HERE = os.path.dirname(os.path.abspath(__file__))
NOW, OPEN = 2026, 10
LITTLE = F(1, 10**7)


def simplex(c, rows, b):
    """The most of c x with rows x <= b, x >= 0, b >= 0; Bland's rule."""
    m, n = len(rows), len(c)
    table = [list(rows[i]) + [F(int(i == j)) for j in range(m)] + [b[i]] for i in range(m)]
    z = [-x for x in c] + [F(0)] * m + [F(0)]
    basis = [n + i for i in range(m)]
    while True:
        enter = next((j for j in range(n + m) if z[j] < 0), None)
        if enter is None:
            return z[-1]
        ratios = [(table[i][-1] / table[i][enter], basis[i], i) for i in range(m) if table[i][enter] > 0]
        _, _, leave = min(ratios)
        pivot = table[leave][enter]
        table[leave] = [x / pivot for x in table[leave]]
        for row in table[:leave] + table[leave + 1:] + [z]:
            k = row[enter]
            if k:
                row[:] = [x - k * y for x, y in zip(row, table[leave])]
        basis[leave] = enter


class Market:
    def __init__(self, market):
        self.offers = [(o, F(str(o["capacity"]))) for o in market["offers"]]
        self.needs = [(n, F(str(n["volume"]))) for n in market["needs"]]
        lines = market["offers"] + market["needs"]
        starts = [l["from"] for l in lines if l["from"] is not None]
        ends = [l["until"] for l in lines if l["until"] is not None]
        self.first = min([min(starts, default=NOW)] + ends)
        self.last = max(starts + ends, default=self.first)
        if any(l["until"] is None for l in lines):
            self.last = max(self.last, self.first + OPEN - 1)

    def years(self, line):
        first = self.first if line["from"] is None else line["from"]
        last = self.last if line["until"] is None else line["until"]
        return set(range(first, last + 1))

    def worth(self, o, n):
        common = len(self.years(o) & self.years(n))
        if o["force"] == n["force"] or o["function"] != n["function"] or o["unit"] != n["unit"] or not common:
            return None
        w = F(str(n["cost_now"])) - F(str(o["price"])) - F(str(o["set_up"])) / (F(str(n["volume"])) * common)
        return w if w > 0 else None

    def solve(self, year, more=None):
        """The worth of a year, with a little more or less of one offer's capacity."""
        offers = [(o, c + (more[1] if more and more[0] == o["id"] else 0)) for o, c in self.offers if year in self.years(o)]
        needs = [(n, v) for n, v in self.needs if year in self.years(n)]
        pairs = [(i, j, self.worth(o, n)) for i, (o, _) in enumerate(offers) for j, (n, _) in enumerate(needs)]
        pairs = [p for p in pairs if p[2] is not None]
        if not pairs:
            return F(0)
        rows = [[F(int(p[0] == i)) for p in pairs] for i in range(len(offers))]
        rows += [[F(int(p[1] == j)) for p in pairs] for j in range(len(needs))]
        return simplex([p[2] for p in pairs], rows, [c for _, c in offers] + [v for _, v in needs])

    def result(self):
        if not self.offers + self.needs:
            return {"value": 0, "years": None, "spans": {}}
        total, spans = F(0), {}
        for year in range(self.first, self.last + 1):
            value = self.solve(year)
            total += value
            for o, _ in self.offers:
                if year in self.years(o):
                    low = (self.solve(year, (o["id"], LITTLE)) - value) / LITTLE
                    high = (value - self.solve(year, (o["id"], -LITTLE))) / LITTLE
                    price = F(str(o["price"]))
                    spans.setdefault(o["id"], {})[str(year)] = [float(price + low), float(price + high)]
        return {"value": float(total), "years": [self.first, self.last], "spans": spans}


def drawn(rng, case):
    forces = ["kent", "essex", "surrey", "sussex", "dorset", "north wales"][: rng.randint(2, 6)]
    functions = ["human_resources", "fleet", "forensics"][: rng.randint(1, 2)]
    # a coarse grid of prices makes ties
    grid = rng.choice([1, 500, 5000])

    def years():
        a = rng.choice([None, rng.randint(2025, 2031)])
        b = rng.choice([None, rng.randint(2028, 2036)])
        return (a, b) if a is None or b is None or a <= b else (b, a)

    def line(n, side):
        a, b = years()
        if case % 6 == 0:
            a, b = None, None
        one = {
            "id": f"{side}{n}", "force": rng.choice(forces), "function": rng.choice(functions),
            "unit": rng.choice(["posts"] * 5 + ["jobs"]), "from": a, "until": b, "note": "",
        }
        amount = rng.choice([rng.randint(1, 40), round(rng.uniform(0.5, 30), 2)])
        price = rng.randint(20000, 60000) // grid * grid
        if side == "o":
            one |= {"capacity": amount, "price": price, "set_up": rng.choice([0, 0, rng.randint(1, 80000)])}
        else:
            one |= {"volume": amount, "cost_now": price + rng.choice([0, 5000])}
        return one

    market = {
        "schema": 1,
        "offers": [line(n, "o") for n in range(rng.randint(2, 7))],
        "needs": [line(n, "n") for n in range(rng.randint(2, 8))],
    }
    if case == 3:
        market["offers"] = []
    if case == 4:
        market["needs"] = market["needs"][:1]
    if case == 5:
        for o in market["offers"]:
            o["price"] = 90000
    if case == 7:
        for o in market["offers"]:
            o["from"], o["until"] = 2040, 2041
        for n in market["needs"]:
            n["from"], n["until"] = 2026, 2030
    return market


def main():
    rng = random.Random(20261127)
    cases = []
    for case in range(60):
        market = drawn(rng, case)
        cases.append({"market": market, "expected": Market(market).result()})
    with open(os.path.join(HERE, "market_cases.json"), "w") as file:
        json.dump(cases, file)
        file.write("\n")
    print(sum(1 for c in cases if c["expected"]["value"] > 0), "of 60 trade")


main()
