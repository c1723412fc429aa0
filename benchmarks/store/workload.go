package main

import (
	"crypto/sha256"
	"encoding/binary"
	"hash"
)

const (
	keySize   = 32
	valueSize = 200
	component = 1 // the first byte of every key: our store keeps one tree per component
)

// mix is the output function of SplitMix64.
func mix(z uint64) uint64 {
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9
	z = (z ^ (z >> 27)) * 0x94d049bb133111eb
	return z ^ (z >> 31)
}

// random is SplitMix64.
type random struct{ state uint64 }

func (r *random) next() uint64 {
	r.state += 0x9e3779b97f4a7c15
	return mix(r.state)
}

func (r *random) below(n int) int { return int((r.next() >> 1) % uint64(n)) }

func fill(b []byte, seed uint64) {
	r := random{seed}
	for len(b) >= 8 {
		binary.BigEndian.PutUint64(b, r.next())
		b = b[8:]
	}
}

// key is the key with this number: the component byte and 31 bytes that look random.
func key(number int) []byte {
	b := make([]byte, keySize)
	fill(b, mix(uint64(number)+1))
	b[0] = component
	return b
}

// value is the value with this number, different for every number.
func value(number uint64) []byte {
	b := make([]byte, valueSize)
	fill(b, mix(^number))
	return b
}

type op struct {
	key, value []byte // value is nil for a deletion
}

// workload makes the blocks of a run: the same operations in the same order for every store.
type workload struct {
	rng    random
	alive  []int32
	next   int32
	values uint64
	mixed  bool
	digest hash.Hash
}

func newWorkload(leaves int, seed uint64, mixed bool) *workload {
	w := &workload{rng: random{seed}, next: int32(leaves), values: uint64(leaves), mixed: mixed, digest: sha256.New()}
	w.alive = make([]int32, leaves)
	for i := range w.alive {
		w.alive[i] = int32(i)
	}
	return w
}

// block makes one block. Of a mixed one, a twentieth are insertions and a twentieth are deletions.
func (w *workload) block(changes int) []op {
	ops := make([]op, 0, changes)
	used := make(map[int32]bool, changes)
	for i := 0; i < changes; i++ {
		kind := i % 20
		if w.mixed && kind == 7 {
			w.alive = append(w.alive, w.next)
			used[w.next] = true
			ops = append(ops, op{key(int(w.next)), w.value()})
			w.next++
			continue
		}
		slot := w.rng.below(len(w.alive))
		for used[w.alive[slot]] {
			slot = w.rng.below(len(w.alive))
		}
		number := w.alive[slot]
		used[number] = true
		if w.mixed && kind == 13 {
			w.alive[slot] = w.alive[len(w.alive)-1]
			w.alive = w.alive[:len(w.alive)-1]
			ops = append(ops, op{key(int(number)), nil})
		} else {
			ops = append(ops, op{key(int(number)), w.value()})
		}
	}
	for _, o := range ops {
		w.digest.Write(o.key)
		w.digest.Write(o.value)
	}
	return ops
}

func (w *workload) value() []byte {
	w.values++
	return value(w.values)
}
