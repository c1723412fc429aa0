#!/usr/bin/env python3
"""Makes snapshot.json: a state and its snapshot, after docs/formats/state-tree.md and snapshot.md alone.

Nothing of the Java code is used, so the two check each other. Run it without arguments beside this file.
"""
import hashlib
import json
import pathlib
import struct

LIMIT = 1000  # leaf bytes per chunk, small so that there are several chunks
HEIGHT = 77


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def uvarint(n):
    out = b""
    while n >= 0x80:
        out += bytes([n & 0x7F | 0x80])
        n >>= 7
    return out + bytes([n])


def leaf_hash(key, value):
    return sha(b"\0", uvarint(len(key)), key, b"\x20", sha(value))


def level(key):
    digits = hashlib.sha256(b"tenor.level.v1\0" + key).hexdigest()
    return len(digits) - len(digits.lstrip("0"))


class Node:
    """A node of the binary tree: a leaf, or an inner node with two children."""

    def __init__(self, first, last, digest, left=None, right=None):
        self.first, self.last, self.digest, self.left, self.right = first, last, digest, left, right
        self.leaves = 1 if left is None else left.leaves + right.leaves


def join(items):
    """The hash tree over consecutive items, split nearest half of the leaves, the shorter of two."""
    if len(items) == 1:
        return items[0]
    total = sum(item.leaves for item in items)
    best, left = None, 0
    for split in range(1, len(items)):
        left += items[split - 1].leaves
        off = abs(2 * left - total)
        if best is None or off < best[0]:
            best = (off, split)
    a, b = join(items[: best[1]]), join(items[best[1]:])
    return Node(a.first, b.last, sha(b"\1", a.digest, b.digest), a, b)


def tree(pairs):
    items = [Node(k, k, leaf_hash(k, v)) for k, v in sorted(pairs)]
    height = 0
    while len(items) > 1:
        height += 1
        groups, run = [], []
        for item in items:
            run.append(item)
            if level(item.last) >= height:
                groups.append(join(run))
                run = []
        if run:
            groups.append(join(run))
        items = groups
    return items[0]


def path(root, key):
    """Bits and the other child's hashes from the root down to a leaf."""
    bits, others, node = [], [], root
    while node.left is not None:
        if key <= node.left.last:
            bits.append(0)
            others.append(node.right.digest)
            node = node.left
        else:
            bits.append(1)
            others.append(node.left.digest)
            node = node.right
    return bits, others


def range_proof(root, first, last):
    before, after, bits = [], [], []

    def visit(node):
        if node.last < first:
            before.append(node.digest)
            bits.append(0)
        elif node.first > last:
            after.append(node.digest)
            bits.append(0)
        elif node.left is None:
            bits.append(0)
        else:
            bits.append(1)
            visit(node.left)
            visit(node.right)

    visit(root)
    text = "".join(map(str, bits))
    text += "0" * (-len(text) % 8)
    return before, after, int(text, 2).to_bytes(len(text) // 8, "big")


def run_bytes(name, upper, root, leaves):
    bits, others = path(upper, name)
    before, after, shape = range_proof(root, leaves[0][0], leaves[-1][0])
    out = bytes([len(name)]) + name
    out += bytes([len(bits)]) + struct.pack(">q", int("0" + "".join(map(str, bits)), 2))
    out += b"".join(reversed(others))
    out += bytes([len(before)]) + b"".join(before) + bytes([len(after)]) + b"".join(after)
    out += struct.pack(">i", len(leaves)) + shape
    for key, value in leaves:
        out += struct.pack(">H", len(key)) + key + struct.pack(">i", len(value)) + value
    return out


def main():
    state = {}
    for prefix, name, count in ((1, b"accounts", 60), (2, b"oracle", 1), (3, b"options", 25)):
        leaves = {bytes([prefix, 0]): b"\x08\x01"}
        for i in range(count - 1):
            seed = hashlib.sha256(b"%s %d" % (name, i)).digest()
            leaves[bytes([prefix, 1]) + seed[: 1 + seed[31] % 9]] = seed[: 1 + seed[30] % 32] * (1 + seed[29] % 3)
        state[name] = sorted(leaves.items())
    roots = {name: tree(leaves) for name, leaves in state.items()}
    upper = tree([(name, root.digest) for name, root in roots.items()])
    chunks, runs, run, filled = [], [], [], 0
    for name in sorted(state, key=lambda n: state[n][0][0]):
        run = []
        for key, value in state[name]:
            size = 6 + len(key) + len(value)
            if filled and filled + size > LIMIT:
                if run:
                    runs.append(run_bytes(name, upper, roots[name], run))
                chunks.append(bytes([len(runs)]) + b"".join(runs))
                runs, run, filled = [], [], 0
            run.append((key, value))
            filled += size
        if run:
            runs.append(run_bytes(name, upper, roots[name], run))
    chunks.append(bytes([len(runs)]) + b"".join(runs))
    manifest = b"tenor.snapshot" + struct.pack(">iqq", 1, HEIGHT, sum(map(len, chunks)))
    manifest += bytes([len(state)])
    for name in sorted(state, key=lambda n: state[n][0][0]):
        manifest += bytes([len(name)]) + name + roots[name].digest + struct.pack(">q", roots[name].leaves)
    manifest += struct.pack(">i", len(chunks)) + b"".join(sha(chunk) for chunk in chunks)
    vector = {
        "height": HEIGHT,
        "leafBytes": LIMIT,
        "leaves": [[k.hex(), v.hex()] for name in state for k, v in state[name]],
        "appHash": upper.digest.hex(),
        "manifest": manifest.hex(),
        "hash": sha(manifest).hex(),
        "chunks": [chunk.hex() for chunk in chunks],
    }
    out = pathlib.Path(__file__).with_name("snapshot.json")
    out.write_text(json.dumps(vector, indent=1) + "\n")


main()
