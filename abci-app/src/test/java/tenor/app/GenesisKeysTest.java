package tenor.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.PublicKey;

/** InitChain registers no key that a transaction could not register. */
final class GenesisKeysTest {
  @TempDir private Path folder;

  @Test
  void goodKeys_startTheChain() {
    try (TestNode node = TestNode.of(folder)) {
      assertThat(node.consensus().initChain(Market.initChain(Validators.of(1))).getAppHash())
          .hasSize(32);
    }
  }

  // The neutral element, a point of order 8, y above the prime, a point with a part of small order.
  @ParameterizedTest
  @CsvSource({
    "0100000000000000000000000000000000000000000000000000000000000000",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "9bd9f44f4dcc75bd531b56b2cd280b0bb38fc1cd6d1230e14861d861de092e79",
  })
  void keyOfWrongOrder_isRefusedWithItsEntry(String key) {
    Genesis.Builder genesis = Market.genesis();
    genesis
        .getParticipantsBuilder(2)
        .setPublicKeys(
            0,
            PublicKey.newBuilder().setEd25519(ByteString.copyFrom(HexFormat.of().parseHex(key))));
    try (TestNode node = TestNode.of(folder)) {
      assertThatThrownBy(
              () -> node.consensus().initChain(Market.initChain(Validators.of(1), genesis.build())))
          .hasMessageContaining("participants[2]");
    }
  }
}
