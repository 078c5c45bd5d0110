"""Reference values of Erlang's loss formula in its continuous form, with mpmath at 40 digits: writes erlang.json.

1/B = a * integral of exp(-a y) (1 + y)^c over y from 0, which is a^(-c) e^a Gamma(c + 1, a)."""

import json
import pathlib

import mpmath as mp

mp.mp.dps = 40


def loss(c, a):
    c, a = mp.mpf(c), mp.mpf(a)
    return mp.exp(c * mp.log(a) - a - mp.log(mp.gammainc(c + 1, a)))


servers = [0.1, 0.35, 0.5, 0.7, 1, 1.4, 2, 2.5, 3.64, 5, 7.25, 10, 17.3, 26, 40, 75.5, 100, 150, 250.75, 400, 640, 1000]
loads = [0.001, 0.05, 0.4, 1, 2.6, 5, 8.4, 12, 20, 28, 55, 90, 130, 200, 260, 390, 500, 640, 800, 1000]
rows = [[c, a, float(mp.nstr(loss(c, a), 17))] for c in servers for a in loads]
pathlib.Path(__file__).with_name("erlang.json").write_text("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")
