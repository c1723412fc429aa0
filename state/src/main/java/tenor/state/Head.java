package tenor.state;

import java.nio.ByteBuffer;

/** What a store is at: the last committed height and its app hash. Stored as 8 + 32 bytes. */
record Head(long height, Bytes appHash) {
  private static final int SIZE = Long.BYTES + Hashing.SIZE;

  static Head of(View view) {
    return new Head(view.height(), view.appHash());
  }

  byte[] encode() {
    return ByteBuffer.allocate(SIZE).putLong(height).put(appHash.raw()).array();
  }

  static Head decode(byte[] stored) {
    if (stored.length != SIZE) {
      throw new StoreException(
          StoreException.Reason.CORRUPT, "the height record has " + stored.length + " bytes");
    }
    ByteBuffer in = ByteBuffer.wrap(stored);
    long height = in.getLong();
    byte[] hash = new byte[Hashing.SIZE];
    in.get(hash);
    return new Head(height, Bytes.wrap(hash));
  }
}
