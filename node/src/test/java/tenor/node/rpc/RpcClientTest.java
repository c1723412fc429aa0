package tenor.node.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RpcClientTest {
  private FakeNode node;
  private RpcClient client;

  @BeforeEach
  void start() throws IOException {
    node = FakeNode.start();
    client = new RpcClient(URI.create(node.url()));
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void query_sendsHexAndReadsBase64() throws Exception {
    node.result(
        "abci_query /store/accounts/key",
        """
        {"response":{"code":0,"height":"7","key":"AQI=","value":"/w==","proofOps":{"ops":[]}}}
        """);
    RpcClient.AppAnswer answer = client.query("/store/accounts/key", new byte[] {1, 2}, 7, true);
    assertThat(answer.height()).isEqualTo(7);
    assertThat(answer.key().toByteArray()).containsExactly(1, 2);
    assertThat(answer.value().toByteArray()).containsExactly(0xff);
    assertThat(answer.proofOps().path("ops").isArray()).isTrue();
    assertThat(node.requests().getFirst().path("params").toString())
        .isEqualTo(
            "{\"path\":\"/store/accounts/key\",\"data\":\"0102\",\"height\":\"7\",\"prove\":true}");
  }

  @Test
  void submitAndWait_readsBothVerdicts() throws Exception {
    node.result(
        "broadcast_tx_commit",
        """
        {"check_tx":{"code":0},"tx_result":{"code":5003,"log":"why","events":[{"type":"x"}]},
         "hash":"AB","height":"9"}
        """);
    RpcClient.Committed committed = client.submitAndWait(new byte[] {0});
    assertThat(committed.check().code()).isZero();
    assertThat(committed.result()).isEqualTo(new RpcClient.TxAnswer(5003, "why"));
    assertThat(committed.height()).isEqualTo(9);
    assertThat(committed.events().path(0).path("type").asText()).isEqualTo("x");
    assertThat(node.requests().getFirst().path("params").path("tx").asText()).isEqualTo("AA==");
  }

  @Test
  void error_isTheNodesOwnWords() {
    node.raw("status", "{\"error\":{\"code\":-1,\"message\":\"Internal\",\"data\":\"too busy\"}}");
    assertThatThrownBy(client::status).isInstanceOf(RpcException.class).hasMessage("too busy");
    node.raw("status", "{\"error\":{\"code\":-1,\"message\":\"Internal\"}}");
    assertThatThrownBy(client::status).isInstanceOf(RpcException.class).hasMessage("Internal");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "{}", "[1]", "{\"result\":"})
  void answerThatIsNoRpc_isAnUnreachableNode(String body) {
    node.raw("status", body);
    assertThatThrownBy(client::status)
        .isInstanceOf(NodeUnreachable.class)
        .hasMessageContaining(node.url());
  }

  @Test
  void portWhereNobodyListens_isAnUnreachableNode() throws IOException {
    int port;
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = probe.getLocalPort();
    }
    RpcClient nobody = new RpcClient(URI.create("http://127.0.0.1:" + port));
    assertThatThrownBy(nobody::status)
        .isInstanceOf(NodeUnreachable.class)
        .hasMessageContaining("start one, or name another");
  }

  @Test
  void connectionThatIsCut_isAnUnreachableNode() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread cutter =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      server.accept().close();
                    } catch (IOException e) {
                      throw new java.io.UncheckedIOException(e);
                    }
                  });
      RpcClient cut = new RpcClient(URI.create("http://127.0.0.1:" + server.getLocalPort()));
      assertThatThrownBy(cut::status).isInstanceOf(NodeUnreachable.class);
      cutter.join();
    }
  }
}
