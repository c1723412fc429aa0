// Checks a home as CometBFT reads it: every key of config.toml is one of its settings, the file is valid, each value
// differs from CometBFT's default or is marked as a default that is relied on, and genesis and keys load.
//
//	config HOME...
package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"

	"github.com/cometbft/cometbft/config"
	"github.com/cometbft/cometbft/p2p"
	"github.com/cometbft/cometbft/privval"
	"github.com/cometbft/cometbft/types"
	"github.com/go-viper/mapstructure/v2"
	"github.com/spf13/viper"
)

// relied begins the reason of a setting that has CometBFT's default.
const relied = "# Default, relied on: "

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: config HOME...")
		os.Exit(2)
	}
	for _, home := range os.Args[1:] {
		if err := check(home); err != nil {
			fmt.Fprintf(os.Stderr, "config: %s: %v\n", home, err)
			os.Exit(1)
		}
	}
}

func check(home string) error {
	file := filepath.Join(home, "config", "config.toml")
	settings, err := read(file)
	if err != nil {
		return err
	}
	loaded, err := load(file, home)
	if err != nil {
		return err
	}
	values, defaults := map[string]any{}, map[string]any{}
	flatten("", reflect.ValueOf(*loaded), values)
	flatten("", reflect.ValueOf(*config.DefaultConfig()), defaults)
	for key, isDefault := range settings {
		if same := reflect.DeepEqual(values[key], defaults[key]); same != isDefault {
			return fmt.Errorf("%s is %v, CometBFT's default is %v", key, values[key], defaults[key])
		}
	}
	genesis, err := types.GenesisDocFromFile(loaded.GenesisFile())
	if err != nil {
		return err
	}
	node, err := p2p.LoadNodeKey(loaded.NodeKeyFile())
	if err != nil {
		return err
	}
	key := privval.LoadFilePV(loaded.PrivValidatorKeyFile(), loaded.PrivValidatorStateFile()).Key
	if key.PubKey.Address().String() != key.Address.String() {
		return fmt.Errorf("validator address %s does not belong to its key", key.Address)
	}
	fmt.Printf("pass  %s: %d settings, node %s, validator %s, chain %s\n", home, len(settings), node.ID(), key.Address, genesis.ChainID)
	return nil
}

// read returns the settings of the file, each with whether its comment calls it a default.
func read(file string) (map[string]bool, error) {
	opened, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer opened.Close()
	settings, section, comment := map[string]bool{}, "", ""
	for lines := bufio.NewScanner(opened); lines.Scan(); {
		line := lines.Text()
		switch key, _, found := strings.Cut(line, " = "); {
		case strings.HasPrefix(line, "#"):
			if comment == "" {
				comment = line
			}
			continue
		case strings.HasPrefix(line, "["):
			section = strings.Trim(line, "[]") + "."
		case found && comment == "":
			return nil, fmt.Errorf("%s has no reason", key)
		case found:
			settings[section+key] = strings.HasPrefix(comment, relied)
		}
		comment = ""
	}
	if len(settings) == 0 {
		return nil, fmt.Errorf("%s holds no setting", file)
	}
	return settings, nil
}

// load reads the file as the cometbft command does, but refuses keys that it would ignore.
func load(file, home string) (*config.Config, error) {
	reader := viper.New()
	reader.SetConfigFile(file)
	if err := reader.ReadInConfig(); err != nil {
		return nil, err
	}
	loaded := config.DefaultConfig()
	strict := func(c *mapstructure.DecoderConfig) { c.ErrorUnused = true }
	if err := reader.Unmarshal(loaded, strict); err != nil {
		return nil, err
	}
	return loaded.SetRoot(home), loaded.ValidateBasic()
}

// flatten adds every leaf of a configuration under its name in the file.
func flatten(prefix string, from reflect.Value, into map[string]any) {
	for i := range from.NumField() {
		field := reflect.Indirect(from.Field(i))
		name, option, _ := strings.Cut(from.Type().Field(i).Tag.Get("mapstructure"), ",")
		switch {
		case option == "squash":
			flatten(prefix, field, into)
		case field.Kind() == reflect.Struct:
			flatten(prefix+name+".", field, into)
		case field.CanInterface():
			into[prefix+name] = field.Interface()
		}
	}
}
