// Prints the wire facts of the pinned CometBFT's ABCI messages, one per line, sorted: every field of every
// message that tendermint/abci/types.proto declares or reaches, every enum value, and those that are signed, hashed or
// carried as bytes. With the argument ics23 it prints those of the pinned ICS-23 module instead.
//
//	enum FULL.NAME VALUE NUMBER
//	message FULL.NAME field NAME NUMBER TYPE LABEL [oneof NAME] [packed=false]
//
// A message without fields has the line "message FULL.NAME". TYPE is a Protobuf scalar or the full name of a
// message or enum; LABEL is optional (one or none) or repeated.
package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"sort"
	"strings"

	_ "github.com/cometbft/cometbft/abci/types"
	_ "github.com/cometbft/cometbft/proto/tendermint/types"
	"github.com/cosmos/gogoproto/proto"
	descriptor "github.com/cosmos/gogoproto/protoc-gen-gogo/descriptor"
	_ "github.com/cosmos/ics23/go"
)

const (
	abciFile  = "tendermint/abci/types.proto"
	ics23File = "cosmos/ics23/v1/proofs.proto"
)

// opaqueMessages are signed, carried or hashed as bytes, so that no field refers to them.
var opaqueMessages = []string{
	".tendermint.types.CanonicalVote",          // signed by validators
	".tendermint.types.CanonicalVoteExtension", // signed by validators
	".tendermint.crypto.ValueOp",               // the data of a proof's steps
	".tendermint.types.HashedParams",           // behind a header's consensus hash
	".tendermint.types.SimpleValidator",        // behind a header's hash of the validators
	".tendermint.types.BlockID",                // in a header
	".tendermint.version.Consensus",            // in a header
}

func main() {
	lines, err := facts(len(os.Args) == 2 && os.Args[1] == "ics23")
	if err != nil {
		fmt.Fprintln(os.Stderr, "descriptors:", err)
		os.Exit(1)
	}
	fmt.Println(strings.Join(lines, "\n"))
}

// facts returns the sorted lines of the engine, or of ICS-23.
func facts(ics23 bool) ([]string, error) {
	index := &index{
		messages: map[string]*descriptor.DescriptorProto{},
		enums:    map[string]*descriptor.EnumDescriptorProto{},
		files:    map[string]bool{},
	}
	from, others, pending := abciFile, []string{"tendermint/types/canonical.proto"}, append([]string{}, opaqueMessages...)
	if ics23 {
		from, others, pending = ics23File, nil, nil
	}
	for _, file := range append(others, from) {
		if err := index.load(file); err != nil {
			return nil, err
		}
	}
	roots, err := parse(from)
	if err != nil {
		return nil, err
	}
	for _, message := range roots.MessageType {
		pending = append(pending, "."+roots.GetPackage()+"."+message.GetName())
	}
	return index.closure(pending), nil
}

// index holds declarations by full name, which begins with a dot.
type index struct {
	messages map[string]*descriptor.DescriptorProto
	enums    map[string]*descriptor.EnumDescriptorProto
	files    map[string]bool
}

// load adds a file and those it imports.
func (i *index) load(name string) error {
	if i.files[name] {
		return nil
	}
	i.files[name] = true
	file, err := parse(name)
	if err != nil {
		return err
	}
	i.declare("."+file.GetPackage(), file.MessageType, file.EnumType)
	for _, imported := range file.Dependency {
		if err := i.load(imported); err != nil {
			return err
		}
	}
	return nil
}

func (i *index) declare(scope string, messages []*descriptor.DescriptorProto, enums []*descriptor.EnumDescriptorProto) {
	for _, enum := range enums {
		i.enums[scope+"."+enum.GetName()] = enum
	}
	for _, message := range messages {
		name := scope + "." + message.GetName()
		i.messages[name] = message
		i.declare(name, message.NestedType, message.EnumType)
	}
}

// closure returns the lines of the named messages and of all they refer to.
func (i *index) closure(pending []string) []string {
	seen := map[string]bool{}
	var lines []string
	for len(pending) > 0 {
		name := pending[len(pending)-1]
		pending = pending[:len(pending)-1]
		if seen[name] {
			continue
		}
		seen[name] = true
		if enum, ok := i.enums[name]; ok {
			for _, value := range enum.Value {
				lines = append(lines, fmt.Sprintf("enum %s %s %d", name[1:], value.GetName(), value.GetNumber()))
			}
			continue
		}
		message := i.messages[name]
		if len(message.Field) == 0 {
			lines = append(lines, "message "+name[1:])
		}
		for _, field := range message.Field {
			lines = append(lines, line(name, message, field))
			if field.TypeName != nil {
				pending = append(pending, field.GetTypeName())
			}
		}
	}
	sort.Strings(lines)
	return lines
}

func line(name string, message *descriptor.DescriptorProto, field *descriptor.FieldDescriptorProto) string {
	kind := strings.ToLower(strings.TrimPrefix(field.GetType().String(), "TYPE_"))
	if field.TypeName != nil {
		kind = field.GetTypeName()[1:]
	}
	label := strings.ToLower(strings.TrimPrefix(field.GetLabel().String(), "LABEL_"))
	text := fmt.Sprintf("message %s field %s %d %s %s", name[1:], field.GetName(), field.GetNumber(), kind, label)
	if field.OneofIndex != nil {
		text += " oneof " + message.OneofDecl[field.GetOneofIndex()].GetName()
	}
	if field.Options != nil && field.Options.Packed != nil && !field.Options.GetPacked() {
		text += " packed=false"
	}
	return text
}

// parse returns the registered descriptor of a file.
func parse(name string) (*descriptor.FileDescriptorProto, error) {
	compressed := proto.FileDescriptor(name)
	if compressed == nil {
		return nil, fmt.Errorf("%s is not registered in the pinned module", name)
	}
	reader, err := gzip.NewReader(bytes.NewReader(compressed))
	if err != nil {
		return nil, err
	}
	raw, err := io.ReadAll(reader)
	if err != nil {
		return nil, err
	}
	file := &descriptor.FileDescriptorProto{}
	return file, proto.Unmarshal(raw, file)
}
