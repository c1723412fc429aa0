#!/usr/bin/env python3
"""Prints genesis.json: an app_state, the leaves that follow from it, and the app hash. With the argument 'restart':
restart.json, the same for an app_state with the books of another chain.

Written from docs/formats/genesis.md, state.md and state-tree.md alone.
"""
import base64
import hashlib
import json
import sys


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def u(bits, value):
    """A field of a key: base 128, most significant first, the high bit of every byte set."""
    out = []
    for _ in range(-(-bits // 7)):
        value, digit = divmod(value, 128)
        out.append(128 + digit)
    assert value == 0
    return bytes(reversed(out))


def raw(value):
    """The same for bytes, taken as one number."""
    return u(8 * len(value), int.from_bytes(value, "big"))


def varint(value):
    value %= 1 << 64
    out = b""
    while value > 127:
        out += bytes([value & 127 | 128])
        value >>= 7
    return out + bytes([value])


def message(*fields):
    """Fields in ascending order; zero and empty ones are left out."""
    out = b""
    for number, value in fields:
        if isinstance(value, int):
            out += varint(number << 3) + varint(value) if value else b""
        else:
            raw = value.encode() if isinstance(value, str) else value
            out += varint(number << 3 | 2) + varint(len(raw)) + raw if raw else b""
    return out


def signed(value):
    """An optional sint64 with field number 1, which is written even if zero."""
    return b"\x08" + varint((value << 1) ^ (value >> 63))


# ---- the genesis

ED25519 = [bytes.fromhex(key) for key in (
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
    "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025")]
SECP256K1 = bytes.fromhex("0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798")
TIME = 1_767_225_600_000
EXPIRY = TIME + 20 * 86_400_000


def b64(raw):
    return base64.b64encode(raw).decode()


def ed(i):
    return {"ed25519": b64(ED25519[i])}, message((1, ED25519[i]))


def secp():
    return {"secp256k1": b64(SECP256K1)}, message((2, SECP256K1))


def multisig(threshold, *members):
    members = sorted(members, key=lambda member: member[1])
    form = {"multisig": {"threshold": threshold, "members": [member[0] for member in members]}}
    return form, message((3, message((1, threshold), *[(2, member[1]) for member in members])))


participants = [
    # name, lei, roles, keys, group, accounts as (kind, name)
    ("Admin", "", 1, [multisig(2, ed(0), ed(1), secp())], 0, []),
    ("Custodian", "", 2, [secp()], 0, []),
    ("Alpha", "TENOR0TEST0000000115", 4, [ed(0), ed(1)], 0, [(1, "Alpha house"), (2, "Client")]),
    ("Alpha Liquidity", "", 12, [ed(2)], 3, [(1, "Book")]),
]
KINDS = {1: "ACCOUNT_KIND_HOUSE", 2: "ACCOUNT_KIND_CLIENT"}
app_state = {
    "dayMillis": "86400000",
    "rulesVersion": 1,
    "participants": [
        {"name": name, "lei": lei, "roles": roles, "publicKeys": [key[0] for key in keys],
         "group": str(group), "accounts": [{"kind": KINDS[kind], "name": a} for kind, a in accounts]}
        for name, lei, roles, keys, group, accounts in participants],
    "assets": [{"symbol": "USD"}],
    "marginClasses": [{"symbol": "US-EQUITY", "asset": 1}],
    "underlyings": [{"symbol": "SPX", "marginClass": 1, "maxPrice": "10000000000000"}],
    "instruments": [
        {"symbol": "SPX-1", "underlying": 1, "type": "INSTRUMENT_TYPE_FUTURE", "tick": "1000000",
         "multiplier": "100000000", "expiryMillis": str(EXPIRY), "positionLimit": "100000"},
        {"symbol": "SPX-P", "underlying": 1, "type": "INSTRUMENT_TYPE_PERPETUAL", "tick": "1000000",
         "multiplier": "100000000", "positionLimit": "100000"}],
    "params": [
        {"component": "margin", "name": "priceScanRange", "scope": 1, "value": "120000000"},
        {"component": "collateral", "name": "reserve", "value": "0"}],
    "deposits": [{"account": "1001", "asset": 1, "amount": "5000000000", "reference": "opening"}],
    "funds": [{"asset": 1, "amount": "1000000000"}],
    "liquidatorOffers": [
        {"account": "1003", "underlying": 1, "minPremium": "50000000", "maxContracts": "10"}],
    "peers": ["00" * 19 + "ff"],
}
validators = [(bytes(range(i, i + 32)), 10 + i) for i in range(4)]
engine = {
    "chainId": "vector-1", "initialHeight": 1, "timeMillis": TIME, "extensionsHeight": 2,
    "blockMaxBytes": 4 << 20, "evidenceMaxBytes": 1 << 16, "evidenceMaxAgeBlocks": 100,
    "evidenceMaxAgeMillis": 60000,
    "validators": [{"ed25519": key.hex(), "power": power} for key, power in validators],
}

# ---- the state that follows

NAMES = {1: "governance", 2: "compliance", 3: "accounts", 4: "instruments", 5: "oracle", 6: "positions",
         7: "margin", 8: "collateral", 9: "trading", 10: "settlement", 11: "defaultfund", 12: "liquidation", 13: "adaptive",
         14: "systemic"}
leaves = {}


def put(table, key, value):
    leaves[bytes.fromhex(table) + key] = value


ROW = u(7, 0)
for component, name in NAMES.items():
    leaves[u(7, component) + u(7, 0)] = message((1, name), (2, 1))
put("8181", u(7, 7) + u(16, 1) + u(32, 1), signed(120000000))
put("8181", u(7, 8) + u(16, 2) + u(32, 0), signed(0))
put("8183", u(64, 0), message((1, 1)))
put("8184", ROW, message((1, 0), (2, TIME), (3, TIME), (4, 86400000)))
for key, power in validators:
    put("8185", raw(sha(key)[:20]), message((1, key), (2, power)))
put("8186", ROW, message(
    (1, engine["chainId"]), (2, 1), (3, 2), (4, 4 << 20), (5, 1 << 16), (6, 100), (7, 60000),
    (8, app_state["peers"][0])))
account = 1001
for number, (name, lei, roles, keys, group, accounts) in enumerate(participants, 1):
    put("8281", u(64, number), message((1, name), (2, lei), (3, roles), (4, 1), (5, group or number)))
    for _, key in keys:
        put("8282", raw(sha(b"tenor.key.v1\0", key)), message((1, number), (2, key)))
    for kind, title in accounts:
        put("8283", u(64, account), message((1, number), (2, kind), (3, title)))
        put("8288", u(64, group or number) + u(64, account), message((1, number)))
        account += 1
put("8285", ROW, message((1, len(participants) + 1), (2, account)))
put("8381", u(64, 1) + u(32, 1), signed(-6000000000))
put("8381", u(64, 3) + u(32, 1), signed(1000000000))
put("8381", u(64, 1001) + u(32, 1), signed(5000000000))
put("8382", u(64, 1001) + u(32, 1), signed(5000000000))
put("8481", u(32, 1), message((1, "USD")))
put("8482", u(32, 1), message((1, "US-EQUITY"), (2, 1)))
put("8483", u(32, 1), message((1, "SPX"), (2, 1), (3, 10000000000000)))
put("8484", u(32, 1), message(
    (1, "SPX-1"), (2, 1), (3, 1), (4, 1000000), (5, 100000000), (6, EXPIRY), (7, 100000), (8, 1)))
put("8484", u(32, 2), message((1, "SPX-P"), (2, 1), (3, 2), (4, 1000000), (5, 100000000), (7, 100000), (8, 1)))
put("8486", u(32, 1), message((1, 1)))
put("8486", u(32, 2), message((1, 1)))
put("8485", ROW, message((1, 2), (2, 2), (3, 2), (4, 3)))
put("8881", u(32, 1), message((1, 6000000000)))
put("8883", ROW, message((1, 1)))
put("8b81", u(32, 1), message((1, 1000000000)))
put("8c82", u(32, 1) + u(64, 1003), message((1, 50000000), (2, 10)))
put("8d81", ROW, message((2, TIME), (3, TIME + 86400000)))
put("8e81", ROW, message((2, TIME)))


# ---- its app hash

def level(key):
    digits = sha(b"tenor.level.v1\0", key).hex()
    return len(digits) - len(digits.lstrip("0"))


def group_hash(items):
    """Items are (number of leaves, hash, last key)."""
    if len(items) == 1:
        return items[0][1]
    total, best, so_far, cut = sum(item[0] for item in items), None, 0, 0
    for i in range(1, len(items)):
        so_far += items[i - 1][0]
        distance = abs(2 * so_far - total)
        if best is None or distance < best:
            best, cut = distance, i
    return sha(b"\x01", group_hash(items[:cut]), group_hash(items[cut:]))


def root(rows):
    items = [(1, sha(b"\x00", varint(len(key)), key, b"\x20", sha(rows[key])), key) for key in sorted(rows)]
    height = 1
    while len(items) > 1:
        groups, group = [], []
        for place, item in enumerate(items):
            group.append(item)
            if level(item[2]) >= height or place == len(items) - 1:
                groups.append((sum(i[0] for i in group), group_hash(group), item[2]))
                group = []
        items, height = groups, height + 1
    return items[0][1]


def app_hash(state):
    return root(roots(state))


def roots(state):
    return {name.encode(): root({key: value for key, value in state.items() if key[0] == 128 + component})
            for component, name in NAMES.items()}


def show(app_state, engine, state):
    print(json.dumps({
        "appState": app_state,
        "engine": engine,
        "leaves": [[key.hex(), state[key].hex()] for key in sorted(state)],
        "appHash": app_hash(state).hex(),
    }, indent=1))


if sys.argv[1:] != ["restart"]:
    show(app_state, engine, leaves)
    sys.exit()

# ---- another chain with the books after height 120 of this one

DAY, HEIGHT, FIRST, LATER, LATER2 = 86400000, 120, 200, TIME + 60000, TIME + 120000
key_id = sha(b"tenor.key.v1\0", ed(1)[1])
put("8182", u(64, 121) + u(7, 8) + u(16, 2) + u(32, 0), signed(5))
put("8183", u(64, 125), message((1, 2)))
put("8184", ROW, message((1, HEIGHT), (2, LATER), (3, TIME), (4, DAY)))
put("8282", raw(key_id), message((1, 3), (2, ed(1)[1]), (3, 90)))
put("8284", raw(key_id) + u(64, 700), message((1, (7).to_bytes(8, "little") + (9).to_bytes(8, "little"))))
put("8286", raw(key_id), message((1, 2)))
put("8287", u(64, 700) + raw(key_id), message((1, 2)))
old_roots = roots(leaves)
books = {
    "chainId": "vector-1", "height": str(HEIGHT), "appHash": b64(app_hash(leaves)),
    "components": [
        {"name": name.decode(), "root": b64(old_roots[name]),
         "leaves": [{"key": b64(key), "value": b64(leaves[key])} for key in sorted(leaves)
                    if NAMES[key[0] - 128] == name.decode()]}
        for name in sorted(old_roots)],
}
old_hash = app_hash(leaves)
chain = ["8182", "8183", "8184", "8185", "8186", "8284", "8286", "8287"]
leaves = {key: value for key, value in leaves.items() if key[:2].hex() not in chain}
put("8182", u(64, FIRST) + u(7, 8) + u(16, 2) + u(32, 0), signed(5))
put("8183", u(64, 0), message((1, 2)))
put("8184", ROW, message((1, FIRST - 1), (2, LATER2), (3, LATER2), (4, DAY)))
validators = [(bytes(range(i + 50, i + 82)), 7) for i in range(2)]
for key, power in validators:
    put("8185", raw(sha(key)[:20]), message((1, key), (2, power)))
put("8186", ROW, message(
    (1, "vector-2"), (2, FIRST), (3, 2), (4, 4 << 20), (5, 1 << 16), (6, 100), (7, 60000),
    (8, app_state["peers"][0]), (9, message((1, "vector-1"), (2, HEIGHT), (3, old_hash)))))
engine = dict(engine, chainId="vector-2", initialHeight=FIRST, timeMillis=LATER2,
              validators=[{"ed25519": key.hex(), "power": power} for key, power in validators])
show({"dayMillis": str(DAY), "rulesVersion": 2, "peers": app_state["peers"], "books": books}, engine, leaves)
