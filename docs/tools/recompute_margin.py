#!/usr/bin/env python3
"""Computes the margin of an account from the replication file and the account's positions.

    tenor query arrays --out arrays.json
    tenor query account 1001 --height HEIGHT -o json > 1001.json
    python3 recompute_margin.py arrays.json 1001.json [OTHERS_OF_THE_GROUP.json ...]

HEIGHT is that of arrays.json. Prints what the account has and needs in each asset, and fails if the
node's answer in the account's file says otherwise. Written from docs/formats/replication.md alone,
in whole numbers of the smallest units; needs nothing but Python 3.8.
"""
import json
import sys
from decimal import Decimal
from math import isqrt

COMMON = 16
ONE = 10**9
NEVER = float("inf")


def units(text, digits):
    """A decimal string as a whole number of 10^-digits."""
    number = Decimal(text).scaleb(digits)
    if number != number.to_integral_value():
        raise ValueError("more than %d digits in %s" % (digits, text))
    return int(number)


def amount(text):
    return units(text, 6)


def price(text):
    return units(text, 8)


def fraction(text):
    return units(text, 9)


def up(numerator, denominator):
    """A quotient rounded up; the denominator is above 0."""
    return -(-numerator // denominator)


def plain(value, digits=6):
    text = format(Decimal(value).scaleb(-digits).normalize(), "f")
    return "0" if text in ("-0", "") else text


def time(millis):
    return NEVER if millis is None else millis


def worst(losses):
    return max([0] + losses)


def by_expiry(held, when, what):
    sums = {}
    for one, contracts in held:
        expiry = time(one[when])
        sums[expiry] = sums.get(expiry, 0) + contracts * fraction(one[what])
    return [sums[expiry] for expiry in sorted(sums)]


def matched(sums):
    """Each expiry is matched with the nearest later ones of opposite sign."""
    sums, total = list(sums), 0
    for early in range(len(sums)):
        for late in range(early + 1, len(sums)):
            if sums[early] * sums[late] < 0:
                size = min(abs(sums[early]), abs(sums[late]))
                sums[early] -= size if sums[early] > 0 else -size
                sums[late] -= size if sums[late] > 0 else -size
                total += size
    return total


class Underlying:
    """What positions in one underlying require, but for what others of the group have in it."""

    def __init__(self, listed, held):
        self.listed, terms = listed, listed["terms"]
        size = len(listed["scenarios"])
        self.losses = [
            sum(q * amount(one["losses"][k]) + (-q if q < 0 else 0) for one, q in held)
            for k in range(size)
        ]
        self.common = worst(self.losses[:COMMON])
        self.scan = max(self.common, worst(self.losses[COMMON:]))
        deltas = by_expiry(held, "forwardMillis", "delta")
        vegas = by_expiry(held, "expiryMillis", "vega")
        index = price(terms["index"])
        charge = matched(deltas) * fraction(terms["calendarCharge"]) * index
        charge += matched(vegas) * fraction(terms["vegaCharge"]) * 10**8
        self.calendar = up(charge, 10**20)
        gross = sum(abs(delta) for delta in deltas) * 10**9
        psr = fraction(terms["priceScanRange"])
        self.n = max(gross, up(self.scan * 10**29, psr * index))
        written = sum(
            abs(q) * fraction(one["writtenShort"] if q < 0 else one["writtenLong"])
            for one, q in held
        )
        self.least = up(written * amount(terms["shortOptionMinimum"]), ONE)
        self.value = sum(
            q * (amount(one["value"]) + (1 if q < 0 else 0))
            for one, q in held
            if one["paidUpFront"]
        )
        self.crowded = sum(self.open_interest(one, q, index) for one, q in held)

    def open_interest(self, one, contracts, index):
        cap = self.listed["openInterestCap"]
        if cap == 0:
            return 0
        at = index if one["mark"] is None else abs(price(one["mark"]))
        above = min(max(5 * one["openInterest"] - 4 * cap, 0), cap)
        return up(abs(contracts) * amount(one["multiplier"]) * at * above, 10**8 * cap)

    def total(self, elsewhere):
        terms, base = self.listed["terms"], self.scan + self.calendar
        capacity = amount(terms["dailyCapacity"]) * 10**12
        if capacity:
            days = (self.n + elsewhere) * ONE + capacity * 300_000_000
            period = capacity * fraction(terms["mporDays"])
            if days > period:
                square = up(days * 10**48, period)
                root = isqrt(square)
                root += root * root != square
                base += up(base * (root - 10**24), 10**24)
        return max(base, self.least)


def book(arrays, account):
    """The positions of an account by underlying."""
    instruments = {
        one["instrument"]: (listed["underlying"], one)
        for listed in arrays["underlyings"]
        for one in listed["instruments"]
    }
    held = {}
    for position in account["positions"]:
        if position["instrument"] not in instruments:
            sys.exit("instrument %d has no risk array" % position["instrument"])
        underlying, one = instruments[position["instrument"]]
        held.setdefault(underlying, []).append((one, position["contracts"]))
    listed = {one["underlying"]: one for one in arrays["underlyings"]}
    return {number: Underlying(listed[number], held[number]) for number in sorted(held)}


def in_class(parts, totals, offset):
    joint = worst([sum(part.losses[k] for part in parts) for k in range(COMMON)])
    granted = (sum(part.common for part in parts) - joint) * offset // ONE
    return max(sum(part.least for part in parts), sum(totals) - granted)


def collateral(arrays, group, needs, settled):
    """What other assets count for in this one."""
    sum_of = 0
    for asset in arrays["assets"]:
        need = needs.get(asset["asset"])
        free = need["cash"] - need["initial"] if need else 0
        own = asset["issuerGroup"] != 0 and asset["issuerGroup"] == group
        for cover in asset["covers"]:
            if cover["asset"] == settled and free > 0 and not own:
                taken = min(ONE, fraction(cover["haircut"]) * (2 if cover["stale"] else 1))
                value = free * price(cover["price"]) * (ONE - taken) // 10**17
                sum_of += value if cover["cap"] is None else min(value, amount(cover["cap"]))
    return sum_of


def margin(arrays, account, others):
    participants = {one["participant"]: one for one in arrays["participants"]}
    participant = participants[account["participant"]]
    elsewhere = {}
    for other in others:
        if participants[other["participant"]]["group"] == participant["group"]:
            for number, part in book(arrays, other).items():
                elsewhere[number] = elsewhere.get(number, 0) + part.n
    parts = book(arrays, account)
    needs = {
        balance["asset"]: {"cash": amount(balance["cash"]), "maintenance": 0, "options": 0, "crowded": 0}
        for balance in account["balances"]
    }
    for marginClass in arrays["classes"]:
        mine = [p for p in parts.values() if p.listed["marginClass"] == marginClass["marginClass"]]
        if not mine:
            continue
        totals = [part.total(elsewhere.get(part.listed["underlying"], 0)) for part in mine]
        need = needs.setdefault(
            marginClass["asset"], {"cash": 0, "maintenance": 0, "options": 0, "crowded": 0}
        )
        need["maintenance"] += in_class(mine, totals, fraction(marginClass["offset"]))
        need["options"] += sum(part.value for part in mine)
        need["crowded"] += sum(part.crowded for part in mine)
    factor = fraction(arrays["initialFactor"]) * fraction(participant["reputation"])
    for need in needs.values():
        need["initial"] = max(up(need["maintenance"] * factor, ONE * ONE), need["crowded"])
    shares = {one["asset"]: fraction(one["cashShare"]) for one in arrays["assets"]}
    for asset, need in needs.items():
        equity = need["cash"] + need["options"]
        equity += collateral(arrays, participant["group"], needs, asset)
        lacking = up(need["maintenance"] * shares[asset], ONE) - max(0, need["cash"])
        if lacking > 0:
            equity = min(equity, max(0, need["maintenance"] - lacking))
        need["equity"] = equity
    return [
        {
            "asset": asset,
            "cash": plain(need["cash"]),
            "optionValue": plain(need["options"]),
            "equity": plain(need["equity"]),
            "maintenance": plain(need["maintenance"]),
            "initial": plain(need["initial"]),
        }
        for asset, need in sorted(needs.items())
    ]


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def main(paths):
    if len(paths) < 2:
        sys.exit(__doc__)
    arrays, account, others = read(paths[0]), read(paths[1]), [read(path) for path in paths[2:]]
    for one in [account] + others:
        if one["height"] != arrays["height"]:
            sys.exit(
                "account %d is of height %d, the arrays of %d: ask for it with --height %d"
                % (one["account"], one["height"], arrays["height"], arrays["height"])
            )
    computed = margin(arrays, account, others)
    print(json.dumps({"account": account["account"], "requirements": computed}, indent=1))
    if "requirements" not in account:
        sys.exit("the node could not compute it: %s" % account.get("marginFailure"))
    stated = [
        {name: one[name] for name in ("asset", "cash", "optionValue", "equity", "maintenance", "initial")}
        for one in account["requirements"]
    ]
    if computed != stated:
        sys.exit("the node says otherwise: %s" % json.dumps(stated))


if __name__ == "__main__":
    main(sys.argv[1:])
