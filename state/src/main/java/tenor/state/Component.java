package tenor.state;

import java.util.regex.Pattern;

/**
 * A part of the state with its own tree, known by the first byte of its keys. The keys of a chain
 * have the high bit set in every byte; the tree itself takes any.
 *
 * <p>A component is in the state from the moment its meta leaf is, for ever: key {@code prefix ‖
 * 0x00}, or {@code prefix ‖ 0x80} if the prefix has its high bit set. So its tree is never empty. A
 * founding component's meta leaf is in the state at height 0; a later one's is written by the block
 * that introduces it.
 *
 * @param prefix the first byte of its keys, 0x01 to 0x3f or 0x81 to 0xbf, never used for another
 *     component
 * @param name its key in the upper tree and its store name in queries, 1 to 20 of a to z
 * @param meta the value of a founding component's meta leaf; empty for a component that a later
 *     block introduces
 */
public record Component(int prefix, String name, Bytes meta) {
  private static final Pattern NAME = Pattern.compile("[a-z]{1,20}");
  private static final int HIGH = 0x80;
  private static final int MOST = 0x3f;

  /** Checks the form of each part. */
  public Component {
    int number = prefix >= HIGH ? prefix - HIGH : prefix;
    if (number < 1 || number > MOST) {
      throw new IllegalArgumentException(
          "a component's prefix must be 0x01 to 0x3f or 0x81 to 0xbf");
    }
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("a component's name must be 1 to 20 of a to z: " + name);
    }
  }

  /** A component that is in the state from height 0, with the non-empty value of its meta leaf. */
  public static Component founding(int prefix, String name, byte[] meta) {
    if (meta.length == 0) {
      throw new IllegalArgumentException("the meta leaf of " + name + " must have a value");
    }
    return new Component(prefix, name, Bytes.of(meta));
  }

  /** A component that a later block introduces by writing its meta leaf. */
  public static Component later(int prefix, String name) {
    return new Component(prefix, name, Bytes.of(new byte[0]));
  }

  /** Whether it is in the state at height 0. */
  boolean isFounding() {
    return meta.size() > 0;
  }

  /** The key of its meta leaf: table 0 and nothing more. */
  public byte[] metaKey() {
    return new byte[] {(byte) prefix, (byte) (prefix & HIGH)};
  }
}
