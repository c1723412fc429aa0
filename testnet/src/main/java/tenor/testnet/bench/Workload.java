package tenor.testnet.bench;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of a run: the same operations in the same order for every store. The rival's half
 * makes them too, and the digest of all shows that they are equal.
 */
final class Workload {
  static final int VALUE_SIZE = 200;
  private static final int KEY_SIZE = 32;

  /** The first byte of every key: the store keeps one tree per component. */
  static final byte COMPONENT = 1;

  /** A change; without a value it deletes. */
  @SuppressWarnings("ArrayRecordComponent")
  record Op(byte[] key, byte @Nullable [] value) {}

  private final SplitMix random;
  private final boolean mixed;
  private final MessageDigest digest = sha256();
  private int[] alive;
  private int size;
  private int next;
  private long values;

  /** Of a mixed one, a twentieth of the changes are insertions and a twentieth are deletions. */
  Workload(int leaves, long seed, boolean mixed) {
    this.random = new SplitMix(seed);
    this.mixed = mixed;
    this.alive = new int[leaves];
    Arrays.setAll(alive, i -> i);
    this.size = leaves;
    this.next = leaves;
    this.values = leaves;
  }

  /** The key with a number: the component byte and 31 bytes that look random. */
  static byte[] key(int number) {
    byte[] key = SplitMix.fill(new byte[KEY_SIZE], SplitMix.mix(number + 1L));
    key[0] = COMPONENT;
    return key;
  }

  /** The value with a number, another for every number. */
  static byte[] value(long number) {
    return SplitMix.fill(new byte[VALUE_SIZE], SplitMix.mix(~number));
  }

  /** The next block. */
  List<Op> block(int changes) {
    List<Op> ops = new ArrayList<>(changes);
    BitSet used = new BitSet(next + changes);
    for (int i = 0; i < changes; i++) {
      if (mixed && i % 20 == 7) {
        ops.add(insert(used));
      } else {
        int slot = slot(used);
        ops.add(mixed && i % 20 == 13 ? delete(slot) : new Op(key(alive[slot]), nextValue()));
      }
    }
    for (Op op : ops) {
      digest.update(op.key());
      byte[] value = op.value();
      if (value != null) {
        digest.update(value);
      }
    }
    return ops;
  }

  private Op insert(BitSet used) {
    if (size == alive.length) {
      alive = Arrays.copyOf(alive, size + size / 8 + 1);
    }
    alive[size++] = next;
    used.set(next);
    return new Op(key(next++), nextValue());
  }

  private Op delete(int slot) {
    int number = alive[slot];
    alive[slot] = alive[--size];
    return new Op(key(number), null);
  }

  /** The place of a key that this block has not changed yet. */
  private int slot(BitSet used) {
    int slot = random.below(size);
    while (used.get(alive[slot])) {
      slot = random.below(size);
    }
    used.set(alive[slot]);
    return slot;
  }

  private byte[] nextValue() {
    values++;
    return value(values);
  }

  /** The hash of all keys and values so far, in hexadecimal. */
  String digest() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
