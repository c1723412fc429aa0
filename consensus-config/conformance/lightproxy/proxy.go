package main

import (
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	abci "github.com/cometbft/cometbft/abci/types"
)

const (
	startTime = 30 * time.Second
	pause     = 200 * time.Millisecond
)

// ask asks a proxy for the key, see through.
func (o *options) ask(primary string, patience bool) (abci.ResponseQuery, error) {
	return through(o, primary, patience, func(base string) (abci.ResponseQuery, error) {
		return askKey(base, o.path, o.key, 0)
	})
}

// through starts the proxy with an empty store in front of a node, asks it something, and stops it. With patience, a
// refusal is asked again for a few seconds: the header that proves the newest answer may be a block away.
func through[T any](o *options, primary string, patience bool, question func(base string) (T, error)) (T, error) {
	var none T
	home, err := os.MkdirTemp("", "tenor-light-")
	if err != nil {
		return none, err
	}
	defer os.RemoveAll(home)
	port, err := freePort()
	if err != nil {
		return none, err
	}
	stop, err := o.start(primary, home, port)
	if err != nil {
		return none, err
	}
	defer stop()
	address := "127.0.0.1:" + strconv.Itoa(port)
	for begun, tries := time.Now(), 0; ; time.Sleep(pause) {
		answer, err := question("http://" + address)
		var refused refusal
		switch {
		case err == nil:
			return answer, nil
		case errors.As(err, &refused):
			if tries++; !patience || tries > 25 {
				return answer, err
			}
		case time.Since(begun) > startTime:
			return answer, fmt.Errorf("%w; the proxy said:\n%s", err, tail(filepath.Join(home, "log")))
		}
	}
}

// start runs the proxy and returns what ends it.
func (o *options) start(primary, home string, port int) (func(), error) {
	log, err := os.Create(filepath.Join(home, "log"))
	if err != nil {
		return nil, err
	}
	command := exec.Command(o.engine, "light", o.chain, "--laddr", "tcp://127.0.0.1:"+strconv.Itoa(port),
		"--primary", primary, "--witnesses", o.witnesses, "--home-dir", home,
		"--height", strconv.FormatInt(o.height, 10), "--hash", o.hash)
	command.Stdout, command.Stderr = log, log
	command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := command.Start(); err != nil {
		return nil, err
	}
	return func() {
		_ = command.Process.Kill() // it holds nothing worth keeping
		_ = command.Wait()
		_ = log.Close()
	}, nil
}

func freePort() (int, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port, nil
}

func tail(file string) string {
	text, err := os.ReadFile(file)
	if err != nil {
		return err.Error()
	}
	return string(text[max(0, len(text)-1500):])
}
