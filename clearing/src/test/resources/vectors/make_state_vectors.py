#!/usr/bin/env python3
"""Prints state.json: keys and values of the state, written out from docs/formats/state.md alone."""
import hashlib
import json


def u(bits, value):
    """A field of a key: base 128, most significant first, the high bit of every byte set."""
    out = []
    for _ in range(-(-bits // 7)):
        value, digit = divmod(value, 128)
        out.append(128 + digit)
    assert value == 0
    return bytes(reversed(out))


def raw(value):
    return u(8 * len(value), int.from_bytes(value, "big"))


def varint(value):
    value %= 1 << 64
    out = b""
    while value > 127:
        out += bytes([value & 127 | 128])
        value >>= 7
    return out + bytes([value])


def zigzag(value):
    return varint((value << 1) ^ (value >> 63))


def field(number, value):
    """A Protobuf field: int for a varint, bytes or str for length-delimited."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    if isinstance(value, str):
        value = value.encode()
    return varint(number << 3 | 2) + varint(len(value)) + value


def signed(number, value):
    return varint(number << 3) + zigzag(value)


public_key = field(1, bytes(range(32)))
key_id = hashlib.sha256(b"tenor.key.v1\0" + public_key).digest()
address = bytes(range(20))
rows = []


def row(component, table, name, fields, key, value=None, decoded=None):
    start = u(7, component) + u(7, table)
    text = ":".join([name] + [str(field) for field in fields])
    entry = {"table": start.hex(), "row": text, "key": (start + key).hex()}
    if value is not None:
        entry["value"] = value.hex()
        entry["decoded"] = decoded
    rows.append(entry)


param_key = u(7, 5) + u(16, 258) + u(32, 66051)
row(1, 1, "params", (5, 258, 66051), param_key, signed(1, 0), "value: 0")
row(1, 1, "params", (127, 65535, 2**32 - 1), u(7, 127) + u(16, 65535) + u(32, 2**32 - 1))
row(1, 2, "pendingParams", (258, 5, 258, 66051), u(64, 258) + param_key, signed(1, -3), "value: -3")
row(1, 3, "rulesVersions", (12,), u(64, 12), field(1, 2), "version: 2")
row(1, 4, "clock", (), u(7, 0), field(1, 7) + field(2, 1767225600000) + field(4, 86400000),
    "height: 7 time_millis: 1767225600000 day_millis: 86400000")
row(1, 5, "validators", (address.hex(),), raw(address))
row(1, 5, "validators", ("ff" * 20,), raw(b"\xff" * 20))
row(1, 5, "validators", ("80" + "00" * 18 + "01",), raw(b"\x80" + bytes(18) + b"\x01"))
row(1, 6, "engineSettings", (), u(7, 0))
row(2, 1, "participants", (3,), u(64, 3), field(1, "Alpha") + field(3, 4) + field(4, 1) + field(5, 3),
    'name: "Alpha" roles: 4 status: PARTICIPANT_STATUS_ACTIVE group: 3')
row(2, 2, "keys", (key_id.hex(),), raw(key_id))
row(2, 3, "owners", (1001,), u(64, 1001), field(1, 3) + field(2, 2) + field(3, "Client"),
    'participant: 3 kind: ACCOUNT_KIND_CLIENT name: "Client"')
row(2, 4, "nonces", (key_id.hex(), 258), raw(key_id) + u(64, 258),
    field(1, (1).to_bytes(8, "little") + (2**64 - 1).to_bytes(8, "little")),
    "nonces: 1 nonces: 18446744073709551615")
row(2, 5, "counters", (), u(7, 0))
row(2, 6, "openNonces", (key_id.hex(),), raw(key_id), field(1, 2), "count: 2")
row(2, 7, "nonceExpiries", (258, key_id.hex()), u(64, 258) + raw(key_id), field(1, 2), "count: 2")
row(2, 8, "groupAccounts", (3, 1001), u(64, 3) + u(64, 1001), field(1, 3), "participant: 3")
row(3, 1, "balances", (1001, 2), u(64, 1001) + u(32, 2), signed(1, -1500000), "cash: -1500000")
row(3, 1, "balances", (2**64 - 1, 2**31), u(64, 2**64 - 1) + u(32, 2**31))
row(3, 2, "brought", (1001, 2), u(64, 1001) + u(32, 2), signed(1, 0), "amount: 0")
row(4, 1, "assets", (1,), u(32, 1), field(1, "USD"), 'symbol: "USD"')
row(4, 2, "marginClasses", (1,), u(32, 1))
row(4, 3, "underlyings", (66051,), u(32, 66051))
row(4, 4, "instruments", (7,), u(32, 7))
row(4, 4, "instruments", (8,), u(32, 8),
    field(1, "ROLL") + field(3, 5) + field(4, 1000000) + field(5, 100000000) + field(6, 1798761600000) + field(8, 1)
    + field(12, field(1, field(1, 6) + signed(2, -1)) + field(1, field(1, 7) + signed(2, 2))),
    'symbol: "ROLL" type: INSTRUMENT_TYPE_PACKAGE tick: 1000000 multiplier: 100000000 expiry_millis: 1798761600000 '
    'status: INSTRUMENT_STATUS_LISTED package { legs { instrument: 6 ratio: -1 } legs { instrument: 7 ratio: 2 } }')
row(4, 5, "counters", (), u(7, 0))
row(4, 6, "liveInstruments", (7,), u(32, 7), field(1, 1), "underlying: 1")
row(5, 1, "indices", (1,), u(32, 1))
row(5, 2, "marks", (1,), u(32, 1))
row(5, 3, "surfaces", (1, 1798761600000), u(32, 1) + u(64, 1798761600000),
    field(1, varint(210000000) + varint(180000000) + varint(170000000)) + field(2, 500000000) + field(3, 1767225600000),
    "vols: 210000000 vols: 180000000 vols: 170000000 step: 500000000 time_millis: 1767225600000")
row(6, 1, "positions", (1001, 7), u(64, 1001) + u(32, 7), signed(1, -12), "contracts: -12")
row(6, 2, "openInterest", (7,), u(32, 7), field(1, 12), "contracts: 12")
row(7, 1, "arrays", (7,), u(32, 7))
row(7, 2, "underlyingRisks", (1,), u(32, 1))
row(8, 1, "custodyTotals", (1,), u(32, 1), field(1, 200) + field(2, 60), "deposited: 200 withdrawn: 60")
row(8, 2, "withdrawals", (9,), u(64, 9),
    field(1, 1001) + field(2, 1) + field(3, 60) + field(4, 2) + field(5, 11) + field(6, "out") + field(7, 1767225611000),
    'account: 1001 asset: 1 amount: 60 status: WITHDRAWAL_STATUS_PENDING requested_height: 11 '
    'reference: "out" requested_millis: 1767225611000')
row(8, 3, "withdrawalCounter", (), u(7, 0), field(1, 10), "next: 10")
row(8, 4, "conversions", (1001, 3), u(64, 1001) + u(32, 3), field(1, 60) + field(2, 50) + field(3, 1),
    "amount: 60 credited: 50 settled: 1")
row(9, 1, "tradeStats", (7,), u(32, 7))
row(9, 2, "tradeCounter", (), u(7, 0))
row(10, 1, "settledMarks", (7,), u(32, 7), field(1, 279000000000) + field(2, 11), "price: 279000000000 height: 11")
row(10, 2, "funding", (7,), u(32, 7))
row(10, 3, "settlementAverages", (1, 1798761600000), u(32, 1) + u(64, 1798761600000))
row(10, 4, "settlementTotals", (), u(7, 0))
row(10, 5, "exerciseIntentions", (7, 1001), u(32, 7) + u(64, 1001), field(1, 3), "decline: 3")
row(11, 1, "fundTotals", (1,), u(32, 1))
row(11, 2, "covered", (1001, 2), u(64, 1001) + u(32, 2))
row(12, 1, "standings", (1001,), u(64, 1001))
row(12, 2, "liquidatorOffers", (1, 1003), u(32, 1) + u(64, 1003))
row(12, 3, "liquidationTotals", (), u(7, 0))
row(12, 4, "outages", (7,), u(32, 7))
row(13, 1, "epoch", (), u(7, 0), field(1, 3) + field(2, 1767225600000) + field(3, 1767312000000) + field(4, 7),
    "number: 3 start_millis: 1767225600000 end_millis: 1767312000000 height: 7")
row(13, 2, "ranges", (1,), u(32, 1),
    field(1, 200000000000) + field(3, 3) + field(5, zigzag(10000) + zigzag(-9)) + field(9, 2) + field(10, varint(1) + varint(300)),
    "close: 200000000000 epoch: 3 returns: 10000 returns: -9 margins: 2 breaches: 1 breaches: 300")
row(13, 3, "pairs", (1, 2), u(32, 1) + u(32, 2), field(1, 9) + signed(2, -5) + field(3, 7) + field(4, 8),
    "epochs: 9 covariance: -5 first_variance: 7 second_variance: 8")
row(13, 4, "offsets", (1,), u(32, 1), field(1, 251) + signed(2, 0) + field(3, 10000000) + signed(4, 900000000),
    "epochs: 251 least: 0 omega: 10000000 correlation: 900000000")
row(13, 5, "reputations", (3,), u(64, 3), field(1, 1049000000) + field(2, 49000000) + field(3, 1),
    "factor: 1049000000 marks: 49000000 late_calls: 1")
row(14, 1, "view", (), u(7, 0), field(1, 7) + field(2, 1767225600000), "height: 7 time_millis: 1767225600000")
row(14, 2, "participantExposures", (3, 1), u(64, 3) + u(32, 1),
    field(1, 1) + varint(2 << 3 | 1) + (5).to_bytes(8, "little") + signed(3, -7) + field(4, 8),
    "notional_high: 1 notional_low: 5 equity: -7 maintenance: 8")
row(14, 3, "houseExposures", (1,), u(32, 1), field(6, 500000000) + field(7, 1000000000) + field(8, 2),
    "concentration: 500000000 top_five: 1000000000 participants: 2")
row(14, 4, "instrumentExposures", (7,), u(32, 7), field(1, 12), "open_interest: 12")
row(14, 5, "lossCounts", (1001, 1), u(64, 1001) + u(32, 1), field(1, 9) + signed(2, -4) + field(3, 2) + field(4, 1),
    "maintenance: 9 result: -4 epochs: 2 breaches: 1")
row(14, 6, "lossTotals", (), u(7, 0), field(1, 2) + field(2, 1), "epochs: 2 breaches: 1")
print("[\n" + ",\n".join(" " + json.dumps(entry) for entry in rows) + "\n]")
