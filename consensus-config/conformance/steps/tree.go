package steps

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"sort"
)

// Node is a leaf or an inner node of the reference tree.
type Node struct {
	key, value  []byte
	Hash        []byte
	left, right *Node
	leaves      int
	level       int // of its last key
}

func uvarint(value int) []byte {
	return binary.AppendUvarint(nil, uint64(value))
}

// Build makes the tree of some leaves: its shape depends on the keys alone. At each level from 1 on, a group ends
// with an item whose last key has at least that level.
func Build(leaves [][2]Hex) *Node {
	items := make([]*Node, len(leaves))
	for i, leaf := range leaves {
		items[i] = &Node{key: leaf[0], value: leaf[1], Hash: leafHash(leaf[0], leaf[1]), leaves: 1, level: level(leaf[0])}
	}
	sort.Slice(items, func(i, j int) bool { return bytes.Compare(items[i].key, items[j].key) < 0 })
	for at := 1; len(items) > 1; at++ {
		var next, group []*Node
		for _, item := range items {
			group = append(group, item)
			if item.level >= at {
				next, group = append(next, join(group)), nil
			}
		}
		if len(group) > 0 {
			next = append(next, join(group))
		}
		items = next
	}
	return items[0]
}

// join pairs a group: the left side is the proper prefix whose leaf count is nearest half of the group's, of two
// equally near the shorter.
func join(group []*Node) *Node {
	if len(group) == 1 {
		return group[0]
	}
	total := 0
	for _, item := range group {
		total += item.leaves
	}
	cut, best, sum := 0, total, 0
	for i, item := range group[:len(group)-1] {
		sum += item.leaves
		distance := max(2*sum-total, total-2*sum)
		if i == 0 || distance < best {
			cut, best = i+1, distance
		}
	}
	left, right := join(group[:cut]), join(group[cut:])
	return &Node{Hash: innerHash(left.Hash, right.Hash), left: left, right: right, leaves: total, level: group[len(group)-1].level}
}

// level counts the leading zero hex digits of the key's hash.
func level(key []byte) int {
	digest := sha256.Sum256(append([]byte("tenor.level.v1\x00"), key...))
	zeros := 0
	for _, b := range digest {
		if b>>4 != 0 {
			return zeros
		}
		if b != 0 {
			return zeros + 1
		}
		zeros += 2
	}
	return zeros
}

// Of returns the proof of every leaf, in key order.
func Of(root *Node) []Step {
	if root.left == nil {
		return []Step{{Key: root.key, Value: root.value, LeafHash: root.Hash, Total: 1}}
	}
	var all []Step
	for bit, child := range []*Node{root.left, root.right} {
		aunt := []*Node{root.right, root.left}[bit].Hash
		for _, s := range Of(child) {
			s.Index += int64(bit) * s.Total
			s.Total *= 2
			s.Aunts = append(s.Aunts, aunt)
			all = append(all, s)
		}
	}
	return all
}
