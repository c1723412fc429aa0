package tenor.app.tx;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import tenor.app.crypto.Hashes;
import tenor.app.crypto.SignatureCache;
import tenor.clearing.kernel.TxInput;
import tenor.clearing.kernel.TxReject;
import tenor.clearing.proto.Transaction;

/**
 * Spoils signed transactions at random. Scale with {@code -Dtenor.mutations=N}, repeat with {@code
 * -Dtenor.seed=N}.
 */
class TxMutationTest {
  private static final int COUNT = Integer.getInteger("tenor.mutations", 100_000);
  private static final int AUTHENTICATE_EVERY = 16;

  private final Map<TxReject, Integer> refusals = new EnumMap<>(TxReject.class);
  private int decoded;
  private int authenticated;

  @Test
  void mutatedTransactions_areMalformedOrOkAndNeverForged() {
    long seed = Long.getLong("tenor.seed", 20081016L);
    var random = new Random(seed);
    var mutator = new Mutator(random, Samples.all());
    var authenticator = Authenticator.of(Samples.CHAIN, SignatureCache.of(1));
    for (int i = 0; i < COUNT; i++) {
      byte[] bytes = mutator.next();
      try {
        check(bytes, authenticator, i);
      } catch (Throwable failure) {
        throw new AssertionError(
            "seed " + seed + ", mutation " + i + ": " + HexFormat.of().formatHex(bytes), failure);
      }
    }
    // A mutator that never gets past the parser, or never ends at it, would test nothing.
    assertThat(decoded).as("seed %d, decoded", seed).isGreaterThan(COUNT / 100);
    assertThat(authenticated).as("seed %d, untouched", seed).isPositive();
    assertThat(refusals.keySet())
        .as("seed %d, refusals", seed)
        .contains(
            TxReject.OVERSIZED,
            TxReject.MALFORMED,
            TxReject.UNKNOWN_FIELD,
            TxReject.NON_CANONICAL,
            TxReject.OPERATION_COUNT,
            TxReject.BAD_PUBLIC_KEY,
            TxReject.SIGNATURE_COUNT,
            TxReject.BAD_SIGNATURE);
  }

  private void check(byte[] bytes, Authenticator authenticator, int number) {
    switch (TxCodec.decode(bytes)) {
      case Decoded.Malformed malformed -> {
        refusals.merge(malformed.reason(), 1, Integer::sum);
        assertThat(malformed.message()).isNotEmpty();
      }
      case Decoded.Ok ok -> {
        decoded++;
        assertThat(ok.bytes().toByteArray()).isEqualTo(bytes);
        assertThat(ok.transaction().toByteArray()).isEqualTo(bytes);
        assertThat(ok.hash()).isEqualTo(Hashes.sha256(bytes));
        if (number % AUTHENTICATE_EVERY == 0) {
          checkSignatures(ok, authenticator);
        }
      }
    }
  }

  /** What authenticates was signed as it stands: an original, at most without its last places. */
  private void checkSignatures(Decoded.Ok ok, Authenticator authenticator) {
    if (authenticator.refusal(ok).orElse(null)
        instanceof TxInput.Invalid(TxReject reason, String _)) {
      refusals.merge(reason, 1, Integer::sum);
      return;
    }
    authenticated++;
    assertThat(Samples.all()).anyMatch(original -> isPrefix(ok.transaction(), original));
  }

  private static boolean isPrefix(Transaction part, Transaction whole) {
    List<?> signed = whole.getAuthorisationsList();
    return part.getBody().equals(whole.getBody())
        && part.getAuthorisationsCount() <= signed.size()
        && part.getAuthorisationsList().equals(signed.subList(0, part.getAuthorisationsCount()));
  }

  /** Bytes near those of signed transactions. */
  private static final class Mutator {
    private final Random random;
    private final List<byte[]> originals;

    Mutator(Random random, List<Transaction> originals) {
      this.random = random;
      this.originals = originals.stream().map(Transaction::toByteArray).toList();
    }

    byte[] next() {
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
}
