#!/usr/bin/env python3
"""Prints smile.csv: volatilities of smiles at strikes, at 60 digits, from the definitions alone.

Vectors of `tenor.clearing.fixed.KnotSmile` and `BlendedSmile`. Volatilities and step are in 10^-9, times in milliseconds. A
row without later knots is one smile; with them, the smile at `time` between the two (times measured from one moment);
with `later` = "flat", the smile at `time` after the first one's.
"""
import random
from decimal import Decimal as D, ROUND_HALF_EVEN, getcontext

getcontext().prec = 60
UNIT = D(10) ** 9
MOST = D(16)


def inner(left, right):
    """The slope at a knot between two secants."""
    if left * right <= 0:
        return D(0)
    sign = 1 if left > 0 else -1
    return sign * min(abs(left + right) / 2, 3 * abs(left), 3 * abs(right))


def end(secant, neighbour, outward):
    """The slope at the last knot: a parabola's, but not inwards."""
    slope = 2 * secant - neighbour
    return slope if slope * outward > 0 else D(0)


def smile(vols, step, time, year):
    """The variance as a function of ln(K / F)."""
    v = [(D(vol) / UNIT) ** 2 for vol in vols]
    n = len(v) // 2
    knots = [i * D(step) / UNIT * (D(vols[n]) / UNIT) * (D(time) / D(year)).sqrt() for i in range(-n, n + 1)]
    h = knots[n + 1]
    secants = [(b - a) / h for a, b in zip(v, v[1:])]
    slopes = [inner(left, right) for left, right in zip(secants, secants[1:])]
    slopes = [end(secants[0], slopes[0], -1)] + slopes + [end(secants[-1], slopes[-1], 1)]

    def variance(k):
        if k <= knots[0]:
            return min(MOST, v[0] + slopes[0] * (k - knots[0]))
        if k >= knots[-1]:
            return min(MOST, v[-1] + slopes[-1] * (k - knots[-1]))
        i = max(j for j in range(len(knots)) if knots[j] <= k)
        t = (k - knots[i]) / h
        # The four Hermite polynomials.
        return (
            (2 * t**3 - 3 * t**2 + 1) * v[i]
            + (t**3 - 2 * t**2 + t) * h * slopes[i]
            + (3 * t**2 - 2 * t**3) * v[i + 1]
            + (t**3 - t**2) * h * slopes[i + 1]
        )

    return variance


def between(near, t1, far, t2, t):
    share = D(t - t1) / D(t2 - t1)
    return lambda k: ((1 - share) * near(k) * t1 + share * far(k) * t2) / t


def after(near, t1, t):
    return lambda k: (near(k) * t1 + near(D(0)) * (t - t1)) / t


rng = random.Random(20261121)
DAY = 86_400_000


def some_vols():
    n = rng.choice([1, 2, 5, 5, 5, 16])
    atm = rng.choice([10_000_000, 4_000_000_000, rng.randrange(50_000_000, 900_000_000)])
    kind = rng.randrange(3)
    vols = []
    for i in range(-n, n + 1):
        z = i / n
        if kind == 0:
            vol = atm * (1 - 0.25 * z + 0.12 * z * z)
        elif kind == 1:
            vol = atm * rng.uniform(0.6, 1.6)
        else:
            vol = atm
        vols.append(min(4_000_000_000, max(10_000_000, int(vol))))
    return vols


print("vols,step,time,year,later,laterTime,at,strike,forward,vol")
for _ in range(400):
    year = 365 * rng.choice([DAY, DAY, 60_000])
    vols, step = some_vols(), rng.choice([100_000_000, 500_000_000, 2_000_000_000, rng.randrange(10**8, 2 * 10**9)])
    time = rng.choice([year // 525_600, year // 365, year // 12, year, 10 * year, rng.randrange(1000, 10 * year)])
    at, later, later_time = time, None, 0
    form = rng.randrange(4)
    variance = smile(vols, step, time, year)
    if form == 2:
        later, later_time = some_vols(), time + rng.randrange(2, year)
        at = rng.randrange(time + 1, later_time)
        variance = between(variance, time, smile(later, step, later_time, year), later_time, at)
    if form == 3:
        later, at = "flat", time + rng.randrange(1, year)
        variance = after(variance, time, at)
    forward = rng.choice([1, 100_000_000, rng.randrange(10**6, 10**15), 2**55])
    spread = D(rng.choice([1, 1, 1, 10])) * D(vols[len(vols) // 2]) / UNIT * (D(time) / D(year)).sqrt()
    ratio = min(D(3), max(D(-3), spread * D(rng.uniform(-3, 3)))).exp()
    strike = max(1, int(forward * ratio))
    vol = variance((D(strike) / D(forward)).ln()).sqrt() * UNIT
    rounded = int(vol.quantize(D(1), ROUND_HALF_EVEN))
    later_text = later if isinstance(later, str) else "" if later is None else " ".join(map(str, later))
    print(f"{' '.join(map(str, vols))},{step},{time},{year},{later_text},{later_time},{at},{strike},{forward},{rounded}")
