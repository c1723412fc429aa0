package tenor.node.abci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tenor.abci.proto.ResponseQuery;

/** The server under the unmodified engine, which is killed and comes back while the JVM lives. */
class AbciServerEngineIT {

  @TempDir Path folder;

  @Test
  void engine_commitsBlocks_andAfterAKillReplaysThemToTheSameServer() throws Exception {
    try (ServerFixture fixture = ServerFixture.start(folder)) {
      fixture.app.onQuery =
          request ->
              ResponseQuery.newBuilder()
                  .setKey(ByteString.copyFromUtf8("path"))
                  .setValue(ByteString.copyFromUtf8(request.getPath()))
                  .build();
      try (EngineProcess engine =
          EngineProcess.init(folder.resolve("engine"), fixture.server.proxyApp())) {
        engine.start();
        engine.awaitHeight(3);
        assertThat(engine.get("broadcast_tx_commit?tx=0x0102")).contains("\"check_tx\"");
        assertThat(engine.get("abci_query?path=0xff")).contains("77+9"); // U+FFFD in base64
        assertThat(engine.get("abci_info")).contains("\"data\":\"test\"");
        engine.kill();
        await().until(() -> fixture.server.openConnections() == 0);
        assertThat(fixture.app.calls.getLast()).isEqualTo("closed");
        fixture.app.calls.clear();
        engine.start();
        await().atMost(Duration.ofMinutes(1)).until(() -> fixture.app.calls.contains("extendVote"));
        // a copy: the engine goes on calling
        assertThat(List.copyOf(fixture.app.calls).subList(0, 3))
            .containsExactly("initChain", "finalizeBlock 1", "commit");
      }
      assertThat(fixture.fatal).isNotDone();
    }
  }
}
