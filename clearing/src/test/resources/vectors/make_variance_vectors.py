#!/usr/bin/env python3
"""Prints variance.csv: model-free implied variance of smiles, by a fine sum over d2 instead of over option prices.

Vectors of `tenor.clearing.fixed.ModelFree`, in percent squared. With f(k) = (k + w/2) / sqrt(w), which is -d2, the fair
total variance is the mean of w under the normal law of f (Gatheral, "The Volatility Surface", 2006, ch. 11): no option is
priced.
"""
import math
import random

YEAR = 365 * 86_400_000


def smile(vols, step, time):
    """Total variance as a function of ln(K / F): see make_smile_vectors.py for the exact form."""
    t = time / YEAR
    w = [(vol / 1e9) ** 2 * t for vol in vols]
    n = len(w) // 2
    h = step / 1e9 * math.sqrt(w[n])
    sec = [b - a for a, b in zip(w, w[1:])]
    slope = [0.0] * len(w)
    for i in range(1, len(w) - 1):
        a, b = sec[i - 1], sec[i]
        if a * b > 0:
            slope[i] = math.copysign(min(abs(a + b) / 2, 3 * abs(a), 3 * abs(b)), a)
    slope[0] = min(0.0, 2 * sec[0] - slope[1])
    slope[-1] = max(0.0, 2 * sec[-1] - slope[-2])

    def total(k):
        x = k / h + n
        if x <= 0:
            return w[0] + slope[0] * x
        if x >= 2 * n:
            return w[-1] + slope[-1] * (x - 2 * n)
        i = min(int(x), 2 * n - 1)
        u = x - i
        return (
            (1 + 2 * u) * (1 - u) ** 2 * w[i]
            + u * (1 - u) ** 2 * slope[i]
            + u * u * (3 - 2 * u) * w[i + 1]
            + u * u * (u - 1) * slope[i + 1]
        )

    return total, h


def fair(vols, step, time):
    total, h = smile(vols, step, time)
    deviation = math.sqrt(total(0))
    points = 40_000
    law = lambda x: 0.5 * math.erfc(-x / math.sqrt(2))
    ks = [deviation * 14 * (2 * i / points - 1) for i in range(points + 1)]
    ws = [total(k) for k in ks]
    fs = [(k + w / 2) / math.sqrt(w) for k, w in zip(ks, ws)]
    assert all(a < b for a, b in zip(fs, fs[1:]))
    mean = sum((a + b) / 2 * (law(g) - law(f)) for a, b, f, g in zip(ws, ws[1:], fs, fs[1:]))
    return mean * YEAR / time


rng = random.Random(30)
print("vols,step,time,variance")
for _ in range(60):
    n = rng.choice([3, 5, 8])
    atm, skew, curve = rng.uniform(0.05, 0.6), rng.uniform(-0.15, 0.05), rng.uniform(0, 0.015)
    step = rng.choice([0.25, 0.5, 0.4])
    vols = [int(1e9 * atm * (1 + skew * i * step + curve * (i * step) ** 2)) for i in range(-n, n + 1)]
    time = rng.choice([30, 30, 7, 90]) * 86_400_000
    print(f"{' '.join(map(str, vols))},{int(step * 1e9)},{time},{fair(vols, int(step * 1e9), time) * 1e4:.8f}")
