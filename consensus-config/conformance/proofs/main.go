// Verifies Tenor's proofs with the stock tools: CometBFT's proof runtime and ICS-23's TendermintSpec.
//
//	proofs vectors FILE...                              trees with roots and proofs
//	proofs corpus FILE                                  claims with proofs, genuine, spoilt and lying, one a line
//	proofs printed FILE APP_HASH                        what "tenor query proof -o json" printed, with both libraries
//	proofs query APP_HASH COMPONENT KEY < RESPONSE      the JSON of an abci_query for /store/COMPONENT/key
//	proofs absent APP_HASH COMPONENT KEY < PROOF        {"left":STEP,"right":STEP,"component":STEP}, one side may be null
//
// Hashes and keys are hex. A STEP is {"key","value","total","index","leafHash","aunts"} with byte strings as hex; the
// component's is {"total","index","leafHash","aunts"}. APP_HASH is that of the header after the answer's height.
package main

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	abci "github.com/cometbft/cometbft/abci/types"
	"github.com/cometbft/cometbft/crypto/merkle"
	cmtjson "github.com/cometbft/cometbft/libs/json"

	"tenor/conformance/steps"
)

func main() {
	if err := run(os.Args[1:], os.Stdin); err != nil {
		fmt.Fprintln(os.Stderr, "proofs:", err)
		os.Exit(1)
	}
}

func run(args []string, in io.Reader) error {
	if len(args) >= 2 && args[0] == "vectors" {
		return runVectors(args[1:])
	}
	if len(args) == 2 && args[0] == "corpus" {
		return checkCorpus(args[1])
	}
	if len(args) == 3 && args[0] == "printed" {
		return checkPrinted(args[1], args[2])
	}
	if len(args) != 4 || args[0] != "query" && args[0] != "absent" {
		return errors.New("usage: proofs vectors FILE... | proofs corpus FILE | proofs printed FILE APP_HASH | proofs query|absent APP_HASH COMPONENT KEY < JSON")
	}
	appHash, err := hex.DecodeString(args[1])
	if err != nil {
		return fmt.Errorf("the app hash is not hex: %w", err)
	}
	key, err := hex.DecodeString(args[3])
	if err != nil {
		return fmt.Errorf("the key is not hex: %w", err)
	}
	text, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	if args[0] == "query" {
		return query(appHash, args[2], key, text)
	}
	return absence(appHash, args[2], key, text)
}

func runVectors(files []string) error {
	for _, file := range files {
		count, err := checkVectors(file)
		if err != nil {
			return err
		}
		fmt.Printf("pass  %s: %d present, %d absent, %d spoilt refused\n", file, count.present, count.absent, count.refused)
	}
	return nil
}

// query verifies an answer as the light proxy does, then again from the parts with ICS-23.
func query(appHash []byte, component string, key, text []byte) error {
	var envelope struct {
		Result   json.RawMessage `json:"result"`
		Response json.RawMessage `json:"response"`
	}
	if err := json.Unmarshal(text, &envelope); err != nil {
		return err
	}
	if envelope.Result != nil {
		return query(appHash, component, key, envelope.Result)
	}
	var response abci.ResponseQuery
	if err := cmtjson.Unmarshal(envelope.Response, &response); err != nil {
		return err
	}
	if response.ProofOps == nil || len(response.ProofOps.Ops) != 2 {
		return fmt.Errorf("code %d, expected a value with two proof operations", response.Code)
	}
	if !bytes.Equal(response.Key, key) {
		return fmt.Errorf("the answer is about key %x", response.Key)
	}
	path := merkle.KeyPath{}.AppendKey([]byte(component), merkle.KeyEncodingURL).AppendKey(key, merkle.KeyEncodingURL)
	if err := merkle.DefaultProofRuntime().VerifyValue(response.ProofOps, appHash, path.String(), response.Value); err != nil {
		return fmt.Errorf("CometBFT: %w", err)
	}
	leaf, err := steps.OfOp(response.ProofOps.Ops[0], response.Value)
	if err != nil {
		return err
	}
	upper, err := steps.OfOp(response.ProofOps.Ops[1], leaf.Root())
	if err != nil {
		return err
	}
	if err := present([]steps.Step{leaf, upper}, appHash); err != nil {
		return err
	}
	fmt.Printf("pass  %s %x = %x at height %d\n", component, key, response.Value, response.Height)
	return nil
}

func absence(appHash []byte, component string, key, text []byte) error {
	var proof struct{ Left, Right, Component *steps.Step }
	if err := json.Unmarshal(text, &proof); err != nil {
		return err
	}
	neighbour := proof.Left
	if neighbour == nil {
		neighbour = proof.Right
	}
	if neighbour == nil || proof.Component == nil {
		return errors.New("expected a neighbour and the component's proof")
	}
	root := neighbour.Root()
	proof.Component.Key, proof.Component.Value = []byte(component), root
	if err := present([]steps.Step{*proof.Component}, appHash); err != nil {
		return err
	}
	if err := absent(key, proof.Left, proof.Right, root); err != nil {
		return err
	}
	fmt.Printf("pass  %s %x is absent\n", component, key)
	return nil
}
