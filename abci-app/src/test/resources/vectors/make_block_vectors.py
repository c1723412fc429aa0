#!/usr/bin/env python3
"""Writes block.json: item 0, what its signatures sign, ranks and the canonical order.

Made from docs/formats/item0.md alone, with nothing but Python's standard library: Protobuf is written byte by byte and
Ed25519 is that of RFC 8032. Usage: make_block_vectors.py > block.json
"""
import hashlib
import json
import random

CHAIN = "tenor-vectors-1"
HEIGHT = 41  # the block that was voted for


def uvarint(n):
    out = b""
    while n >= 128:
        out += bytes([n & 127 | 128])
        n >>= 7
    return out + bytes([n])


def number(field, n):
    return uvarint(field << 3) + uvarint(n) if n else b""


def fixed(field, n):
    return uvarint(field << 3 | 1) + n.to_bytes(8, "little", signed=True) if n else b""


def data(field, b):
    return uvarint(field << 3 | 2) + uvarint(len(b)) + b if b else b""


P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def add(a, b):
    (x1, y1), (x2, y2) = a, b
    k = D * x1 * x2 * y1 * y2
    return (
        (x1 * y2 + x2 * y1) * pow(1 + k, -1, P) % P,
        (y1 * y2 + x1 * x2) * pow(1 - k, -1, P) % P,
    )


def times(n, point):
    result = (0, 1)
    for bit in bin(n)[2:]:
        result = add(result, result)
        if bit == "1":
            result = add(result, point)
    return result


def base():
    y = 4 * pow(5, -1, P) % P
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * pow(2, (P - 1) // 4, P) % P
    return (P - x if x & 1 else x, y)


B = base()


def encode(point):
    return (point[1] | (point[0] & 1) << 255).to_bytes(32, "little")


def scalar(b):
    return int.from_bytes(hashlib.sha512(b).digest(), "little") % L


def keys(seed):
    h = hashlib.sha512(seed).digest()
    a = int.from_bytes(h[:32], "little") & (1 << 254) - 8 | 1 << 254
    return a, h[32:], encode(times(a, B))


def sign(seed, message):
    a, prefix, public = keys(seed)
    r = scalar(prefix + message)
    point = encode(times(r, B))
    s = (r + scalar(point + public + message) * a) % L
    return point + s.to_bytes(32, "little")


def price(product, value, time):
    zigzag = value << 1 if value >= 0 else (-value << 1) - 1
    return data(1, number(1, product) + number(2, zigzag) + number(3, time))


def sign_bytes(extension, round_):
    body = data(1, extension) + fixed(2, HEIGHT) + fixed(3, round_) + data(4, CHAIN.encode())
    return uvarint(len(body)) + body


def record(round_, extensions):
    bytes_ = number(1, 1) + number(2, round_)
    votes = []
    for i, (flag, power, extension) in enumerate(extensions):
        seed = hashlib.sha256(b"tenor vector validator %d" % i).digest()
        public = keys(seed)[2]
        address = hashlib.sha256(public).digest()[:20]
        signature = sign(seed, sign_bytes(extension, round_)) if flag == 2 else b""
        bytes_ += data(
            3,
            data(1, address) + number(2, power) + number(3, flag) + data(4, extension) + data(5, signature),
        )
        votes.append(
            {
                "publicKey": public.hex(),
                "address": address.hex(),
                "power": power,
                "flag": flag,
                "extension": extension.hex(),
                "signed": sign_bytes(extension, round_).hex() if flag == 2 else "",
                "signature": signature.hex(),
            }
        )
    return {"height": HEIGHT, "round": round_, "votes": votes, "bytes": bytes_.hex()}


def rank(app_hash, height, entity):
    text = b"tenor.rank.v1\0" + app_hash + height.to_bytes(8, "big") + entity.to_bytes(8, "big")
    return hashlib.sha256(text).digest()


def order(app_hash, height):
    chance = random.Random(41)
    entries = [
        {
            "lane": chance.choice([2, 3, 3]),
            "entity": chance.choice([1, 2, 7, 300]),
            "account": chance.choice([0, 1001, 1002]),
            "keyId": hashlib.sha256(b"key %d" % chance.randrange(3)).hexdigest(),
            "nonce": chance.choice([0, 1, 2**63, 2**64 - 1]),
            "hash": hashlib.sha256(b"transaction %d" % i).hexdigest(),
        }
        for i in range(40)
    ]
    own = lambda e: (e["account"], bytes.fromhex(e["keyId"]), e["nonce"], bytes.fromhex(e["hash"]))
    for e in entries:
        mates = [o for o in entries if (o["lane"], o["entity"]) == (e["lane"], e["entity"])]
        e["place"] = sorted(map(own, mates)).index(own(e))
    entries.sort(key=lambda e: (e["lane"], e["place"], rank(app_hash, height, e["entity"])))
    for e in entries:
        del e["place"]
        e["nonce"] = str(e["nonce"])
    return entries


APP_HASH = hashlib.sha256(b"tenor vector app hash").digest()
FULL = price(1, 127498000000, 1221465600000) + price(3, 9115000000, 1221465599000)
json.dump(
    {
        "chainId": CHAIN,
        "records": [
            record(0, [(2, 10, FULL), (2, 10, b""), (1, 10, b""), (2, 7, price(2, 1, 0))]),
            record(3, [(3, 1, b""), (2, 2**40, FULL), (2, 5, FULL)]),
        ],
        "ranks": [
            {"appHash": APP_HASH.hex(), "height": h, "entity": e, "rank": rank(APP_HASH, h, e).hex()}
            for h, e in [(1, 1), (42, 7), (2**40, 2**33)]
        ],
        "order": {"appHash": APP_HASH.hex(), "height": 42, "entries": order(APP_HASH, 42)},
    },
    __import__("sys").stdout,
    indent=1,
)
print()
