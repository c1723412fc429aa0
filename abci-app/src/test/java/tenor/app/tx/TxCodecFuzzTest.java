package tenor.app.tx;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import tenor.app.crypto.SignatureCache;

/**
 * Fuzzes the whole way from bytes to the rules' input. The build runs the kept inputs only; to
 * search for new ones, run this test with {@code JAZZER_FUZZ=1} in the environment.
 */
class TxCodecFuzzTest {
  private static final Authenticator AUTHENTICATOR =
      Authenticator.of(Samples.CHAIN, SignatureCache.of(100));

  @FuzzTest(maxDuration = "10m")
  void read_ofAnyBytes_isAValue(byte[] bytes) {
    switch (TxCodec.decode(bytes)) {
      case Decoded.Malformed malformed -> assertThat(malformed.message()).isNotEmpty();
      case Decoded.Ok ok -> {
        assertThat(ok.transaction().toByteArray()).isEqualTo(bytes);
        assertThat(AUTHENTICATOR.read(ok.bytes())).isNotNull();
      }
    }
  }
}
