package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"sort"

	"github.com/cometbft/cometbft/crypto/merkle"
	cmtcrypto "github.com/cometbft/cometbft/proto/tendermint/crypto"
	ics23 "github.com/cosmos/ics23/go"

	"tenor/conformance/steps"
)

// claim is one line of the corpus: a proof, what it is said to prove, and what a verifier must say to that.
type claim struct {
	Tree, What, Form, Expect string
	Root                     steps.Hex
	Path                     []steps.Hex
	Value, Proof             steps.Hex
}

// checkCorpus has the stock verifiers judge every line. "strict" lines are lies that ICS-23 accepts as long as the
// leaf's rule is not compared with the spec's, all of it; they must be accepted without that and refused with it, so
// that a library which closes the gap is noticed.
func checkCorpus(file string) error {
	in, err := os.Open(file)
	if err != nil {
		return err
	}
	defer in.Close()
	counts := map[string]int{}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var c claim
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			return err
		}
		if err := c.judge(counts); err != nil {
			return fmt.Errorf("%s: %s: %w: %.2000s", c.Tree, c.What, err, lines.Bytes())
		}
	}
	if err := lines.Err(); err != nil {
		return err
	}
	for _, needed := range []string{"ics23 proven", "ics23 refused", "ics23 strict", "simple proven", "simple refused"} {
		if counts[needed] == 0 {
			return fmt.Errorf("%s holds no line for %q", file, needed)
		}
	}
	fmt.Printf("pass  CometBFT and ICS-23 for Go: %s\n", table(counts))
	return nil
}

// judge compares the verdict with the expected one.
func (c claim) judge(counts map[string]int) error {
	accepted, exact := c.verify()
	counts[c.Form+" "+c.Expect]++
	switch {
	case c.Expect == "proven" && !(accepted && exact):
		return fmt.Errorf("a genuine proof was refused")
	case c.Expect == "refused" && accepted:
		return fmt.Errorf("a spoilt proof or a lie was accepted")
	case c.Expect == "strict" && accepted && exact:
		return fmt.Errorf("a lie was accepted")
	case c.Expect == "strict" && !accepted:
		return fmt.Errorf("the library refuses by itself what once needed a comparison of the leaf's rule")
	case c.Expect == "truth" && accepted:
		counts[c.Form+" truth accepted"]++
	}
	return nil
}

// verify returns the stock verdict, and whether every leaf's rule is exactly the spec's.
func (c claim) verify() (accepted, exact bool) {
	if c.Form == "simple" {
		return c.verifySimple(), true
	}
	var proof ics23.CommitmentProof
	if proof.Unmarshal(c.Proof) != nil {
		return false, false
	}
	if len(c.Value) == 0 {
		accepted = ics23.VerifyNonMembership(ics23.TendermintSpec, ics23.CommitmentRoot(c.Root), &proof, c.Path[0])
	} else {
		accepted = ics23.VerifyMembership(ics23.TendermintSpec, ics23.CommitmentRoot(c.Root), &proof, c.Path[0], c.Value)
	}
	return accepted, exactLeaves(&proof)
}

// exactLeaves returns whether every leaf is hashed by the spec's rule and no other. The library itself accepts a
// longer prefix, behind which the head of a key can be hidden.
func exactLeaves(proof *ics23.CommitmentProof) bool {
	for _, leaf := range []*ics23.ExistenceProof{proof.GetExist(), proof.GetNonexist().GetLeft(), proof.GetNonexist().GetRight()} {
		if leaf != nil && !bytes.Equal(leaf.GetLeaf().GetPrefix(), ics23.TendermintSpec.LeafSpec.Prefix) {
			return false
		}
	}
	return true
}

// verifySimple verifies operators as the light proxy does.
func (c claim) verifySimple() bool {
	var ops cmtcrypto.ProofOps
	if ops.Unmarshal(c.Proof) != nil {
		return false
	}
	path := merkle.KeyPath{}
	for _, key := range c.Path {
		path = path.AppendKey(key, merkle.KeyEncodingURL)
	}
	return merkle.DefaultProofRuntime().VerifyValue(&ops, c.Root, path.String(), c.Value) == nil
}

func table(counts map[string]int) string {
	names := make([]string, 0, len(counts))
	for name := range counts {
		names = append(names, name)
	}
	sort.Strings(names)
	text := ""
	for i, name := range names {
		if i > 0 {
			text += ", "
		}
		text += fmt.Sprintf("%s %d", name, counts[name])
	}
	return text
}
