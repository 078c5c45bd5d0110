#!/usr/bin/env python3
"""Packs the government's major projects portfolio into portfolio.csv: quantiles of cost and slip, last report over first.

    python3 make_portfolio.py FOLDER > portfolio.csv

FOLDER holds gmpp_outturn_2014_2023.csv. Projects with at least three years between two reports; cost that moved more than
tenfold either way is left out (the first figure was a stage, or the scope changed). Type 7 quantiles; the ends are the lowest
and the highest project. An end before the first date counts as on time, and a slip of more than twenty years as an error of
entry, which is left out.
"""

import csv
import sys

CHANCES = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1]


def quantile(values, p):
    values = sorted(values)
    at = (len(values) - 1) * p
    below = int(at)
    above = min(below + 1, len(values) - 1)
    return values[below] + (values[above] - values[below]) * (at - below)


def main(folder):
    with open(f"{folder}/gmpp_outturn_2014_2023.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    print("class,measure,n," + ",".join(str(p) for p in CHANCES))
    for name, fits in [("all", lambda row: True), ("ict", lambda row: row["category"] == "ICT")]:
        cost, slip = [], []
        for row in filter(fits, rows):
            if row["wlc_change_pct"] and row["rescoped_10x"] != "1" and int(row["wlc_last_year"]) - int(row["wlc_first_year"]) >= 3:
                cost.append(1 + float(row["wlc_change_pct"]) / 100)
            if row["end_slip_months"] and float(row["end_slip_months"]) <= 240 and int(row["end_date_last_year"]) - int(row["end_date_first_year"]) >= 3:
                slip.append(max(float(row["end_slip_months"]), 0) / 12)
        for measure, values in [("cost", cost), ("delay", slip)]:
            print(",".join([name, measure, str(len(values))] + [f"{quantile(values, p):.4f}" for p in CHANCES]))


if __name__ == "__main__":
    main(sys.argv[1])
