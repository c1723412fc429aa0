// A small ABCI application to try the proof path of the engine without the Java node: it holds a few fixed accounts
// in a tree of the specified shape and answers /store/accounts/key with two proof operations.
//
//	app SOCKET    listens on the unix socket until it is killed
package main

import (
	"bytes"
	"context"
	"encoding/hex"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/cometbft/cometbft/abci/server"
	"github.com/cometbft/cometbft/abci/types"
	"github.com/cometbft/cometbft/crypto/merkle"
	cmtcrypto "github.com/cometbft/cometbft/proto/tendermint/crypto"
	ics23 "github.com/cosmos/ics23/go"

	"tenor/conformance/steps"
)

const store = "accounts"

// app answers from memory; its state never changes.
type app struct {
	types.BaseApplication
	height  int64
	leaves  map[string]steps.Step
	sorted  []steps.Step
	upper   steps.Step
	appHash []byte
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: app SOCKET")
		os.Exit(2)
	}
	socket := server.NewSocketServer("unix://"+os.Args[1], newApp())
	if err := socket.Start(); err != nil {
		fmt.Fprintln(os.Stderr, "app:", err)
		os.Exit(1)
	}
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM)
	<-stop
}

func newApp() *app {
	var accounts [][2]steps.Hex
	for i := range byte(50) {
		accounts = append(accounts, [2]steps.Hex{{2, 1, 0, i}, {8, i + 1}})
	}
	tree := steps.Build(accounts)
	components := steps.Build([][2]steps.Hex{{[]byte(store), tree.Hash}, {[]byte("oracle"), tree.Hash}})
	a := &app{leaves: map[string]steps.Step{}, upper: steps.Of(components)[0], appHash: components.Hash}
	a.sorted = steps.Of(tree)
	for _, leaf := range a.sorted {
		a.leaves[string(leaf.Key)] = leaf
	}
	return a
}

func (a *app) Info(context.Context, *types.RequestInfo) (*types.ResponseInfo, error) {
	return &types.ResponseInfo{LastBlockHeight: a.height, LastBlockAppHash: a.appHash}, nil
}

func (a *app) InitChain(context.Context, *types.RequestInitChain) (*types.ResponseInitChain, error) {
	return &types.ResponseInitChain{AppHash: a.appHash}, nil
}

func (a *app) FinalizeBlock(_ context.Context, block *types.RequestFinalizeBlock) (*types.ResponseFinalizeBlock, error) {
	a.height = block.Height
	results := make([]*types.ExecTxResult, len(block.Txs))
	for i := range results {
		results[i] = &types.ExecTxResult{}
	}
	return &types.ResponseFinalizeBlock{TxResults: results, AppHash: a.appHash}, nil
}

func (a *app) Query(_ context.Context, query *types.RequestQuery) (*types.ResponseQuery, error) {
	if strings.HasPrefix(query.Path, "/p2p/filter/") {
		return &types.ResponseQuery{}, nil // every peer is welcome
	}
	if query.Path == "/store/"+store+"/ics23" {
		return a.absence(query)
	}
	leaf, found := a.leaves[string(query.Data)]
	if query.Path != "/store/"+store+"/key" || !found {
		return &types.ResponseQuery{Code: 1, Log: "no account " + hex.EncodeToString(query.Data)}, nil
	}
	height := query.Height
	if height == 0 {
		height = a.height - 1
	}
	ops := []cmtcrypto.ProofOp{
		merkle.NewValueOp(leaf.Key, leaf.Merkle()).ProofOp(),
		merkle.NewValueOp(a.upper.Key, a.upper.Merkle()).ProofOp(),
	}
	return &types.ResponseQuery{Key: leaf.Key, Value: leaf.Value, Height: height, ProofOps: &cmtcrypto.ProofOps{Ops: ops}}, nil
}

// absence answers with ICS-23's proof that a key is absent.
func (a *app) absence(query *types.RequestQuery) (*types.ResponseQuery, error) {
	missing := &ics23.NonExistenceProof{Key: query.Data}
	for i := range a.sorted {
		if bytes.Compare(a.sorted[i].Key, query.Data) < 0 {
			missing.Left = a.sorted[i].Existence()
		} else if missing.Right == nil {
			missing.Right = a.sorted[i].Existence()
		}
	}
	var ops []cmtcrypto.ProofOp
	for _, proof := range []*ics23.CommitmentProof{
		{Proof: &ics23.CommitmentProof_Nonexist{Nonexist: missing}},
		{Proof: &ics23.CommitmentProof_Exist{Exist: a.upper.Existence()}},
	} {
		data, err := proof.Marshal()
		if err != nil {
			return nil, err
		}
		ops = append(ops, cmtcrypto.ProofOp{Type: "ics23:simple", Key: query.Data, Data: data})
	}
	return &types.ResponseQuery{Key: query.Data, Height: a.height - 1, ProofOps: &cmtcrypto.ProofOps{Ops: ops}}, nil
}
