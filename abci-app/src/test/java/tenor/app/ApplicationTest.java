package tenor.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tenor.abci.proto.ResponseFinalizeBlock;

/** Whole heights on several nodes. */
final class ApplicationTest {
  private static final long USD_1M = 1_000_000_000_000L;

  @TempDir private Path folder;

  @Test
  void emptyBlocks_changeTheHash_andAgree() {
    try (TestNet net = TestNet.of(folder, 4)) {
      ByteString before = net.block().getAppHash();
      for (int i = 0; i < 5; i++) {
        ByteString hash = net.block().getAppHash();
        assertThat(hash).isNotEqualTo(before).hasSize(32);
        before = hash;
      }
      assertThat(net.node(0).info().getLastBlockHeight()).isEqualTo(6);
      assertThat(net.node(3).info().getLastBlockAppHash()).isEqualTo(before);
    }
  }

  @Test
  void deposits_andATrade_areExecutedAndAnswered() {
    try (TestNet net = TestNet.of(folder, 3)) {
      net.block();
      net.price(Market.SPX);
      net.block();
      net.block();
      assertThat(
              net.block(
                      Market.deposit(1, 100, Market.ALPHA, USD_1M),
                      Market.deposit(2, 100, Market.BETA, USD_1M))
                  .getTxResultsList())
          .hasSize(3)
          .allSatisfy(result -> assertThat(result.getCode()).isZero());
      ResponseFinalizeBlock traded = net.block(Market.trade(7, 100, Market.SPX, 3));
      assertThat(traded.getTxResults(1).getLog()).isEmpty();
      assertThat(traded.getTxResults(1).getCode()).isZero();
      String account = net.node(1).query("/account/1001").getValue().toStringUtf8();
      assertThat(account)
          .startsWith("{\"height\":5,\"account\":1001,\"participant\":3,")
          .contains("\"positions\":[{\"instrument\":1,\"symbol\":\"SPX-30D\",\"contracts\":3}]")
          .contains("\"equity\":\"1000000\"");
      assertThat(net.node(2).query("/price/SPX").getValue().toStringUtf8())
          .contains("\"index\":\"2790\"")
          .contains("\"powerPpb\":1000000000");
    }
  }
}
