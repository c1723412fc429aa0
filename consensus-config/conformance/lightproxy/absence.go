package main

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	abci "github.com/cometbft/cometbft/abci/types"
	ics23 "github.com/cosmos/ics23/go"
)

// missing is a key that is absent, with a key beside it that is present.
type missing struct{ absent, beside string }

// absentKey returns a key that sorts right behind the one that is asked for.
func (o *options) absentKey() string { return o.key + "00" }

// absence asks the node for the absence of a key and checks it under a header that the proxy verified. A bit changed
// anywhere in the proof must make it fail.
func (o *options) absence() (missing, error) {
	path := strings.TrimSuffix(o.path, "/key") + "/ics23"
	answer, err := askKey(o.node, path, o.absentKey(), 0)
	if err != nil {
		return missing{}, err
	}
	if answer.Code != 0 || len(answer.Value) != 0 || answer.ProofOps == nil || len(answer.ProofOps.Ops) != 2 {
		return missing{}, fmt.Errorf("expected no value and two proofs, code %d (%s)", answer.Code, answer.Log)
	}
	appHash, err := through(o, o.node, true, func(base string) ([]byte, error) {
		return askAppHash(base, answer.Height+1)
	})
	if err != nil {
		return missing{}, err
	}
	proof, err := o.verifyAbsence(answer, appHash)
	if err != nil {
		return missing{}, err
	}
	for _, op := range answer.ProofOps.Ops {
		op.Data[len(op.Data)/2] ^= 1
		if _, err := o.verifyAbsence(answer, appHash); err == nil {
			return missing{}, errors.New("a spoilt proof of absence was accepted")
		}
		op.Data[len(op.Data)/2] ^= 1
	}
	if proof.Right == nil {
		return missing{}, errors.New("expected a key behind the absent one")
	}
	return missing{o.absentKey(), hex.EncodeToString(proof.Right.Key)}, nil
}

// verifyAbsence checks both proofs with ICS-23, from the app hash to the component's root and from there to the gap.
func (o *options) verifyAbsence(answer abci.ResponseQuery, appHash []byte) (*ics23.NonExistenceProof, error) {
	var gap, component ics23.CommitmentProof
	if err := gap.Unmarshal(answer.ProofOps.Ops[0].Data); err != nil {
		return nil, err
	}
	if err := component.Unmarshal(answer.ProofOps.Ops[1].Data); err != nil {
		return nil, err
	}
	key, err := hex.DecodeString(o.absentKey())
	if err != nil {
		return nil, err
	}
	name := []byte(strings.Split(o.path, "/")[2])
	root := component.GetExist().GetValue()
	for _, leaf := range []*ics23.ExistenceProof{component.GetExist(), gap.GetNonexist().GetLeft(), gap.GetNonexist().GetRight()} {
		// The library accepts a longer prefix, behind which the head of a key can be hidden.
		if leaf != nil && !bytes.Equal(leaf.GetLeaf().GetPrefix(), ics23.TendermintSpec.LeafSpec.Prefix) {
			return nil, errors.New("a leaf's prefix is not the spec's")
		}
	}
	if !ics23.VerifyMembership(ics23.TendermintSpec, appHash, &component, name, root) {
		return nil, errors.New("the component's root is not under the app hash")
	}
	if !ics23.VerifyNonMembership(ics23.TendermintSpec, root, &gap, key) {
		return nil, errors.New("absence is not proven")
	}
	return gap.GetNonexist(), nil
}

// absenceRefused asks the proxy for an absent key in either form: it must not answer as if that were verified.
func (o *options) absenceRefused() error {
	for _, path := range []string{o.path, strings.TrimSuffix(o.path, "/key") + "/ics23"} {
		answer, err := through(o, o.node, false, func(base string) (abci.ResponseQuery, error) {
			return askKey(base, path, o.absentKey(), 0)
		})
		if err == nil {
			return fmt.Errorf("%s returned code %d, value %x", path, answer.Code, answer.Value)
		}
		if !errors.As(err, &refusal{}) {
			return err
		}
	}
	return nil
}

// otherKey has the node answer for another key, which the proxy lets pass, since its proof is right.
func (o *options) otherKey(known missing) error {
	twister, err := startTwister(o.node, func(question map[string]any) {
		question["data"] = strings.ToUpper(known.beside)
	})
	if err != nil {
		return err
	}
	defer twister.close()
	answer, err := o.ask(twister.address, true)
	if err != nil {
		return fmt.Errorf("the proxy refuses by itself: %w", err)
	}
	if got := hex.EncodeToString(answer.Key); twister.lies.Load() == 0 || got != known.beside {
		return fmt.Errorf("expected an answer about %s, got one about %s", known.beside, got)
	}
	return nil
}

// otherHeight has the node answer for the height before the one that is asked for.
func (o *options) otherHeight() error {
	now, err := askKey(o.node, o.path, o.key, 0)
	if err != nil {
		return err
	}
	before := fmt.Sprint(now.Height - 1)
	twister, err := startTwister(o.node, func(question map[string]any) { question["height"] = before })
	if err != nil {
		return err
	}
	defer twister.close()
	answer, err := through(o, twister.address, true, func(base string) (abci.ResponseQuery, error) {
		return askKey(base, o.path, o.key, now.Height)
	})
	if err != nil {
		return fmt.Errorf("the proxy refuses by itself: %w", err)
	}
	if answer.Height != now.Height-1 {
		return fmt.Errorf("expected an answer for height %s, got one for %d", before, answer.Height)
	}
	return nil
}
