// Command store measures github.com/cosmos/iavl: one phase per process, its figures as one JSON object on standard output.
package main

import (
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"time"

	cosmosdb "github.com/cosmos/cosmos-db"
	"github.com/cosmos/iavl"
)

// sdkCache is how many nodes the Cosmos SDK lets IAVL cache unless told otherwise (iavl-cache-size).
const sdkCache = 781_250

type options struct {
	folder, backend        string
	leaves, blocks, warmup int
	changes, cache         int
	seed                   uint64
	seconds                float64
	mixed, fast            bool
}

func main() {
	var o options
	flag.StringVar(&o.folder, "folder", "", "folder of the database")
	flag.StringVar(&o.backend, "backend", "goleveldb", "goleveldb or pebbledb")
	flag.IntVar(&o.leaves, "leaves", 100_000, "leaves of the tree")
	flag.IntVar(&o.blocks, "blocks", 15, "blocks to measure")
	flag.IntVar(&o.warmup, "warmup", 5, "blocks before them")
	flag.IntVar(&o.changes, "changes", 10_000, "changes of a block")
	flag.Uint64Var(&o.seed, "seed", 1, "seed of the workload")
	flag.Float64Var(&o.seconds, "seconds", 5, "seconds of each rate")
	flag.IntVar(&o.cache, "cache", 0, "nodes to cache; 0: the SDK's default, but every node of the tree at least")
	flag.BoolVar(&o.mixed, "mixed", false, "a tenth of the changes are insertions and deletions")
	flag.BoolVar(&o.fast, "fast", false, "use the fast index")
	if len(os.Args) < 2 {
		fail(fmt.Errorf("name a phase: load, commit or read"))
	}
	phase := os.Args[1]
	check(flag.CommandLine.Parse(os.Args[2:]))
	if o.cache == 0 {
		o.cache = max(sdkCache, 2*o.leaves)
	}
	result := map[string]any{}
	switch phase {
	case "load":
		load(o, result)
	case "commit":
		commit(o, result)
	case "read":
		read(o, result)
	default:
		fail(fmt.Errorf("no phase %s", phase))
	}
	check(json.NewEncoder(os.Stdout).Encode(result))
}

func open(o options) (*iavl.MutableTree, *database, float64) {
	from := time.Now()
	backend, err := cosmosdb.NewDB("rival", cosmosdb.BackendType(o.backend), o.folder)
	check(err)
	db := &database{DB: backend}
	tree := iavl.NewMutableTree(db, o.cache, !o.fast, iavl.NewNopLogger(), iavl.SyncOption(true))
	_, err = tree.Load()
	check(err)
	return tree, db, millis(from)
}

// load fills the tree in blocks of 50 000 leaves.
func load(o options, result map[string]any) {
	tree, db, _ := open(o)
	from := time.Now()
	for i := 0; i < o.leaves; i++ {
		_, err := tree.Set(key(i), value(uint64(i)))
		check(err)
		if (i+1)%50_000 == 0 || i+1 == o.leaves {
			save(tree)
			fmt.Fprintf(os.Stderr, "rival: %d of %d leaves, %.0f s\n", i+1, o.leaves, time.Since(from).Seconds())
		}
	}
	result["loadSeconds"] = time.Since(from).Seconds()
	check(db.Close())
}

func save(tree *iavl.MutableTree) {
	_, _, err := tree.SaveVersion()
	check(err)
}

func commit(o options, result map[string]any) {
	tree, db, opened := open(o)
	current, err := tree.GetImmutable(tree.Version())
	check(err)
	warm(current)
	work := newWorkload(o.leaves, o.seed, o.mixed)
	var times, processors []float64
	var batches, changed int64
	device := deviceBytes()
	for i := -o.warmup; i < o.blocks; i++ {
		ops := work.block(o.changes)
		before := db.bytes
		processor := cpuMillis()
		from := time.Now()
		for _, change := range ops {
			apply(tree, change)
		}
		save(tree)
		took := millis(from)
		processor = cpuMillis() - processor
		fmt.Fprintf(os.Stderr, "rival: block %d of %d, %.0f ms, %.0f of processors\n", i+1, o.blocks, took, processor)
		if i >= 0 {
			times = append(times, took)
			processors = append(processors, processor)
			batches += db.bytes - before
			changed += int64(o.changes)
		}
	}
	total := int64((o.blocks + o.warmup) * o.changes)
	digest := hex.EncodeToString(work.digest.Sum(nil))
	work = nil
	result["openMillis"] = opened
	result["blockMillis"] = times
	result["processorMillis"] = processors
	result["batchBytesPerChange"] = float64(batches) / float64(changed)
	result["heapBytes"] = heapBytes()
	result["residentBytes"] = residentBytes()
	result["workload"] = digest
	check(tree.Close())
	check(db.Close())
	result["deviceBytesPerChange"] = float64(deviceBytes()-device) / float64(total)
}

// warm reads every node into the cache.
func warm(tree *iavl.ImmutableTree) {
	fmt.Fprintln(os.Stderr, "rival: every node into the cache")
	_, err := tree.Iterate(func(_, _ []byte) bool { return false })
	check(err)
}

func apply(tree *iavl.MutableTree, change op) {
	if change.value == nil {
		_, removed, err := tree.Remove(change.key)
		check(err)
		if !removed {
			fail(fmt.Errorf("a key to remove is absent"))
		}
		return
	}
	_, err := tree.Set(change.key, change.value)
	check(err)
}

func read(o options, result map[string]any) {
	tree, db, opened := open(o)
	current, err := tree.GetImmutable(tree.Version())
	check(err)
	get := func(key []byte) {
		found, err := current.Get(key)
		check(err)
		if len(found) != valueSize {
			fail(fmt.Errorf("a value is missing"))
		}
	}
	rng := random{o.seed + 1}
	var cold []float64
	for i := 0; i < 2000; i++ {
		wanted := key(rng.below(o.leaves))
		from := time.Now()
		get(wanted)
		cold = append(cold, float64(time.Since(from).Nanoseconds())/1000)
	}
	result["openMillis"] = opened
	result["coldReadMicros"] = median(cold)

	set := make([][]byte, min(o.leaves, 50_000))
	for i := range set {
		set[i] = key(rng.below(o.leaves))
		get(set[i])
	}
	result["cachedReadsPerSecond"] = rate(o.seconds, func() { get(set[rng.below(len(set))]) })
	if !o.fast {
		warm(current)
		result["anyReadsPerSecond"] = rate(o.seconds, func() { get(key(rng.below(o.leaves))) })
		size, count := 0, 0
		result["proofsPerSecond"] = rate(o.seconds, func() {
			proof, err := current.GetMembershipProof(key(rng.below(o.leaves)))
			check(err)
			bytes, err := proof.Marshal()
			check(err)
			size += len(bytes)
			count++
		})
		result["proofBytes"] = size / count
	}
	result["heapBytes"] = heapBytes()
	result["residentBytes"] = residentBytes()
	check(tree.Close())
	check(db.Close())
}

func check(err error) {
	if err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "rival:", err)
	os.Exit(1)
}
