"""QuantLib's analytic European engine through Python: price and four greeks per option after a move of the quote; prints nanoseconds."""
import math
import random
import time

import QuantLib as ql

COUNT, ROUNDS = 256, 20
random.seed(76)
today = ql.Date(20, 11, 2026)
ql.Settings.instance().evaluationDate = today
day = ql.Actual365Fixed()
options = []
for i in range(COUNT):
    forward = 100 + 5_000 * random.random()
    quote = ql.SimpleQuote(forward)
    rate = ql.YieldTermStructureHandle(ql.FlatForward(today, 0.02, day))
    vol = ql.BlackVolTermStructureHandle(ql.BlackConstantVol(today, ql.NullCalendar(), 0.1 + random.random(), day))
    process = ql.BlackProcess(ql.QuoteHandle(quote), rate, vol)
    kind = ql.Option.Call if i % 2 == 0 else ql.Option.Put
    strike = forward * math.exp(0.2 * random.gauss(0, 1))
    option = ql.VanillaOption(ql.PlainVanillaPayoff(kind, strike), ql.EuropeanExercise(today + random.randint(8, 730)))
    option.setPricingEngine(ql.AnalyticEuropeanEngine(process))
    options.append((option, quote, forward))


def run():
    total = 0.0
    for round_number in range(ROUNDS):
        for option, quote, forward in options:
            quote.setValue(forward * (1 + 1e-6 * round_number))
            total += option.NPV() + option.delta() + option.gamma() + option.vega() + option.theta()
    return total


best = None
for _ in range(7):
    begin = time.process_time()
    run()
    spent = (time.process_time() - begin) / (COUNT * ROUNDS) * 1e9
    best = spent if best is None else min(best, spent)
print(f"QuantLib {ql.__version__} through Python: {best:.0f} ns per option")
