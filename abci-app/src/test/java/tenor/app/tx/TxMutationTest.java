package tenor.app.tx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
}
