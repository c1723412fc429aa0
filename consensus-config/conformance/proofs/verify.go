package main

import (
	"errors"
	"fmt"

	"github.com/cometbft/cometbft/crypto/merkle"
	cmtcrypto "github.com/cometbft/cometbft/proto/tendermint/crypto"
	ics23 "github.com/cosmos/ics23/go"

	"tenor/conformance/steps"
)

// present checks a chain of steps, leaf first, with CometBFT's proof runtime and with ICS-23: each step's root is
// the next one's value, and the last one's is the given root.
func present(chain []steps.Step, root []byte) error {
	ops := &cmtcrypto.ProofOps{}
	path := merkle.KeyPath{}
	for i := range chain {
		ops.Ops = append(ops.Ops, merkle.NewValueOp(chain[i].Key, chain[i].Merkle()).ProofOp())
		path = path.AppendKey(chain[len(chain)-1-i].Key, merkle.KeyEncodingHex)
	}
	if err := merkle.DefaultProofRuntime().VerifyValue(ops, root, path.String(), chain[0].Value); err != nil {
		return fmt.Errorf("CometBFT: %w", err)
	}
	for i, s := range chain {
		above := root
		if i+1 < len(chain) {
			above = chain[i+1].Value
		}
		proof := &ics23.CommitmentProof{Proof: &ics23.CommitmentProof_Exist{Exist: s.Existence()}}
		if !ics23.VerifyMembership(ics23.TendermintSpec, above, proof, s.Key, s.Value) {
			return fmt.Errorf("ICS-23: step %d does not lead to %x", i+1, above)
		}
	}
	return nil
}

// absent checks with ICS-23 that no leaf with the key is under the root; one neighbour may be nil.
func absent(key []byte, left, right *steps.Step, root []byte) error {
	missing := &ics23.NonExistenceProof{Key: key}
	if left != nil {
		missing.Left = left.Existence()
	}
	if right != nil {
		missing.Right = right.Existence()
	}
	proof := &ics23.CommitmentProof{Proof: &ics23.CommitmentProof_Nonexist{Nonexist: missing}}
	if !ics23.VerifyNonMembership(ics23.TendermintSpec, root, proof, key) {
		return errors.New("ICS-23: absence is not proven")
	}
	return nil
}
