package tenor.state;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import tenor.state.SnapshotException.Reason;

/**
 * What a snapshot consists of: small, the same on every node, and sent before its chunks.
 *
 * <p>The roots prove themselves against the app hash. The hashes of the chunks prove nothing about
 * the state; they tell whether a sender's chunk is the one that all who offer this snapshot agreed
 * on, so that a bad one can be laid to its sender.
 *
 * @param height the height of the block after which the state was so, at least 1
 * @param bytes of all chunks together
 * @param parts the components in the state, in the order of their keys
 * @param chunks the SHA-256 of each chunk, 1 to {@value #MAX_CHUNKS}
 */
public record SnapshotManifest(long height, long bytes, List<Part> parts, List<Bytes> chunks) {
  /** The version of this form and of the chunks'. */
  public static final int FORMAT = 1;

  /** The greatest number of chunks, 256 GiB of leaves or so. */
  public static final int MAX_CHUNKS = 32_768;

  /** The greatest number of components. */
  static final int MAX_PARTS = 63;

  private static final int MAX_NAME = 20;
  private static final byte[] MAGIC = "tenor.snapshot".getBytes(US_ASCII);

  /** The greatest length of the encoded form: about a megabyte. */
  public static final int MAX_BYTES =
      MAGIC.length
          + 3 * Long.BYTES
          + MAX_PARTS * (1 + MAX_NAME + Hashing.SIZE + Long.BYTES)
          + MAX_CHUNKS * Hashing.SIZE;

  /**
   * A component of the state.
   *
   * @param name its name
   * @param root the root of its tree
   * @param leaves the number of its leaves, at least 1
   */
  public record Part(String name, Bytes root, long leaves) {
    /** Checks the form. */
    public Part {
      require(name.matches("[a-z]{1," + MAX_NAME + "}"), "a component's name is malformed");
      require(root.size() == Hashing.SIZE, "a root must have 32 bytes");
      require(leaves >= 1, "a component has no leaves");
    }
  }

  /** Checks the form of every part. */
  public SnapshotManifest {
    parts = List.copyOf(parts);
    chunks = List.copyOf(chunks);
    require(height >= 1, "the height is " + height + ", expected at least 1");
    require(bytes >= 1, "it has " + bytes + " bytes");
    require(!parts.isEmpty() && parts.size() <= MAX_PARTS, "it has " + parts.size() + " parts");
    require(
        parts.stream().map(Part::name).distinct().count() == parts.size(), "a part comes twice");
    require(
        !chunks.isEmpty() && chunks.size() <= MAX_CHUNKS, "it has " + chunks.size() + " chunks");
    require(chunks.stream().allMatch(hash -> hash.size() == Hashing.SIZE), "hashes have 32 bytes");
    require(
        bytes <= (long) chunks.size() * SnapshotChunk.MAX_BYTES,
        bytes + " bytes do not fit into " + chunks.size() + " chunks");
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new SnapshotException(Reason.MANIFEST, "the snapshot's manifest: " + otherwise);
    }
  }

  /** The number of leaves of all components. */
  public long leaves() {
    return parts.stream().mapToLong(Part::leaves).sum();
  }

  /** The app hash of the state whose components have these roots. */
  public Bytes appHash() {
    Changes roots = new Changes();
    parts.forEach(part -> roots.put(part.name().getBytes(US_ASCII), part.root().raw()));
    return Tree.empty().apply(roots).root();
  }

  /** What identifies it: the SHA-256 of its encoded form. */
  public Bytes hash() {
    return Bytes.wrap(Hashing.sha256().digest(encode()));
  }

  /**
   * Checks what is said of a snapshot beside its manifest.
   *
   * @throws SnapshotException if height, number of chunks or hash are another's
   */
  public void requireOffered(long offeredHeight, int offeredChunks, Bytes offeredHash) {
    require(offeredHeight == height, "it is of height " + height + ", not " + offeredHeight);
    require(
        offeredChunks == chunks.size(),
        "it names " + chunks.size() + " chunks, not " + Integer.toUnsignedString(offeredChunks));
    require(offeredHash.equals(hash()), "its hash is " + hash() + ", not " + offeredHash);
  }

  /** The encoded form; equal manifests have equal bytes. */
  public byte[] encode() {
    int size = MAGIC.length + Integer.BYTES + 2 * Long.BYTES + 1;
    for (Part part : parts) {
      size += 1 + part.name().length() + Hashing.SIZE + Long.BYTES;
    }
    ByteBuffer out =
        ByteBuffer.allocate(size + Integer.BYTES + chunks.size() * Hashing.SIZE)
            .put(MAGIC)
            .putInt(FORMAT)
            .putLong(height)
            .putLong(bytes)
            .put((byte) parts.size());
    for (Part part : parts) {
      out.put((byte) part.name().length()).put(part.name().getBytes(US_ASCII));
      out.put(part.root().raw()).putLong(part.leaves());
    }
    out.putInt(chunks.size());
    chunks.forEach(hash -> out.put(hash.raw()));
    return out.array();
  }

  /**
   * Reads the encoded form.
   *
   * @throws SnapshotException if the bytes are not exactly those of a manifest of this format
   */
  public static SnapshotManifest decode(byte[] encoded) {
    require(encoded.length <= MAX_BYTES, "it has " + encoded.length + " bytes");
    try {
      ByteBuffer in = ByteBuffer.wrap(encoded);
      require(Bytes.wrap(take(in, MAGIC.length)).equals(Bytes.wrap(MAGIC)), "it is none");
      int format = in.getInt();
      if (format != FORMAT) {
        throw new SnapshotException(
            Reason.FORMAT, "the snapshot has format " + format + ", this release reads " + FORMAT);
      }
      long height = in.getLong();
      long bytes = in.getLong();
      List<Part> parts = new ArrayList<>();
      for (int left = in.get() & 0xff; left > 0; left--) {
        String name = new String(take(in, in.get() & 0xff), US_ASCII);
        parts.add(new Part(name, Bytes.wrap(take(in, Hashing.SIZE)), in.getLong()));
      }
      int count = in.getInt();
      require(count >= 0 && count <= MAX_CHUNKS, "it has " + count + " chunks");
      List<Bytes> chunks = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        chunks.add(Bytes.wrap(take(in, Hashing.SIZE)));
      }
      require(!in.hasRemaining(), "something follows its end");
      return new SnapshotManifest(height, bytes, parts, chunks);
    } catch (BufferUnderflowException e) {
      throw new SnapshotException(Reason.MANIFEST, "the snapshot's manifest is cut short", e);
    }
  }

  static byte[] take(ByteBuffer in, int length) {
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }
}
