package tenor.node.abci;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tenor.abci.proto.Request;
import tenor.abci.proto.RequestQuery;
import tenor.abci.proto.Response;

/** The bytes on the socket, against what CometBFT's own client and server exchange. */
class AbciServerWireTest {

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "Flush, 021200, 021a00",
    "Echo, 090a070a0568656c6c6f, 0912070a0568656c6c6f",
    "Commit, 025a00, 026200",
    "ReapTxs, 03b20100, 03ba0100",
    "ProcessProposal, 038a0100, 059201020801",
    "VerifyVoteExtension, 039a0100, 05a201020801",
    "ExtendVote, 03920100, 039a0100",
    "FinalizeBlock, 03a20100, 03aa0100",
    "PrepareProposal, 03820100, 038a0100",
    "InitChain, 022a00, 023200",
    "InsertTx refused, 03aa0100, 05b201020801",
    "CheckTx, 024200, 024a00",
    "Info, 021a00, 0822060a0474657374",
    "Query, 023200, 023a00",
    "ListSnapshots, 026200, 026a00",
    "OfferSnapshot, 026a00, 0472020803",
    "LoadSnapshotChunk, 027200, 027a00",
    "ApplySnapshotChunk, 027a00, 058201020802",
  })
  void request_isAnsweredWithTheBytesOfTheEngine(String name, String request, String answer)
      throws Exception {
    try (ServerFixture fixture = ServerFixture.start(folder);
        TestClient client = fixture.connect()) {
      client.sendBytes(HexFormat.of().parseHex(request));
      assertThat(client.receiveHex(answer.length() / 2)).isEqualTo(answer);
    }
  }

  @Test
  void checkTxOf200Bytes_hasTheFrameOfTheEngine() throws Exception {
    try (ServerFixture fixture = ServerFixture.start(folder);
        TestClient client = fixture.connect()) {
      client.sendBytes(HexFormat.of().parseHex("ce0142cb010ac801" + "00".repeat(200)));
      assertThat(client.receive().getCheckTx().getData().toByteArray()).isEqualTo(new byte[200]);
    }
  }

  @Test
  void frame_oneByteAtATime_isReadLikeAnyOther() throws Exception {
    try (ServerFixture fixture = ServerFixture.start(folder);
        TestClient slow = fixture.connect();
        TestClient other = fixture.connect()) {
      for (byte next : TestClient.frame(TestClient.checkTx(123456))) {
        slow.sendBytes(next);
        assertThat(other.call(TestClient.flush()).hasFlush()).isTrue();
      }
      assertThat(slow.receive().getCheckTx().getData().toStringUtf8()).isEqualTo("123456");
    }
  }

  @Test
  void length_paddedToFiveBytes_isReadAsGoReadsIt() throws Exception {
    try (ServerFixture fixture = ServerFixture.start(folder);
        TestClient client = fixture.connect()) {
      client.sendBytes(HexFormat.of().parseHex("8280808000" + "1200"));
      assertThat(client.receive().hasFlush()).isTrue();
    }
  }

  @Test
  void queryPath_thatIsNotUtf8_isAnswered() throws Exception {
    try (ServerFixture fixture = ServerFixture.start(folder);
        TestClient client = fixture.connect()) {
      fixture.app.onQuery =
          request ->
              tenor.abci.proto.ResponseQuery.newBuilder()
                  .setLog(request.getPath())
                  .setKey(request.getData())
                  .setHeight(request.getHeight())
                  .build();
      // data = 01, path = 2f ff, height = 7, prove = true
      client.sendBytes(HexFormat.of().parseHex("0d320b0a010112022fff18072001"));
      Response answer = client.receive();
      assertThat(answer.getQuery().getLog()).isEqualTo("/\ufffd");
      assertThat(answer.getQuery().getHeight()).isEqualTo(7);
      assertThat(answer.getQuery().getKey().byteAt(0)).isEqualTo((byte) 1);
    }
  }

  @Test
  void info_isAnsweredOnAnyConnection_whileConsensusIsAtWork() throws Exception {
    try (ServerFixture fixture = ServerFixture.start(folder);
        TestClient consensus = fixture.connect();
        TestClient other = fixture.connect()) {
      java.util.concurrent.CountDownLatch go = new java.util.concurrent.CountDownLatch(1);
      fixture.app.onConsensus = name -> await(go);
      consensus.sendBytes(HexFormat.of().parseHex("025a00"));
      assertThat(other.call(query()).hasQuery()).isTrue();
      assertThat(other.call(TestClient.checkTx(1)).hasCheckTx()).isTrue();
      go.countDown();
      assertThat(consensus.receive().hasCommit()).isTrue();
    }
  }

  private static Request query() {
    return Request.newBuilder().setQuery(RequestQuery.getDefaultInstance()).build();
  }

  private static void await(java.util.concurrent.CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
