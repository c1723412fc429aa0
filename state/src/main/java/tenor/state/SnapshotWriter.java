package tenor.state;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Cuts a state into chunks. The result depends on the contents and the height alone: leaves in the
 * order of their keys fill a chunk until the next one would exceed its limit.
 *
 * <p>Only the leaves of one chunk are in memory at a time.
 */
final class SnapshotWriter {
  private final View view;
  private final int leafBytes;
  private final Progress progress;
  private final Consumer<byte[]> sink;
  private final List<SnapshotManifest.Part> parts = new ArrayList<>();
  private final List<Bytes> hashes = new ArrayList<>();
  private List<SnapshotChunk.Run> runs = new ArrayList<>();
  private long bytes;
  private long leaves;
  private int filled;

  private SnapshotWriter(View view, int leafBytes, Progress progress, Consumer<byte[]> sink) {
    this.view = view;
    this.leafBytes = leafBytes;
    this.progress = progress;
    this.sink = sink;
  }

  /**
   * Gives each chunk of a state to {@code sink} in order, and then says what they are.
   *
   * @throws SnapshotException if the state is too large for the format
   */
  static SnapshotManifest write(View view, Progress progress, Consumer<byte[]> sink) {
    return write(view, SnapshotChunk.LEAF_BYTES, progress, sink);
  }

  /** As {@link #write(View, Progress, Consumer)} with chunks of another size, for tests. */
  static SnapshotManifest write(
      View view, int leafBytes, Progress progress, Consumer<byte[]> sink) {
    return new SnapshotWriter(view, leafBytes, progress, sink).write();
  }

  private SnapshotManifest write() {
    for (Component component : view.components()) {
      Tree tree = view.tree(component.name()).orElseThrow();
      ProofOp upper = view.prove(component.metaKey()).orElseThrow().component();
      new Part(tree, upper).write();
      parts.add(new SnapshotManifest.Part(component.name(), tree.root(), tree.size()));
    }
    flush();
    return new SnapshotManifest(view.height(), bytes, parts, hashes);
  }

  private void flush() {
    if (hashes.size() == SnapshotManifest.MAX_CHUNKS) {
      throw new SnapshotException(
          SnapshotException.Reason.MANIFEST,
          "the state does not fit into " + SnapshotManifest.MAX_CHUNKS + " chunks");
    }
    byte[] chunk = new SnapshotChunk(runs).encode();
    bytes += chunk.length;
    hashes.add(Bytes.wrap(Hashing.sha256().digest(chunk)));
    runs = new ArrayList<>();
    filled = 0;
    sink.accept(chunk);
    progress.at(leaves, view.size());
  }

  /** The leaves of one component, run by run. */
  private final class Part {
    private final Tree tree;
    private final ProofOp upper;
    private final Iterator<Leaf> all;
    private final LeafDepths depths;
    private List<Edits.Edit> run = new ArrayList<>();
    private ShapeBits shape = new ShapeBits();

    Part(Tree tree, ProofOp upper) {
      this.tree = tree;
      this.upper = upper;
      this.all = tree.leaves();
      this.depths = LeafDepths.of(tree.top());
    }

    void write() {
      while (all.hasNext()) {
        Leaf leaf = all.next();
        Edits.Edit entry = new Edits.Edit(leaf.key(), leaf.value());
        int size = SnapshotChunk.size(entry);
        if (filled > 0 && filled + size > leafBytes) {
          close();
          flush();
        }
        if (run.isEmpty()) {
          RangeProof.outside(prove(entry.key()), 1).forEach(shape::end);
        }
        shape.end(depths.next());
        run.add(entry);
        filled += size;
        leaves++;
      }
      close();
    }

    private Proof prove(byte[] key) {
      return tree.prove(key).orElseThrow();
    }

    private void close() {
      if (run.isEmpty()) {
        return;
      }
      Proof first = prove(run.getFirst().key());
      Proof last = prove(run.getLast().key());
      runs.add(SnapshotChunk.Run.of(upper, RangeProof.close(first, last, shape), run));
      run = new ArrayList<>();
      shape = new ShapeBits();
    }
  }
}
