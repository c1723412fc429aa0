package tenor.testnet.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.stream.IntStream;
import tenor.app.proof.SimpleOps;
import tenor.state.Leaf;
import tenor.state.Store;

/** Reads and proofs of a store, on one thread. */
final class Reads {
  private static final int COLD = 2000;
  private static final int WORKING_SET = 50_000;

  /** Half of a page's mean number of leaves. */
  private static final int PER_PAGE = 8;

  private final Store store;
  private final int leaves;
  private final double seconds;
  private final SplitMix random;
  private long proofs;
  private long bytes;

  Reads(Store store, int leaves, double seconds, long seed) {
    this.store = store;
    this.leaves = leaves;
    this.seconds = seconds;
    this.random = new SplitMix(seed);
  }

  void measure(ObjectNode result) {
    result.put(
        "coldReadMicros",
        Probe.median(IntStream.range(0, COLD).mapToDouble(i -> cold()).toArray()));
    byte[][] set =
        IntStream.range(0, Math.min(leaves, WORKING_SET))
            .mapToObj(i -> randomKey())
            .toArray(byte[][]::new);
    for (byte[] key : set) {
      get(key);
    }
    result.put(
        "cachedReadsPerSecond", Probe.rate(seconds, () -> get(set[random.below(set.length)])));
    all(store);
    result.put("anyReadsPerSecond", Probe.rate(seconds, () -> get(randomKey())));
    allPages(store);
    result.put("proofsPerSecond", Probe.rate(seconds, () -> prove(randomKey())));
    result.put("proofBytes", bytes / proofs);
  }

  /** Proofs all over the tree, so that its pages are in memory as the rival's nodes are. */
  static void allPages(Store store) {
    int place = 0;
    int missing = 0;
    for (Iterator<Leaf> all = store.current().leaves(); all.hasNext(); place++) {
      byte[] key = all.next().key();
      if (place % PER_PAGE == 0) {
        missing += store.current().prove(key).isPresent() ? 0 : 1;
      }
    }
    if (missing > 0) {
      throw new IllegalStateException(missing + " leaves could not be proven");
    }
  }

  /** Reads every leaf, so that caches hold what they can. */
  static void all(Store store) {
    for (Iterator<Leaf> all = store.current().leaves(); all.hasNext(); ) {
      all.next();
    }
  }

  private byte[] randomKey() {
    return Workload.key(random.below(leaves));
  }

  private double cold() {
    byte[] key = randomKey();
    long from = System.nanoTime();
    get(key);
    return (System.nanoTime() - from) / 1e3;
  }

  private void get(byte[] key) {
    if (store.get(key).orElseThrow().length != Workload.VALUE_SIZE) {
      throw new IllegalStateException("a value has the wrong length");
    }
  }

  /** A proof from the key to the app hash, in the bytes that a query answers with. */
  private void prove(byte[] key) {
    byte[] proof = SimpleOps.of(store.current().prove(key).orElseThrow()).toByteArray();
    bytes += proof.length;
    proofs++;
  }
}
