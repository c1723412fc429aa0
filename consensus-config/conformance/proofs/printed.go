package main

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/cometbft/cometbft/crypto/merkle"
	cmtjson "github.com/cometbft/cometbft/libs/json"
	cmtcrypto "github.com/cometbft/cometbft/proto/tendermint/crypto"
	ics23 "github.com/cosmos/ics23/go"

	"tenor/conformance/steps"
)

// printed is what "tenor query proof -o json" prints.
type printed struct {
	Component     string
	Key, Value    steps.Hex
	Absent        bool
	ComponentRoot steps.Hex
	ProofOps      json.RawMessage
	Ics23         struct{ Key, Component steps.Hex }
}

// checkPrinted verifies a printed proof under an app hash, which comes from a header that the reader trusts.
func checkPrinted(file, hash string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var p printed
	if err := json.Unmarshal(text, &p); err != nil {
		return err
	}
	appHash, err := hex.DecodeString(hash)
	if err != nil {
		return err
	}
	if err := p.commitments(appHash); err != nil {
		return err
	}
	if p.Absent {
		fmt.Printf("pass  ICS-23: %s has no key %x\n", p.Component, []byte(p.Key))
		return nil
	}
	fmt.Printf("pass  ICS-23: %s %x = %x\n", p.Component, []byte(p.Key), []byte(p.Value))
	var ops cmtcrypto.ProofOps
	if err := cmtjson.Unmarshal(p.ProofOps, &ops); err != nil {
		return err
	}
	path := merkle.KeyPath{}.AppendKey([]byte(p.Component), merkle.KeyEncodingURL).AppendKey(p.Key, merkle.KeyEncodingURL)
	if err := merkle.DefaultProofRuntime().VerifyValue(&ops, appHash, path.String(), p.Value); err != nil {
		return fmt.Errorf("CometBFT: %w", err)
	}
	fmt.Printf("pass  CometBFT: %s %x = %x\n", p.Component, []byte(p.Key), []byte(p.Value))
	return nil
}

// commitments verifies the two ICS-23 proofs.
func (p printed) commitments(appHash []byte) error {
	var leaf, component ics23.CommitmentProof
	if err := errors.Join(leaf.Unmarshal(p.Ics23.Key), component.Unmarshal(p.Ics23.Component)); err != nil {
		return err
	}
	spec := ics23.TendermintSpec
	if !ics23.VerifyMembership(spec, appHash, &component, []byte(p.Component), p.ComponentRoot) {
		return errors.New("ICS-23: the component's root is not under the app hash")
	}
	// The library accepts a longer prefix than the spec's, behind which the head of a key can be hidden.
	for _, e := range []*ics23.ExistenceProof{component.GetExist(), leaf.GetExist(), leaf.GetNonexist().GetLeft(), leaf.GetNonexist().GetRight()} {
		if e != nil && !bytes.Equal(e.Leaf.Prefix, spec.LeafSpec.Prefix) {
			return errors.New("ICS-23: a leaf's prefix is not the spec's")
		}
	}
	root := ics23.CommitmentRoot(p.ComponentRoot)
	if p.Absent && !ics23.VerifyNonMembership(spec, root, &leaf, p.Key) {
		return errors.New("ICS-23: absence is not proven")
	}
	if !p.Absent && !ics23.VerifyMembership(spec, root, &leaf, p.Key, p.Value) {
		return errors.New("ICS-23: the value is not proven")
	}
	return nil
}
