package tenor.app.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VoteSignatureTest {
  @ParameterizedTest
  @ValueSource(strings = {"ed25519.json", "ed25519-speccheck.json", "ed25519-zip215.json"})
  void verify_onEveryVector_givesTheVerdictOfCometBft(String file) {
    List<Vectors.Signed> vectors = Vectors.signed(file).toList();

    assertThat(vectors).isNotEmpty();
    assertThat(vectors)
        .allSatisfy(
            vector ->
                assertThat(
                        VoteSignature.verify(
                            vector.key().toByteArray(),
                            vector.message().toByteArray(),
                            vector.signature().toByteArray()))
                    .as("%s", vector)
                    .isEqualTo(vector.verdict("zip215")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519.json", "ed25519-speccheck.json", "ed25519-zip215.json"})
  void definition_withoutTheFastPath_givesTheSameVerdicts(String file) {
    assertThat(Vectors.signed(file))
        .allSatisfy(
            vector ->
                assertThat(
                        VoteSignature.verifyByDefinition(
                            vector.key().toByteArray(),
                            vector.message().toByteArray(),
                            vector.signature().toByteArray()))
                    .as("%s", vector)
                    .isEqualTo(vector.verdict("zip215")));
  }

  @Test
  void definition_onRandomSignatures_acceptsWhatBouncyCastleAccepts() {
    long seed = Long.getLong("tenor.seed", 20081015L);
    var random = new Random(seed);
    for (int i = 0; i < 40; i++) {
      byte[] secret = bytes(random, 32);
      byte[] key = new byte[32];
      Ed25519.generatePublicKey(secret, 0, key, 0);
      byte[] message = bytes(random, random.nextInt(200));
      byte[] signature = new byte[64];
      Ed25519.sign(secret, 0, message, 0, message.length, signature, 0);

      assertThat(VoteSignature.verifyByDefinition(key, message, signature))
          .as("seed %d, signature %d", seed, i)
          .isTrue();

      signature[random.nextInt(64)] ^= (byte) (1 << random.nextInt(8));
      assertThat(VoteSignature.verify(key, message, signature))
          .as("seed %d, spoilt signature %d", seed, i)
          .isFalse();
    }
  }

  @Test
  void verify_withWrongLengths_isFalse() {
    Vectors.Signed good = Vectors.signed("ed25519.json").findFirst().orElseThrow();
    byte[] key = good.key().toByteArray();
    byte[] message = good.message().toByteArray();
    byte[] signature = good.signature().toByteArray();
    assertThat(VoteSignature.verify(key, message, signature)).isTrue();

    assertThat(Stream.of(0, 31, 33, 63, 65).map(length -> Arrays.copyOf(key, length)))
        .noneMatch(shortened -> VoteSignature.verify(shortened, message, signature));
    assertThat(Stream.of(0, 32, 63, 65).map(length -> Arrays.copyOf(signature, length)))
        .noneMatch(shortened -> VoteSignature.verify(key, message, shortened));
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
