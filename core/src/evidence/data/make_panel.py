#!/usr/bin/env python3
"""Packs six years of budgets by function into panel.csv: gross revenue expenditure, £000, nominal, one line a force and kind.

    python3 make_panel.py FOLDER > panel.csv

FOLDER holds force_function_panel_2012_2017.csv, CIPFA's Police Objective Analysis as the inspectorate published it each year.
A kind is left out where the panel has not all of its lines.
"""

import csv
import sys

from make_functions import KINDS

YEARS = ["2012-13", "2013-14", "2014-15", "2015-16", "2016-17", "2017-18"]
# of forensics and intelligence the panel has other lines than the budgets of 2017/18
PANEL = {kind: keys for kind, keys in KINDS.items() if kind not in ("forensics", "roads")} | {
    "intelligence": ["intelligence"],
    "forensics": ["scenes_of_crime", "external_forensic", "fingerprint_internal_forensic", "other_forensic"],
}


def main(folder):
    with open(f"{folder}/force_function_panel_2012_2017.csv", encoding="utf-8") as file:
        by = {(row["force_id"], row["function_key"], row["financial_year"]): row["gre_gbp"] for row in csv.DictReader(file)}
    forces = sorted({force for force, _, _ in by})
    print("force,kind," + ",".join(year[:4] for year in YEARS))
    for force in forces:
        for kind, keys in PANEL.items():
            figures = []
            for year in YEARS:
                cells = [by.get((force, key, year), "") for key in keys]
                figures.append(str(round(sum(float(cell) for cell in cells) / 1000)) if all(cells) else "")
            if any(figures):
                print(",".join([force, kind] + figures))


if __name__ == "__main__":
    main(sys.argv[1])
