package tenor.state;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What turns the state after a block into the state before it.
 *
 * <p>Stored as the head before (40 bytes), the number of edits, and for each edit the length of the
 * key, the key, the length of the value (−1: the key was absent) and the value; numbers are
 * big-endian, of 32 bits.
 *
 * @param before the height and app hash before the block
 * @param edits the values before it, keys ascending
 */
record Undo(Head before, List<Edits.Edit> edits) {

  byte[] encode() {
    byte[] head = before.encode();
    int size = head.length + Integer.BYTES;
    for (Edits.Edit edit : edits) {
      byte[] value = edit.value();
      size += 2 * Integer.BYTES + edit.key().length + (value == null ? 0 : value.length);
    }
    ByteBuffer out = ByteBuffer.allocate(size).put(head).putInt(edits.size());
    for (Edits.Edit edit : edits) {
      out.putInt(edit.key().length).put(edit.key());
      byte[] value = edit.value();
      if (value == null) {
        out.putInt(-1);
      } else {
        out.putInt(value.length).put(value);
      }
    }
    return out.array();
  }

  static Undo decode(byte[] stored) {
    try {
      ByteBuffer in = ByteBuffer.wrap(stored);
      Head before = Head.decode(take(in, Long.BYTES + Hashing.SIZE));
      int count = in.getInt();
      List<Edits.Edit> edits = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        byte[] key = take(in, in.getInt());
        int length = in.getInt();
        edits.add(new Edits.Edit(key, length < 0 ? null : take(in, length)));
      }
      return new Undo(before, edits);
    } catch (BufferUnderflowException e) {
      throw new StoreException(StoreException.Reason.CORRUPT, "an undo record is cut short", e);
    }
  }

  private static byte[] take(ByteBuffer in, int length) {
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }
}
