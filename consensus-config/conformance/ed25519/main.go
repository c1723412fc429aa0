// Verifies files of signature vectors with CometBFT's Ed25519: each "zip215" verdict must be its own.
package main

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"

	"github.com/cometbft/cometbft/crypto/ed25519"
)

type vector struct {
	Kind      string `json:"kind"`
	PublicKey string `json:"publicKey"`
	Message   string `json:"message"`
	Signature string `json:"signature"`
	ZIP215    *bool  `json:"zip215"`
}

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: ed25519 FILE...")
		os.Exit(2)
	}
	for _, file := range os.Args[1:] {
		count, err := check(file)
		if err != nil {
			fmt.Fprintf(os.Stderr, "ed25519: %s: %v\n", file, err)
			os.Exit(1)
		}
		fmt.Printf("pass  %s: %d verdicts\n", file, count)
	}
}

func check(file string) (int, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return 0, err
	}
	var vectors []vector
	if err := json.Unmarshal(text, &vectors); err != nil {
		return 0, err
	}
	if len(vectors) == 0 {
		return 0, fmt.Errorf("no vectors")
	}
	for i, v := range vectors {
		verdict, err := v.verify()
		if err != nil {
			return i, fmt.Errorf("vector %d (%s): %w", i+1, v.Kind, err)
		}
		if v.ZIP215 == nil || verdict != *v.ZIP215 {
			return i, fmt.Errorf("vector %d (%s): CometBFT says %t", i+1, v.Kind, verdict)
		}
	}
	return len(vectors), nil
}

func (v vector) verify() (bool, error) {
	key, err := hex.DecodeString(v.PublicKey)
	if err != nil {
		return false, err
	}
	message, err := hex.DecodeString(v.Message)
	if err != nil {
		return false, err
	}
	signature, err := hex.DecodeString(v.Signature)
	if err != nil {
		return false, err
	}
	return ed25519.PubKey(key).VerifySignature(message, signature), nil
}
