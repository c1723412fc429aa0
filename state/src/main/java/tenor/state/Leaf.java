package tenor.state;

/** A key and its value, as the tree holds them. */
public final class Leaf extends Node {
  private final byte[] value;
  private final byte[] hash;

  private Leaf(byte[] key, byte[] value, int level) {
    super(key, level);
    this.value = value;
    this.hash = Hashing.leaf(key, value);
  }

  /** Takes over both arrays. */
  static Leaf of(byte[] key, byte[] value) {
    return new Leaf(key, value, Hashing.level(key));
  }

  /** The same key with another value, which is taken over. */
  Leaf with(byte[] newValue) {
    return new Leaf(last, newValue, lastLevel);
  }

  /** A copy of the key. */
  public byte[] key() {
    return last.clone();
  }

  /** A copy of the value, never empty. */
  public byte[] value() {
    return value.clone();
  }

  /** The value itself, for reading only. */
  byte[] rawValue() {
    return value;
  }

  @Override
  int height() {
    return 0;
  }

  @Override
  int leaves() {
    return 1;
  }

  @Override
  byte[] hash() {
    return hash;
  }

  @Override
  int depth() {
    return 0;
  }
}
