package tenor.state;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import tenor.state.StoreException.Reason;

/**
 * What the state was after a block: its height, app hash, time, and the top of the tree of every
 * component in it. Stored for the current state, and for each retained block for the state before
 * it.
 *
 * <p>As bytes: height (8), app hash (32), time (8), then for each component its prefix (1), the
 * height of its top (1), the length of the top's last key as a varint, that key, leaves (4), depth
 * (1), hash (32).
 *
 * @param timeMillis the block's time in milliseconds since 1970; 0 if it is not known
 */
record Head(long height, Bytes appHash, long timeMillis, List<Top> tops) {
  /** The top of a component's tree: a group of height 1 or more, also over a single leaf. */
  record Top(int prefix, int height, Source.Stub stub) {}

  private static final int FIXED = 2 * Long.BYTES + Hashing.SIZE;
  private static final int PER_TOP = 2 + Numbers.MAX_VARINT + Integer.BYTES + 1 + Hashing.SIZE;

  /** What a state will be known by. */
  static Head of(View view, long timeMillis) {
    List<Top> tops = new ArrayList<>();
    view.tops()
        .forEach(
            (prefix, node) ->
                tops.add(new Top(prefix, Math.max(1, node.height()), Stubs.of(node))));
    return new Head(view.height(), view.appHash(), timeMillis, tops);
  }

  byte[] encode() {
    int keys = tops.stream().mapToInt(top -> top.stub().last().length).sum();
    ByteBuffer out = ByteBuffer.allocate(FIXED + tops.size() * PER_TOP + keys);
    out.putLong(height).put(appHash.raw()).putLong(timeMillis);
    for (Top top : tops) {
      out.put((byte) top.prefix()).put((byte) top.height());
      Numbers.putVarint(out, top.stub().last().length);
      out.put(top.stub().last());
      Stubs.put(out, top.stub());
    }
    byte[] bytes = new byte[out.flip().remaining()];
    out.get(bytes);
    return bytes;
  }

  /** Reads a head; one of format 1 has no time and no tops. */
  static Head decode(byte[] stored) {
    try {
      ByteBuffer in = ByteBuffer.wrap(stored);
      long height = in.getLong();
      Bytes hash = Bytes.wrap(take(in, Hashing.SIZE));
      long time = in.hasRemaining() ? in.getLong() : 0;
      List<Top> tops = new ArrayList<>();
      while (in.hasRemaining()) {
        int prefix = in.get() & 0xff;
        int level = in.get();
        byte[] last = take(in, Numbers.varint(in));
        tops.add(new Top(prefix, level, Stubs.get(in, last)));
      }
      return new Head(height, hash, time, List.copyOf(tops));
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new StoreException(Reason.CORRUPT, "the record of a height is cut short", e);
    }
  }

  private static byte[] take(ByteBuffer in, int length) {
    if (length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }
}
