// Asks a running node for an account through an unmodified "cometbft light" proxy: the value must come through, and
// must be refused when a lying node spoils the value, the proof or the key on the way. What the proxy does not do is
// tried too: it compares neither the key nor the height with what was asked, and knows no proof of absence; that one
// is checked with ICS-23 against a header which the proxy verified.
package main

import (
	"encoding/hex"
	"flag"
	"fmt"
	"os"
	"strings"
)

// options are the command line's.
type options struct {
	engine, node, witnesses, chain, hash, path, key, expect string
	height                                                  int64
}

func main() {
	var o options
	flag.StringVar(&o.engine, "engine", "", "the cometbft binary")
	flag.StringVar(&o.node, "node", "http://127.0.0.1:26601", "RPC of the node that is asked")
	flag.StringVar(&o.witnesses, "witnesses", "", "RPC of other nodes, comma-separated; the node itself if none")
	flag.StringVar(&o.chain, "chain-id", "", "the chain; asked of the node if empty")
	flag.Int64Var(&o.height, "trust-height", 0, "a height that is trusted; a recent one of the node if 0")
	flag.StringVar(&o.hash, "trust-hash", "", "the header's hash at that height; asked of the node if empty")
	flag.StringVar(&o.path, "path", "/store/accounts/key", "the query's path")
	flag.StringVar(&o.key, "key", "", "the key, hex")
	flag.StringVar(&o.expect, "expect", "", "the value, hex; any if empty")
	flag.Parse()
	if _, err := hex.DecodeString(o.key); err != nil || o.key == "" || o.engine == "" || flag.NArg() > 0 {
		fmt.Fprintln(os.Stderr, "light-proxy-test: --key must be hex; try --help")
		os.Exit(2)
	}
	if !run(o) {
		os.Exit(1)
	}
}

// run prints a line per case and returns whether all passed.
func run(o options) bool {
	if err := o.trust(); err != nil {
		return verdict("trust", err)
	}
	passed := verdict("value is returned", o.honest())
	for _, part := range []string{"value", "proof", "key"} {
		passed = verdict("spoilt "+part+" is refused", o.spoilt(part)) && passed
	}
	missing, err := o.absence()
	passed = verdict("absence is proven by ICS-23 under a header that the proxy verified", err) && passed
	passed = verdict("the proxy itself does not vouch for absence", o.absenceRefused()) && passed
	passed = verdict("another key's proof passes the proxy: who asks must compare the key", o.otherKey(missing)) && passed
	return verdict("another height's proof passes the proxy: who asks must compare the height", o.otherHeight()) && passed
}

func verdict(name string, err error) bool {
	if err != nil {
		fmt.Printf("FAIL  light proxy: %s: %v\n", name, err)
		return false
	}
	fmt.Printf("pass  light proxy: %s\n", name)
	return true
}

// trust fills in what the command line leaves open.
func (o *options) trust() error {
	if o.witnesses == "" {
		o.witnesses = o.node
	}
	status, err := askStatus(o.node)
	if err != nil {
		return err
	}
	if o.chain == "" {
		o.chain = status.chain
	}
	if o.height == 0 {
		o.height = max(status.earliest, status.latest-3)
	}
	if o.hash == "" {
		o.hash, err = askHash(o.node, o.height)
	}
	return err
}

// honest asks through the proxy and compares with what the node itself says at that height.
func (o *options) honest() error {
	answer, err := o.ask(o.node, true)
	if err != nil {
		return err
	}
	if hex.EncodeToString(answer.Key) != strings.ToLower(o.key) {
		return fmt.Errorf("the answer is about key %x", answer.Key)
	}
	if len(answer.Value) == 0 {
		return fmt.Errorf("the value is empty (code %d, %s)", answer.Code, answer.Log)
	}
	if value := hex.EncodeToString(answer.Value); o.expect != "" && value != strings.ToLower(o.expect) {
		return fmt.Errorf("the value is %s, expected %s", value, o.expect)
	}
	fmt.Printf("      %s %x = %x at height %d\n", o.path, answer.Key, answer.Value, answer.Height)
	return nil
}

// spoilt asks through the proxy with a lying node behind it.
func (o *options) spoilt(part string) error {
	liar, err := startLiar(o.node, part)
	if err != nil {
		return err
	}
	defer liar.close()
	answer, err := o.ask(liar.address, false)
	switch {
	case err == nil:
		return fmt.Errorf("the proxy returned %x = %x", answer.Key, answer.Value)
	case liar.lies.Load() == 0:
		return fmt.Errorf("nothing was spoilt: %w", err)
	case !strings.Contains(err.Error(), "verify value proof"):
		return fmt.Errorf("refused for another reason: %w", err)
	}
	return nil
}
