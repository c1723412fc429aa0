package main

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"

	abci "github.com/cometbft/cometbft/abci/types"
	cmtjson "github.com/cometbft/cometbft/libs/json"
)

var client = http.Client{Timeout: 20 * time.Second}

// refusal is an error that the server answered with, unlike one of the connection.
type refusal struct{ text string }

func (r refusal) Error() string { return r.text }

// call returns the result of a JSON-RPC request by URI.
func call(base, method string, arguments url.Values) (json.RawMessage, error) {
	response, err := client.Get(base + "/" + method + "?" + arguments.Encode())
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	var envelope struct {
		Result json.RawMessage
		Error  *struct{ Message, Data string }
	}
	if err := json.Unmarshal(text, &envelope); err != nil {
		return nil, fmt.Errorf("%s answered %.100q", base, text)
	}
	if envelope.Error != nil {
		return nil, refusal{envelope.Error.Message + ": " + envelope.Error.Data}
	}
	return envelope.Result, nil
}

// nodeStatus is what the test needs of /status.
type nodeStatus struct {
	chain            string
	earliest, latest int64
}

func askStatus(node string) (nodeStatus, error) {
	text, err := call(node, "status", nil)
	if err != nil {
		return nodeStatus{}, err
	}
	var status struct {
		NodeInfo struct{ Network string } `json:"node_info"`
		SyncInfo struct {
			Earliest int64 `json:"earliest_block_height,string"`
			Latest   int64 `json:"latest_block_height,string"`
		} `json:"sync_info"`
	}
	if err := json.Unmarshal(text, &status); err != nil {
		return nodeStatus{}, err
	}
	return nodeStatus{status.NodeInfo.Network, status.SyncInfo.Earliest, status.SyncInfo.Latest}, nil
}

func askHash(node string, height int64) (string, error) {
	text, err := call(node, "block", url.Values{"height": {strconv.FormatInt(height, 10)}})
	if err != nil {
		return "", err
	}
	var block struct {
		ID struct{ Hash string } `json:"block_id"`
	}
	err = json.Unmarshal(text, &block)
	return block.ID.Hash, err
}

// askAppHash returns the hash that a header carries; behind the proxy that header is verified.
func askAppHash(base string, height int64) ([]byte, error) {
	text, err := call(base, "commit", url.Values{"height": {strconv.FormatInt(height, 10)}})
	if err != nil {
		return nil, err
	}
	var commit struct {
		Signed struct {
			Header struct {
				Height  int64  `json:"height,string"`
				AppHash string `json:"app_hash"`
			}
		} `json:"signed_header"`
	}
	if err := json.Unmarshal(text, &commit); err != nil {
		return nil, err
	}
	if commit.Signed.Header.Height != height {
		return nil, fmt.Errorf("the header is of height %d, not %d", commit.Signed.Header.Height, height)
	}
	return hex.DecodeString(commit.Signed.Header.AppHash)
}

// askKey asks for a key, height 0 being the newest that can be proven.
func askKey(base, path, key string, height int64) (abci.ResponseQuery, error) {
	text, err := call(base, "abci_query", url.Values{
		"path": {strconv.Quote(path)}, "data": {"0x" + key}, "height": {strconv.FormatInt(height, 10)}, "prove": {"true"},
	})
	if err != nil {
		return abci.ResponseQuery{}, err
	}
	var answer struct {
		Response abci.ResponseQuery `json:"response"`
	}
	err = cmtjson.Unmarshal(text, &answer)
	return answer.Response, err
}
