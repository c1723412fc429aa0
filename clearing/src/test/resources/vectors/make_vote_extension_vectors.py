#!/usr/bin/env python3
"""Prints vote-extension.csv: vote extensions encoded by hand from docs/formats/vote-extension.md, valid and not."""
import sys


def varint(value):
    value %= 1 << 64
    out = b""
    while value > 127:
        out += bytes([value & 127 | 128])
        value >>= 7
    return out + bytes([value])


def zigzag(value):
    return varint((value << 1) ^ (value >> 63))


def number(field, value, encode=varint):
    return b"" if value == 0 else varint(field << 3) + encode(value)


def nested(field, body):
    return varint(field << 3 | 2) + varint(len(body)) + body


def price(product, price, time):
    return nested(1, number(1, product) + number(2, price, zigzag) + number(3, time))


def surface(product, expiry, time, vols):
    packed = b"".join(map(varint, vols))
    body = number(1, product) + number(2, expiry) + number(3, time)
    return nested(2, body + (nested(4, packed) if packed else b""))


T = 1767225600000
E = 1769817600000
F = 1772236800000
SMILE = (210_000_000, 180_000_000, 170_000_000)
SPX = price(1, 279000000000, T)
NDQ = price(2, 2150012500000, T - 500)
NEAR = surface(1, E, T, SMILE)
FAR = surface(1, F, T, SMILE)
OTHER = surface(2, E, T - 500, (250_000_000, 240_000_000, 245_000_000))
P1 = f"1:279000000000@{T}"
P2 = f"2:2150012500000@{T - 500}"
S1 = f"1/{E}:210000000,180000000,170000000@{T}"
S2 = f"1/{F}:210000000,180000000,170000000@{T}"
S3 = f"2/{E}:250000000,240000000,245000000@{T - 500}"
G = 2**63 - 1
L = -(2**63)

rows = [
    ("nothing to report", b"", True, ""),
    ("one price", SPX, True, P1),
    ("two prices ascending", SPX + NDQ, True, P1 + " " + P2),
    ("a price below zero is valid bytes and dropped later", price(3, -3763000000, T), True, f"3:-3763000000@{T}"),
    ("greatest numbers", price(2**32 - 1, G, G), True, f"4294967295:{G}@{G}"),
    ("least numbers", price(1, L, L), True, f"1:{L}@{L}"),
    ("a report of zeros", bytes.fromhex("0a00"), True, "0:0@0"),
    ("products descending", NDQ + SPX, False, ""),
    ("product twice", SPX + SPX, False, ""),
    ("product 0 twice", bytes.fromhex("0a000a00"), False, ""),
    ("products are unsigned: 2^31 after 2^32-1", price(2**32 - 1, 1, 1) + price(2**31, 1, 1), False, ""),
    ("unknown field in a report", bytes.fromhex("0a12080110809891db9e101880d0eab6b7332001"), False, ""),
    ("unknown field beside the reports", SPX + bytes.fromhex("1801"), False, ""),
    ("fields out of order", bytes.fromhex("0a1010809891db9e1008011880d0eab6b733"), False, ""),
    ("a default written out", bytes.fromhex("0a020800"), False, ""),
    ("a varint longer than needed", bytes.fromhex("0a03088100"), False, ""),
    ("a length longer than needed", bytes.fromhex("0a82000801"), False, ""),
    ("product above 32 bits", bytes.fromhex("0a06088180808010"), False, ""),
    ("cut short", SPX[:-1], False, ""),
    ("a byte too many", SPX + b"\0", False, ""),
    ("a field twice", bytes.fromhex("0a12080110809891db9e101880d0eab6b7331801"), False, ""),
    ("wrong wire type", bytes.fromhex("0a050d01000000"), False, ""),
    ("one surface", NEAR, True, S1),
    ("a price and surfaces ascending by product and expiry", SPX + NEAR + FAR + OTHER, True, f"{P1} {S1} {S2} {S3}"),
    ("volatilities at the limits of numbers are valid bytes and dropped later", surface(1, E, T, (0, -1, G)), True, f"1/{E}:0,-1,{G}@{T}"),
    ("a surface without volatilities is valid bytes and dropped later", surface(1, E, T, ()), True, f"1/{E}:@{T}"),
    ("an expiry below zero comes before one above", surface(1, -1, 0, (1,)) + surface(1, 1, 0, (1,)), True, "1/-1:1@0 1/1:1@0"),
    ("as many volatilities as there may be", surface(1, E, T, (7,) * 33), True, f"1/{E}:{','.join(['7'] * 33)}@{T}"),
    ("a volatility too many", surface(1, E, T, (7,) * 34), False, ""),
    ("surfaces before prices", NEAR + SPX, False, ""),
    ("expiries descending", FAR + NEAR, False, ""),
    ("an expiry twice", NEAR + NEAR, False, ""),
    ("products of surfaces descending", OTHER + FAR, False, ""),
    ("products of surfaces are unsigned", surface(2**32 - 1, 1, 1, (1,)) + surface(2**31, 2, 1, (1,)), False, ""),
    ("surfaces of the wrong wire type", SPX + bytes.fromhex("1001"), False, ""),
    ("unknown field in a surface", nested(2, number(1, 1) + number(5, 1)), False, ""),
    ("volatilities not packed", nested(2, number(1, 1) + number(4, 5) + number(4, 6)), False, ""),
    ("no volatilities written out", nested(2, number(1, 1) + bytes.fromhex("2200")), False, ""),
    ("volatilities in two parts", nested(2, number(1, 1) + nested(4, varint(5)) + nested(4, varint(6))), False, ""),
    ("a volatility longer than needed", nested(2, nested(4, bytes.fromhex("8100"))), False, ""),
    ("a volatility cut short", nested(2, nested(4, bytes.fromhex("81"))), False, ""),
    ("as many surfaces as there may be", b"".join(surface(1, e, 1, (9,)) for e in range(1, 65)), True,
     " ".join(f"1/{e}:9@1" for e in range(1, 65))),
    ("a surface too many", b"".join(surface(1, e, 1, (9,)) for e in range(1, 66)), False, ""),
]

if sys.argv[1:] == ["--table"]:
    for name, data, valid, reports in rows:
        code = f"`{data.hex()}`" if data else "(no bytes)"
        shown = f"`{reports}`" if reports else ""
        if len(data) < 110:
            print(f"| {name} | {code} | {'yes' if valid else 'no'} | {shown} |")
else:
    print("name,hex,valid,reports")
    for name, data, valid, reports in rows:
        text = f'"{reports}"' if "," in reports else reports
        print(f'"{name}",{data.hex()},{"true" if valid else "false"},{text}')
