"""The back-test of section 12 a second time: each published case left out in turn. Prints the counts that the tests hold.

    python3 tests/oracle/backtest.py
"""

import csv
import os

from mpmath import betainc, findroot, mp  # noqa: F401  (pip install mpmath)

from outside import HERE, quantile


def pert(low, likely, high, p):
    a = 1 + 4 * (likely - low) / (high - low)
    b = 1 + 4 * (high - likely) / (high - low)
    lo, hi = 0.0, 1.0
    for _ in range(200):
        mid = (lo + hi) / 2
        if betainc(a, b, 0, mid, regularized=True) < p:
            lo = mid
        else:
            hi = mid
    return low + (high - low) * lo


def main():
    with open(os.path.join(HERE, "../../core/src/evidence/data/outturns.csv"), encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    groups = {
        "owner": [float(r["value"]) for r in rows if r["measure"] == "saving" and r["counted"] == "owner"],
        "audit": [float(r["value"]) for r in rows if r["measure"] == "saving" and r["counted"] == "audit"],
        "cost": [float(r["value"]) for r in rows if r["measure"] == "cost"],
        "years": [float(r["value"]) / 12 for r in rows if r["measure"] == "months"],
    }
    inside = {"owner": (0.75, 1, 1.5), "audit": (0.75, 1, 1.5), "cost": (0.9, 1, 1.56), "years": (0, 0, 1)}
    for name, values in groups.items():
        counts = [0, 0, 0, 0]
        for n, value in enumerate(values):
            others = values[:n] + values[n + 1:]
            for k, (low, high) in enumerate(((0.1, 0.9), (0.25, 0.75))):
                counts[k] += quantile(others, low) <= value <= quantile(others, high)
                counts[2 + k] += pert(*inside[name], low) <= value <= pert(*inside[name], high)
        print(name, len(values), *counts)


if __name__ == "__main__":
    main()
