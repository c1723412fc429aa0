// Package steps holds proofs and trees of the shape that docs/formats describes, written apart from the Java code.
package steps

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/cometbft/cometbft/crypto/merkle"
	cmtcrypto "github.com/cometbft/cometbft/proto/tendermint/crypto"
	ics23 "github.com/cosmos/ics23/go"
)

// Hex is a byte string written as hex.
type Hex []byte

func (h *Hex) UnmarshalJSON(text []byte) error {
	var digits string
	if err := json.Unmarshal(text, &digits); err != nil {
		return err
	}
	raw, err := hex.DecodeString(digits)
	*h = raw
	return err
}

// Step is a leaf with its way to the root: total is 2 to the power of the depth and index the path as bits, the
// first step the most significant; aunts go from the leaf upward.
type Step struct {
	Key      Hex   `json:"key"`
	Value    Hex   `json:"value"`
	LeafHash Hex   `json:"leafHash"`
	Total    int64 `json:"total"`
	Index    int64 `json:"index"`
	Aunts    []Hex `json:"aunts"`
}

// Merkle returns the step in CometBFT's form.
func (s Step) Merkle() *merkle.Proof {
	aunts := make([][]byte, len(s.Aunts))
	for i, aunt := range s.Aunts {
		aunts[i] = aunt
	}
	return &merkle.Proof{Total: s.Total, Index: s.Index, LeafHash: s.LeafHash, Aunts: aunts}
}

// Root returns the hash that the step leads to.
func (s Step) Root() []byte {
	root := leafHash(s.Key, s.Value)
	for i, aunt := range s.Aunts {
		if s.Index>>i&1 == 1 {
			root = innerHash(aunt, root)
		} else {
			root = innerHash(root, aunt)
		}
	}
	return root
}

// Existence returns the step as ICS-23's proof of a leaf in a tree of TendermintSpec.
func (s Step) Existence() *ics23.ExistenceProof {
	path := make([]*ics23.InnerOp, len(s.Aunts))
	for i, aunt := range s.Aunts {
		path[i] = &ics23.InnerOp{Hash: ics23.HashOp_SHA256, Prefix: []byte{1}, Suffix: aunt}
		if s.Index>>i&1 == 1 {
			path[i].Prefix, path[i].Suffix = append([]byte{1}, aunt...), nil
		}
	}
	return &ics23.ExistenceProof{Key: s.Key, Value: s.Value, Leaf: ics23.TendermintSpec.LeafSpec, Path: path}
}

// OfOp reads a "simple:v" operation; value is what the leaf holds.
func OfOp(op cmtcrypto.ProofOp, value []byte) (Step, error) {
	decoded, err := merkle.ValueOpDecoder(op)
	if err != nil {
		return Step{}, err
	}
	proof := decoded.(merkle.ValueOp).Proof
	aunts := make([]Hex, len(proof.Aunts))
	for i, aunt := range proof.Aunts {
		aunts[i] = aunt
	}
	if proof.Total != 1<<len(aunts) {
		return Step{}, fmt.Errorf("total is %d with %d aunts", proof.Total, len(aunts))
	}
	return Step{op.Key, value, proof.LeafHash, proof.Total, proof.Index, aunts}, nil
}

func leafHash(key, value []byte) []byte {
	digest := sha256.Sum256(value)
	return hash([]byte{0}, uvarint(len(key)), key, []byte{sha256.Size}, digest[:])
}

func innerHash(left, right []byte) []byte {
	return hash([]byte{1}, left, right)
}

func hash(parts ...[]byte) []byte {
	digest := sha256.New()
	for _, part := range parts {
		digest.Write(part)
	}
	return digest.Sum(nil)
}
