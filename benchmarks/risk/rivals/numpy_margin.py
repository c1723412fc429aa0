"""Margin of portfolios of 20 positions from arrays of 64 scenarios, with NumPy int64: prints nanoseconds per portfolio."""
import time

import numpy as np

INSTRUMENTS, SCENARIOS, POSITIONS, PORTFOLIOS = 2_000, 64, 20, 100_000
random = np.random.default_rng(20)
arrays = random.integers(-10**9, 10**9, (INSTRUMENTS, SCENARIOS), dtype=np.int64)
instruments = random.integers(0, INSTRUMENTS, (PORTFOLIOS, POSITIONS))
contracts = random.integers(-50, 51, (PORTFOLIOS, POSITIONS), dtype=np.int64)
extra = np.where(contracts < 0, -contracts, 0).sum(axis=1)


def one_by_one(first, last):
    for p in range(first, last):
        (contracts[p] @ arrays[instruments[p]] + extra[p]).max()


def together(chunk):
    for first in range(0, PORTFOLIOS, chunk):
        part = slice(first, first + chunk)
        sums = np.einsum("pi,pik->pk", contracts[part], arrays[instruments[part]])
        (sums + extra[part, None]).max(axis=1)


def best(run, count):
    times = []
    for _ in range(5):
        begin = time.process_time()
        run()
        times.append(time.process_time() - begin)
    return min(times) / count * 1e9


results = {"one by one": best(lambda: one_by_one(0, 20_000), 20_000)}
for size in (64, 512, 4096):
    results[f"{size} at once"] = best(lambda size=size: together(size), PORTFOLIOS)
for name, nanoseconds in results.items():
    print(f"numpy int64, {name}: {nanoseconds:.0f} ns per portfolio")
