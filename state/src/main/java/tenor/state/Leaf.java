package tenor.state;

/** A key and its value. */
public final class Leaf {
  private final byte[] key;
  private final byte[] value;

  private Leaf(byte[] key, byte[] value) {
    this.key = key;
    this.value = value;
  }

  /** Takes over both arrays. */
  static Leaf of(byte[] key, byte[] value) {
    return new Leaf(key, value);
  }

  /** A copy of the key. */
  public byte[] key() {
    return key.clone();
  }

  /** A copy of the value, never empty. */
  public byte[] value() {
    return value.clone();
  }

  /** The key itself, for reading only. */
  byte[] rawKey() {
    return key;
  }

  /** The value itself, for reading only. */
  byte[] rawValue() {
    return value;
  }
}
