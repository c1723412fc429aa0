package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"

	"tenor/conformance/steps"
)

// tree is one entry of the vectors file.
type tree struct {
	Seed   int            `json:"seed"`
	Leaves [][2]steps.Hex `json:"leaves"`
	Root   steps.Hex      `json:"root"`
	Proofs []steps.Step   `json:"proofs"`
}

// tally counts verdicts.
type tally struct{ present, absent, refused int }

// checkVectors verifies a file of trees: the given proofs, then those of every leaf and of every gap in a tree built
// here, which must have the given root. Every proof is also spoilt in several ways, and each must be refused.
func checkVectors(file string) (tally, error) {
	var count tally
	text, err := os.ReadFile(file)
	if err != nil {
		return count, err
	}
	var trees []tree
	if err := json.Unmarshal(text, &trees); err != nil {
		return count, fmt.Errorf("%s: %w", file, err)
	}
	if len(trees) == 0 {
		return count, fmt.Errorf("%s holds no tree", file)
	}
	for _, t := range trees {
		if err := count.add(t); err != nil {
			return count, fmt.Errorf("%s, seed %d: %w", file, t.Seed, err)
		}
	}
	return count, nil
}

func (c *tally) add(t tree) error {
	root := steps.Build(t.Leaves)
	if !bytes.Equal(root.Hash, t.Root) {
		return fmt.Errorf("root is %x, built here it is %x", []byte(t.Root), root.Hash)
	}
	values := map[string]steps.Hex{}
	for _, leaf := range t.Leaves {
		values[string(leaf[0])] = leaf[1]
	}
	all := steps.Of(root)
	for _, given := range t.Proofs {
		given.Value = values[string(given.Key)]
		all = append(all, given)
	}
	for _, s := range all {
		if err := c.addPresent(s, t.Root); err != nil {
			return fmt.Errorf("key %x: %w", []byte(s.Key), err)
		}
	}
	return c.addGaps(all[:len(t.Leaves)], t.Root)
}

func (c *tally) addPresent(s steps.Step, root []byte) error {
	if err := present([]steps.Step{s}, root); err != nil {
		return err
	}
	c.present++
	for _, wrong := range spoilt(s) {
		if present([]steps.Step{wrong}, root) == nil {
			return fmt.Errorf("a spoilt proof was accepted: %+v", wrong)
		}
		c.refused++
	}
	return nil
}

// addGaps proves that there is nothing before, between and after the leaves, and that two leaves with another
// between them prove nothing.
func (c *tally) addGaps(sorted []steps.Step, root []byte) error {
	for i := 0; i <= len(sorted); i++ {
		var left, right *steps.Step
		key := []byte{0}
		if i > 0 {
			left = &sorted[i-1]
			key = append(bytes.Clone(left.Key), 0)
		}
		if i < len(sorted) {
			right = &sorted[i]
		}
		if right != nil && bytes.Compare(key, right.Key) >= 0 {
			continue // no room between the two
		}
		if err := absent(key, left, right, root); err != nil {
			return fmt.Errorf("absent key %x: %w", key, err)
		}
		c.absent++
		if i+1 < len(sorted) {
			if absent(sorted[i].Key, left, &sorted[i+1], root) == nil {
				return fmt.Errorf("key %x was proven absent", []byte(sorted[i].Key))
			}
			c.refused++
		}
	}
	return nil
}

// spoilt returns copies with one bit of the value, the key, the first or last aunt, or the path changed.
func spoilt(s steps.Step) []steps.Step {
	wrong := []steps.Step{s, s}
	wrong[0].Value = flip(s.Value)
	wrong[1].Key = flip(s.Key)
	for i := range s.Aunts {
		if i == 0 || i == len(s.Aunts)-1 {
			w := s
			w.Aunts = append([]steps.Hex{}, s.Aunts...)
			w.Aunts[i] = flip(s.Aunts[i])
			wrong = append(wrong, w)
			w = s
			w.Index ^= 1 << i
			wrong = append(wrong, w)
		}
	}
	return wrong
}

func flip(b steps.Hex) steps.Hex {
	changed := bytes.Clone(b)
	changed[len(changed)-1] ^= 1
	return changed
}
