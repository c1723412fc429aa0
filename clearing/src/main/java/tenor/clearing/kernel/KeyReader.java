package tenor.clearing.kernel;

/**
 * Reads the fields of a key, one after the other. Whatever cannot be a key of its table is an
 * {@code IllegalArgumentException}.
 */
public final class KeyReader {
  private static final int U7 = 7;
  private static final int U16 = 16;

  private final Key key;
  private final byte[] bytes;
  private int next;

  private KeyReader(Key key, int next) {
    this.key = key;
    this.bytes = key.raw();
    this.next = next;
  }

  /** The fields of {@code key} behind {@code start}. */
  static KeyReader after(Key start, Key key) {
    if (!key.startsWith(start)) {
      throw new IllegalArgumentException("the key " + key + " does not begin with " + start);
    }
    return new KeyReader(key, start.size());
  }

  /** A number from 0 to 127. */
  public int u7() {
    return small(U7);
  }

  /** A number of 16 bits. */
  public int u16() {
    return small(U16);
  }

  /** A number of 32 bits. */
  public int u32() {
    return small(Integer.SIZE);
  }

  /** A number of 64 bits. */
  public long u64() {
    int at = take(Digits.count(Long.SIZE));
    return Digits.get(bytes, at, Long.SIZE);
  }

  private int small(int bits) {
    int at = take(Digits.count(bits));
    return Digits.small(bytes, at, bits);
  }

  /** This many bytes. */
  public byte[] bytes(int length) {
    int at = take(Digits.count(Byte.SIZE * length));
    return Digits.bytes(bytes, at, length);
  }

  private int take(int count) {
    if (count > bytes.length - next) {
      throw new IllegalArgumentException("the key " + key + " is too short");
    }
    int at = next;
    next += count;
    return at;
  }

  /** Ends the reading: nothing may be left. */
  void end() {
    if (next != bytes.length) {
      throw new IllegalArgumentException("the key " + key + " is too long");
    }
  }
}
