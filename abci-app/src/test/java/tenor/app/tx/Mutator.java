package tenor.app.tx;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import tenor.clearing.proto.Transaction;

/** Bytes near those of signed transactions. */
public final class Mutator {
  private final Random random;
  private final List<byte[]> originals;

  /** Mutates {@code originals} as {@code random} says. */
  public Mutator(Random random, List<Transaction> originals) {
    this.random = random;
    this.originals = originals.stream().map(Transaction::toByteArray).toList();
  }

  /** One of the originals, mutated up to three times. */
  public byte[] next() {
    ByteString bytes = ByteString.copyFrom(original());
    for (int i = random.nextInt(4); i > 0; i--) {
      bytes = mutate(bytes);
    }
    return bytes.toByteArray();
  }

  private byte[] original() {
    return originals.get(random.nextInt(originals.size()));
  }

  private ByteString mutate(ByteString bytes) {
    int at = random.nextInt(bytes.size() + 1);
    int to = at + random.nextInt(bytes.size() + 1 - at);
    ByteString head = bytes.substring(0, at);
    ByteString tail = bytes.substring(at);
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> flip(bytes);
      case 3, 4 -> set(bytes);
      case 5 -> head.concat(bytes.substring(to));
      case 6 -> head.concat(bytes.substring(at, to)).concat(tail);
      case 7 -> head.concat(random(random.nextInt(20))).concat(tail);
      case 8 -> head;
      case 9 -> splice(head);
      case 10 -> dropField(bytes);
      default -> random.nextInt(100) == 0 ? random(70_000) : bytes.concat(field());
    };
  }

  private ByteString flip(ByteString bytes) {
    return change(bytes, value -> value ^ 1 << random.nextInt(8));
  }

  private ByteString set(ByteString bytes) {
    int[] telling = {0x00, 0x01, 0x7f, 0x80, 0xff, 0x0b, 0x0c, random.nextInt(256)};
    return change(bytes, value -> telling[random.nextInt(telling.length)]);
  }

  private ByteString change(ByteString bytes, IntUnaryOperator change) {
    if (bytes.isEmpty()) {
      return bytes;
    }
    byte[] changed = bytes.toByteArray();
    int at = random.nextInt(changed.length);
    changed[at] = (byte) change.applyAsInt(changed[at]);
    return ByteString.copyFrom(changed);
  }

  private ByteString splice(ByteString head) {
    byte[] other = original();
    return head.concat(ByteString.copyFrom(other).substring(random.nextInt(other.length)));
  }

  /** Removes one element of the parsed message, so that lengths stay right. */
  private ByteString dropField(ByteString bytes) {
    if (!(TxCodec.decode(bytes) instanceof Decoded.Ok(Transaction transaction, var _, var _))) {
      return bytes;
    }
    Transaction.Builder builder = transaction.toBuilder();
    int last = builder.getAuthorisationsCount() - 1;
    switch (random.nextInt(5)) {
      case 0 -> builder.removeAuthorisations(last);
      case 1 -> builder.getAuthorisationsBuilder(last).clearSignatures();
      case 2 -> builder.getAuthorisationsBuilder(last).clearPublicKey();
      case 3 -> builder.getBodyBuilder().clearOperations();
      default -> builder.getAuthorisationsBuilder(last).setNonce(random.nextLong());
    }
    return builder.build().toByteString();
  }

  private ByteString field() {
    int tag = random.nextInt(1, 16) << 3;
    return ByteString.copyFrom(new byte[] {(byte) tag, (byte) random.nextInt(128)});
  }

  private ByteString random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }
}
