package tenor.state;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import tenor.state.Source.Stub;
import tenor.state.StoreException.Reason;

/** Stubs as bytes, without their last keys: leaves (4), depth (1), hash (32). */
final class Stubs {
  /** The length of the form. */
  static final int SIZE = Integer.BYTES + 1 + Hashing.SIZE;

  private Stubs() {}

  static Stub of(Node node) {
    return new Stub(node.last, node.leaves(), node.depth(), node.hash());
  }

  static byte[] encode(Node node) {
    ByteBuffer out = ByteBuffer.allocate(SIZE);
    put(out, of(node));
    return out.array();
  }

  static void put(ByteBuffer out, Stub stub) {
    out.putInt(stub.leaves()).put((byte) stub.depth()).put(stub.hash());
  }

  static Stub get(ByteBuffer in, byte[] last) {
    int leaves = in.getInt();
    int depth = in.get();
    byte[] hash = new byte[Hashing.SIZE];
    in.get(hash);
    return new Stub(last, leaves, depth, hash);
  }

  static Stub decode(byte[] last, byte[] stored) {
    try {
      return get(ByteBuffer.wrap(stored), last);
    } catch (BufferUnderflowException e) {
      throw new StoreException(Reason.CORRUPT, "a group's record is cut short", e);
    }
  }
}
