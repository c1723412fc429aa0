#!/usr/bin/env python3
"""Prints state.json: keys and values of the state, written out from docs/formats/state.md alone."""
import hashlib
import json


def u(bits, value):
    return (value % (1 << bits)).to_bytes(bits // 8, "big")


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


def row(table, text, key, value=None, decoded=None):
    entry = {"table": table, "row": text, "key": (bytes.fromhex(table) + key).hex()}
    if value is not None:
        entry["value"] = value.hex()
        entry["decoded"] = decoded
    rows.append(entry)


param = "Row[prefix=5, number=258, scope=66051]"
param_key = u(8, 5) + u(16, 258) + u(32, 66051)
row("0101", param, param_key, signed(1, 0), "value: 0")
row("0102", f"PendingRow[height=258, param={param}]", u(64, 258) + param_key, signed(1, -3), "value: -3")
row("0103", "12", u(64, 12), field(1, 2), "version: 2")
row("0104", "ROW", u(8, 0), field(1, 7) + field(2, 1767225600000) + field(4, 86400000),
    "height: 7 time_millis: 1767225600000 day_millis: 86400000")
row("0105", address.hex(), address)
row("0106", "ROW", u(8, 0))
row("0201", "3", u(64, 3), field(1, "Alpha") + field(3, 4) + field(4, 1) + field(5, 3),
    'name: "Alpha" roles: 4 status: PARTICIPANT_STATUS_ACTIVE group: 3')
row("0202", key_id.hex(), key_id)
row("0203", "1001", u(64, 1001), field(1, 3) + field(2, 2) + field(3, "Client"),
    'participant: 3 kind: ACCOUNT_KIND_CLIENT name: "Client"')
row("0204", f"KeyWindow[key={key_id.hex()}, validUntil=258]", key_id + u(64, 258),
    field(1, (1).to_bytes(8, "little") + (2**64 - 1).to_bytes(8, "little")),
    "nonces: 1 nonces: 18446744073709551615")
row("0205", "ROW", u(8, 0))
row("0206", key_id.hex(), key_id, field(1, 2), "count: 2")
row("0207", f"KeyWindow[key={key_id.hex()}, validUntil=258]", u(64, 258) + key_id, field(1, 2), "count: 2")
row("0301", "AccountAsset[account=1001, asset=2]", u(64, 1001) + u(32, 2), signed(1, -1500000), "cash: -1500000")
row("0401", "1", u(32, 1), field(1, "USD"), 'symbol: "USD"')
row("0402", "1", u(32, 1))
row("0403", "66051", u(32, 66051))
row("0404", "7", u(32, 7))
row("0405", "ROW", u(8, 0))
row("0501", "1", u(32, 1))
row("0502", "1", u(32, 1))
row("0601", "AccountInstrument[account=1001, instrument=7]", u(64, 1001) + u(32, 7), signed(1, -12), "contracts: -12")
row("0602", "7", u(32, 7), field(1, 12), "contracts: 12")
row("0701", "7", u(32, 7))
row("0801", "1", u(32, 1), field(1, 200) + field(2, 60), "deposited: 200 withdrawn: 60")
row("0802", "9", u(64, 9),
    field(1, 1001) + field(2, 1) + field(3, 60) + field(4, 2) + field(5, 11) + field(6, "out") + field(7, 1767225611000),
    'account: 1001 asset: 1 amount: 60 status: WITHDRAWAL_STATUS_PENDING requested_height: 11 '
    'reference: "out" requested_millis: 1767225611000')
row("0803", "ROW", u(8, 0), field(1, 10), "next: 10")
row("0901", "7", u(32, 7))
row("0902", "ROW", u(8, 0))
row("0a01", "7", u(32, 7), field(1, 279000000000) + field(2, 11), "price: 279000000000 height: 11")
row("0a02", "7", u(32, 7))
row("0a03", "7", u(32, 7))
row("0a04", "ROW", u(8, 0))
row("0b01", "1", u(32, 1))
row("0b02", "AccountAsset[account=1001, asset=2]", u(64, 1001) + u(32, 2))
row("0c01", "1001", u(64, 1001))
row("0c02", "OfferRow[underlying=1, account=1003]", u(32, 1) + u(64, 1003))
row("0c03", "ROW", u(8, 0))
row("0c04", "7", u(32, 7))
print("[\n" + ",\n".join(" " + json.dumps(entry) for entry in rows) + "\n]")
