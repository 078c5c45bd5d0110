#!/usr/bin/env python3
"""Packs published budgets by function into functions.csv: one line a force and kind of service.

    python3 make_functions.py FOLDER > functions.csv

FOLDER holds force_functions_2017_18.csv (CIPFA's Police Objective Analysis, 2017/18 estimates, as the inspectorate
published them), function_flags_2017_18.csv and staff_scaling_2017_2025.csv. Posts are officers, staff and PCSOs; pay is that of officers and staff, so
posts that pay is divided by are officers and staff. A kind with several lines adds them up.
"""

import csv
import sys

KINDS = {
    "human_resources": ["hr"], "finance": ["finance"], "ict": ["ict"], "estates": ["estates"], "fleet": ["fleet"],
    "legal": ["legal"], "training": ["training"], "professional_standards": ["professional_standards"],
    "custody": ["custody"], "firearms": ["firearms"], "dogs": ["dogs"], "major_crime": ["major_investigation"],
    "forensics": ["scenes_of_crime", "external_forensic", "fingerprint_internal_forensic", "photographic", "other_forensic",
                  "inv_support_command"],
    "intelligence": ["intel_command", "intel_analysis", "intel_gathering"],
    "serious_and_organised_crime": ["serious_organised_crime"],
    "control_room": ["control_room"], "roads": ["traffic_units"], "procurement_team": ["procurement"],
}
# what a finance director would not take for the force's own cost; a host's is its own, and is said
UNUSABLE = {"no_fte_recorded": "p", "nothing_recorded": "n", "net_negative": "m", "cost_below_20k_per_fte": "c"}


def number(text):
    return float(text) if text else 0.0


def short(value):
    return str(int(value)) if value == int(value) else f"{value:.2f}".rstrip("0").rstrip(".")


def main(folder):
    with open(f"{folder}/force_functions_2017_18.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    with open(f"{folder}/function_flags_2017_18.csv", encoding="utf-8") as file:
        flags = {(row["force_id"], row["function_key"], row["flag"]) for row in csv.DictReader(file)}
    by = {(row["force_id"], row["function_key"]): row for row in rows}
    # staff in post of 2025 over 2017, or of 2022 where 2025 is not published: what brings posts forward
    with open(f"{folder}/staff_scaling_2017_2025.csv", encoding="utf-8") as file:
        growth = {row["force_id"]: row["ratio_staff_2025_to_2017"] or row["ratio_staff_2022_to_2017"] for row in csv.DictReader(file)}
    forces = sorted({row["force_id"] for row in rows})
    print("force,kind,posts,paid_posts,pay,gross,income,flag")
    for force in forces:
        whole = by[force, "total"]
        print(f"{force},all,{short(number(whole['workforce_fte']))},{growth[force]},{short(number(whole['officers_fte']))},,,")
        for kind, keys in KINDS.items():
            lines = [by[force, key] for key in keys if (force, key) in by]
            add = lambda *columns: sum(number(line[column]) for line in lines for column in columns)
            posts, gross = add("workforce_fte"), add("gre_gbp")
            flag = ""
            if len(keys) == 1:
                flag = next((mark for name, mark in UNUSABLE.items() if (force, keys[0], name) in flags), "")
            elif posts == 0 and gross > 0:
                flag = "p"
            elif gross <= 0:
                flag = "n"
            if not flag and gross > 0 and add("earned_income_gbp") >= 0.15 * gross:
                flag = "h"
            figures = [posts, add("officers_fte", "staff_fte"), add("officer_pay_gbp", "staff_pay_gbp"), gross, add("earned_income_gbp")]
            print(",".join([force, kind] + [short(figure) for figure in figures] + [flag]))


if __name__ == "__main__":
    main(sys.argv[1])
