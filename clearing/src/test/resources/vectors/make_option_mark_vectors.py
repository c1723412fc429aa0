#!/usr/bin/env python3
"""Prints option-marks.csv: values of options and payoffs rounded to the tick, at 50 digits.

Vectors of `tenor.clearing.oracle.OptionValue`. Prices and ticks are in 10^-8, vol and rate in 10^-9, times in milliseconds
of a year of 365 days. A payoff is `start slope strike:change:jump ...`, an option `C` or `P` and its strike. Rows whose
value is within a hundredth of a tick of the middle between two are left out.
"""
import random
from decimal import Decimal as D, ROUND_HALF_EVEN, getcontext

getcontext().prec = 50
PI = D("3.14159265358979323846264338327950288419716939937510582097494")
YEAR = 365 * 86_400_000
ONE = D(10) ** 9


def cdf(x):
    """The normal distribution function: half, and the density times x + x^3/3 + x^5/15 + ..."""
    if abs(x) > 14:
        return D(1) if x > 0 else D(0)
    term = total = x
    n = 1
    while abs(term) > D("1e-48"):
        n += 2
        term = term * x * x / n
        total += term
    return D("0.5") + total * (-x * x / 2).exp() / (2 * PI).sqrt()


def call_and_digital(f, k, vol, t):
    s = vol * t.sqrt()
    if s < D("1e-5"):
        return max(f - k, D(0)), D(1) if f > k else D(0)
    d1 = (f / k).ln() / s + s / 2
    return f * cdf(d1) - k * cdf(d1 - s), cdf(d1 - s)


rng = random.Random(5)
print("terms,forward,vol,tenor,rate,tick,price")
made = 0
while made < 300:
    f = rng.choice([100_000_000, 279_000_000_000, rng.randrange(10**6, 10**10), rng.randrange(10**10, 10**12)])
    vol = rng.choice([10**7, 4 * 10**9, rng.randrange(5 * 10**7, 10**9)])
    tenor = rng.choice([60_000, 86_400_000, YEAR // 12, YEAR, 10 * YEAR, rng.randrange(60_000, 2 * YEAR)])
    rate = rng.choice([0, 0, 25_000_000, -10_000_000, 300_000_000])
    tick = rng.choice([1 if f < 10**10 else 100, 1000, 1_000_000, 5_000_000])
    t, sigma, forward = D(tenor) / YEAR, D(vol) / ONE, D(f)
    deviation = min(sigma * t.sqrt(), D(1))
    strikes = sorted({max(1, int(forward * (deviation * D(rng.uniform(-3, 3))).exp())) for _ in range(3)})
    if rng.random() < 0.6:
        side, k = rng.choice("CP"), strikes[0]
        call, _ = call_and_digital(forward, D(k), sigma, t)
        value = call if side == "C" else call - forward + k
        terms = f"{side} {k}"
    else:
        start, slope = rng.randrange(0, 10**10), rng.choice([0, 10**9, -5 * 10**8])
        value = start + D(slope) / ONE * forward
        terms = f"{start} {slope}"
        for k in strikes:
            change, jump = rng.choice([0, 10**9, -10**9, 333_333_333]), rng.choice([0, 0, 10**9, -10**8])
            call, digital = call_and_digital(forward, D(k), sigma, t)
            value += D(change) / ONE * call + jump * digital
            terms += f" {k}:{change}:{jump}"
    value = max(D(0), value * (-D(rate) / ONE * t).exp()) / tick
    if value * tick > D(2) ** 61 or abs(value % 1 - D("0.5")) < D("0.01"):
        continue
    made += 1
    print(f"{terms},{f},{vol},{tenor},{rate},{tick},{int(value.quantize(D(1), ROUND_HALF_EVEN)) * tick}")
