package tenor.state;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tenor.state.SnapshotException.Reason;

/**
 * A part of a snapshot: runs of leaves of one or more components, each with what proves it against
 * the app hash alone.
 *
 * @param runs in the order of keys
 */
record SnapshotChunk(List<Run> runs) {
  /** The greatest length of the encoded form. */
  static final int MAX_BYTES = 10_000_000;

  /** The greatest length of the leaves in one chunk; what proves them always fits beside it. */
  static final int LEAF_BYTES = 8 << 20;

  /** What a leaf costs besides its key and value. */
  static final int PER_LEAF = Short.BYTES + Integer.BYTES;

  /**
   * Consecutive leaves of one component.
   *
   * @param name the component's
   * @param place where the component's root lies in the upper tree
   * @param aunts the other child's hash at every step from there to the app hash, upward
   * @param proof that the leaves are a run of the component's tree
   * @param leaves keys and values, ascending
   */
  record Run(
      String name, TreePath place, List<Bytes> aunts, RangeProof proof, List<Edits.Edit> leaves) {

    static Run of(ProofOp component, RangeProof proof, List<Edits.Edit> leaves) {
      return new Run(
          new String(component.key().raw(), US_ASCII),
          TreePath.of(component.proof()),
          component.proof().aunts(),
          proof,
          leaves);
    }

    /** What the run proves; nothing if it does not lead to the app hash. */
    Optional<RangeProof.Span> span(Bytes appHash) {
      return proof
          .span(leaves.size(), i -> Bytes.wrap(hash(leaves.get(i))))
          .filter(span -> upper(span.root()).equals(appHash));
    }

    private Bytes upper(Bytes root) {
      Bytes leaf = Bytes.wrap(Hashing.leaf(name.getBytes(US_ASCII), root.raw()));
      return new Proof(1L << place.depth(), place.index(), leaf, aunts).root();
    }

    private static byte[] hash(Edits.Edit leaf) {
      return Hashing.leaf(leaf.key(), value(leaf));
    }

    private static byte[] value(Edits.Edit leaf) {
      byte[] value = leaf.value();
      if (value == null) {
        throw new IllegalArgumentException("a leaf has a value");
      }
      return value;
    }
  }

  /** What a leaf takes of {@link #LEAF_BYTES}. */
  static int size(Edits.Edit leaf) {
    return PER_LEAF + leaf.key().length + Run.value(leaf).length;
  }

  /** The encoded form. */
  byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(runs.size());
      for (Run run : runs) {
        write(run, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(Run run, DataOutputStream out) throws IOException {
    out.writeByte(run.name().length());
    out.write(run.name().getBytes(US_ASCII));
    out.writeByte(run.place().depth());
    out.writeLong(run.place().index());
    write(run.aunts(), out);
    out.writeByte(run.proof().before().size());
    write(run.proof().before(), out);
    out.writeByte(run.proof().after().size());
    write(run.proof().after(), out);
    out.writeInt(run.leaves().size());
    out.write(run.proof().shape().raw());
    for (Edits.Edit leaf : run.leaves()) {
      byte[] value = Run.value(leaf);
      out.writeShort(leaf.key().length);
      out.write(leaf.key());
      out.writeInt(value.length);
      out.write(value);
    }
  }

  private static void write(List<Bytes> hashes, DataOutputStream out) throws IOException {
    for (Bytes hash : hashes) {
      out.write(hash.raw());
    }
  }

  /**
   * Reads the encoded form; nothing of it is proven yet.
   *
   * @throws SnapshotException if the bytes are not exactly those of a chunk
   */
  static SnapshotChunk decode(byte[] encoded) {
    require(encoded.length <= MAX_BYTES, "it has " + encoded.length + " bytes");
    try {
      ByteBuffer in = ByteBuffer.wrap(encoded);
      List<Run> runs = new ArrayList<>();
      for (int left = in.get() & 0xff; left > 0; left--) {
        runs.add(run(in));
      }
      require(!runs.isEmpty(), "it is empty");
      require(!in.hasRemaining(), "something follows its end");
      return new SnapshotChunk(runs);
    } catch (BufferUnderflowException e) {
      throw new SnapshotException(Reason.UNTRUE, "a chunk is cut short", e);
    } catch (IllegalArgumentException e) {
      throw new SnapshotException(Reason.UNTRUE, "a chunk: " + e.getMessage(), e);
    }
  }

  private static Run run(ByteBuffer in) {
    String name = new String(SnapshotManifest.take(in, in.get() & 0xff), US_ASCII);
    require(name.matches("[a-z]{1,20}"), "a component's name is malformed");
    int depth = in.get() & 0xff;
    TreePath place = new TreePath(depth, in.getLong());
    List<Bytes> aunts = hashes(in, depth);
    List<Bytes> before = hashes(in, in.get() & 0xff);
    List<Bytes> after = hashes(in, in.get() & 0xff);
    int count = in.getInt();
    require(count >= 1 && count <= MAX_BYTES / PER_LEAF, "a run has " + count + " leaves");
    byte[] shape = SnapshotManifest.take(in, ShapeBits.size(before.size() + count + after.size()));
    RangeProof proof = new RangeProof(before, after, Bytes.wrap(shape));
    return new Run(name, place, aunts, proof, leaves(in, count));
  }

  private static List<Bytes> hashes(ByteBuffer in, int count) {
    List<Bytes> hashes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      hashes.add(Bytes.wrap(SnapshotManifest.take(in, Hashing.SIZE)));
    }
    return hashes;
  }

  private static List<Edits.Edit> leaves(ByteBuffer in, int count) {
    List<Edits.Edit> leaves = new ArrayList<>();
    byte[] last = {};
    for (int i = 0; i < count; i++) {
      byte[] key = SnapshotManifest.take(in, in.getShort() & 0xffff);
      byte[] value = SnapshotManifest.take(in, in.getInt());
      require(key.length <= Changes.MAX_KEY, "a key has " + key.length + " bytes");
      require(Arrays.compareUnsigned(last, key) < 0, "keys are not ascending");
      require(
          value.length >= 1 && value.length <= Changes.MAX_VALUE,
          "a value has " + value.length + " bytes");
      leaves.add(new Edits.Edit(key, value));
      last = key;
    }
    return leaves;
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new SnapshotException(Reason.UNTRUE, "a chunk: " + otherwise);
    }
  }
}
