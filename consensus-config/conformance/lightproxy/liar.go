package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strconv"
	"sync/atomic"
)

// liar passes requests on to a node and changes questions or answers of abci_query.
type liar struct {
	address string
	lies    atomic.Int64
	server  *http.Server
}

// startLiar changes one bit of the "value", the "proof" (the last byte of the first operation, which is an aunt) or
// the "key" of each answer.
func startLiar(node, part string) (*liar, error) {
	return start(node, func(answer map[string]any) bool { return spoil(answer, part) }, nil)
}

// startTwister has the node answer another question than the one that is asked: turn changes its parameters.
func startTwister(node string, turn func(question map[string]any)) (*liar, error) {
	return start(node, func(map[string]any) bool { return false }, turn)
}

func start(node string, spoil func(map[string]any) bool, turn func(map[string]any)) (*liar, error) {
	target, err := url.Parse(node)
	if err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	l := &liar{address: "http://" + listener.Addr().String()}
	l.server = &http.Server{Handler: &httputil.ReverseProxy{
		Rewrite: func(request *httputil.ProxyRequest) {
			request.SetURL(target)
			request.Out.Header.Set("Accept-Encoding", "identity")
			if turn != nil {
				l.twist(request.Out, turn)
			}
		},
		ModifyResponse: func(response *http.Response) error { return l.rewrite(response, spoil) },
	}}
	go func() { _ = l.server.Serve(listener) }()
	return l, nil
}

func (l *liar) close() { _ = l.server.Close() }

// twist changes the parameters of a question to abci_query.
func (l *liar) twist(request *http.Request, turn func(map[string]any)) {
	if request.Body == nil {
		return
	}
	text, err := io.ReadAll(request.Body)
	if err != nil {
		return
	}
	var call map[string]any
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if decoder.Decode(&call) == nil && call["method"] == "abci_query" {
		if question, ok := call["params"].(map[string]any); ok {
			turn(question)
			l.lies.Add(1)
		}
		if changed, err := json.Marshal(call); err == nil {
			text = changed
		}
	}
	request.Body = io.NopCloser(bytes.NewReader(text))
	request.ContentLength = int64(len(text))
	request.Header.Set("Content-Length", strconv.Itoa(len(text)))
}

func (l *liar) rewrite(response *http.Response, spoil func(map[string]any) bool) error {
	if response.StatusCode == http.StatusSwitchingProtocols {
		return nil // a websocket
	}
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	_ = response.Body.Close()
	var answer map[string]any
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if decoder.Decode(&answer) == nil && spoil(answer) {
		if text, err = json.Marshal(answer); err != nil {
			return err
		}
		l.lies.Add(1)
	}
	response.Body = io.NopCloser(bytes.NewReader(text))
	response.ContentLength = int64(len(text))
	response.Header.Set("Content-Length", strconv.Itoa(len(text)))
	return nil
}

// spoil changes an answer to abci_query and returns whether it was one.
func spoil(answer map[string]any, part string) bool {
	result, _ := answer["result"].(map[string]any)
	query, _ := result["response"].(map[string]any)
	proof, _ := query["proofOps"].(map[string]any)
	ops, _ := proof["ops"].([]any)
	if len(ops) == 0 {
		return false
	}
	if part == "proof" {
		op, _ := ops[0].(map[string]any)
		return flip(op, "data")
	}
	return flip(query, part)
}

// flip changes the last bit of a base64 field.
func flip(object map[string]any, field string) bool {
	text, _ := object[field].(string)
	raw, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(raw) == 0 {
		return false
	}
	raw[len(raw)-1] ^= 1
	object[field] = base64.StdEncoding.EncodeToString(raw)
	return true
}
