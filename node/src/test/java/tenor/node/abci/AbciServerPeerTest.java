package tenor.node.abci;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tenor.abci.proto.Request;
import tenor.abci.proto.RequestEcho;

/** A peer that breaks the protocol loses its own connection and nothing else happens. */
class AbciServerPeerTest {

  private static final int LIMIT = 4096;
  private static final int GARBAGE_PEERS = 500;

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "endless length, 808080808080",
    "length above the limit, 8120",
    "length of four gigabytes, ffffffff0f",
    "request without value, 00",
    "request of an older ABCI, 022200",
    "request of a later ABCI, 03ba0100",
    "not Protobuf, 020aff",
    "truncated message, 030a0501",
    "wrong wire type, 021000",
    "string that is not UTF-8 outside a query, 050a030a01ff",
    "query that is not Protobuf, 0332010a",
  })
  void garbage_isDropped_whileAnotherConnectionGoesOn(String name, String bytes) throws Exception {
    try (ServerFixture fixture = ServerFixture.start(folder, ServerFixture.maxFrameBytes(LIMIT));
        TestClient good = fixture.connect();
        TestClient bad = fixture.connect()) {
      assertThat(good.call(TestClient.checkTx(1)).hasCheckTx()).isTrue();
      bad.sendBytes(HexFormat.of().parseHex(bytes));
      assertThat(bad.isClosedByServer()).as(name).isTrue();
      assertThat(good.call(TestClient.checkTx(2)).hasCheckTx()).isTrue();
      assertThat(fixture.fatal).isNotDone();
    }
  }

  @Test
  void requestBehindGarbage_isNotHandled() throws Exception {
    try (ServerFixture fixture = ServerFixture.start(folder);
        TestClient bad = fixture.connect();
        TestClient good = fixture.connect()) {
      bad.sendBytes(HexFormat.of().parseHex("00" + "025a00"));
      assertThat(bad.isClosedByServer()).isTrue();
      assertThat(good.call(TestClient.flush()).hasFlush()).isTrue();
      fixture.server.close();
      assertThat(fixture.app.calls).isEmpty();
    }
  }

  @Test
  void randomBytes_neverHarmOthers() throws Exception {
    long seed = Seeds.next();
    Random random = new Random(seed);
    try (ServerFixture fixture = ServerFixture.start(folder, ServerFixture.maxFrameBytes(LIMIT));
        TestClient good = fixture.connect()) {
      for (int i = 0; i < GARBAGE_PEERS; i++) {
        try (TestClient bad = fixture.connect()) {
          sendIgnoringClose(bad, garbage(random));
        }
        assertThat(good.call(TestClient.checkTx(i)).getCheckTx().getData().toStringUtf8())
            .as("seed %d, peer %d", seed, i)
            .isEqualTo(Integer.toString(i));
      }
      assertThat(fixture.fatal).as("seed %d", seed).isNotDone();
    }
  }

  @Test
  void frame_atTheLimit_isRead_andOneByteMoreIsNot() throws Exception {
    try (ServerFixture fixture = ServerFixture.start(folder, ServerFixture.maxFrameBytes(LIMIT));
        TestClient client = fixture.connect()) {
      Request fits = echo(LIMIT);
      assertThat(client.call(fits).getEcho().getMessage()).isEqualTo(fits.getEcho().getMessage());
      client.send(echo(LIMIT + 1));
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void manySlowPeers_doNotDelayOthers() throws Exception {
    try (ServerFixture fixture = ServerFixture.start(folder);
        TestClient good = fixture.connect()) {
      TestClient[] slow = new TestClient[30];
      for (int i = 0; i < slow.length; i++) {
        slow[i] = fixture.connect();
        slow[i].sendBytes(TestClient.length(60 << 20));
      }
      for (int i = 0; i < 100; i++) {
        slow[i % slow.length].sendBytes((byte) 0x0a);
        assertThat(good.call(TestClient.checkTx(i)).hasCheckTx()).isTrue();
      }
      for (TestClient each : slow) {
        each.close();
      }
    }
  }

  @Test
  void connection_beyondTheLimit_isRefused() throws Exception {
    try (ServerFixture fixture =
            ServerFixture.start(
                folder, config -> new AbciServerConfig(config.socket(), LIMIT, 10, 2));
        TestClient first = fixture.connect();
        TestClient second = fixture.connect()) {
      assertThat(first.call(TestClient.flush()).hasFlush()).isTrue();
      assertThat(second.call(TestClient.flush()).hasFlush()).isTrue();
      try (TestClient third = fixture.connect()) {
        assertThat(third.isClosedByServer()).isTrue();
      }
      assertThat(first.call(TestClient.flush()).hasFlush()).isTrue();
    }
  }

  private static Request echo(int requestBytes) {
    // Two tags with lengths of two bytes.
    return Request.newBuilder()
        .setEcho(RequestEcho.newBuilder().setMessage("x".repeat(requestBytes - 6)))
        .build();
  }

  /** Half plain noise, half a good frame with some bytes changed. */
  private static byte[] garbage(Random random) {
    if (random.nextBoolean()) {
      byte[] noise = new byte[1 + random.nextInt(3 * LIMIT)];
      random.nextBytes(noise);
      return noise;
    }
    byte[] frame = TestClient.frame(TestClient.checkTx(random.nextLong()));
    for (int i = random.nextInt(4); i >= 0; i--) {
      frame[random.nextInt(frame.length)] = (byte) random.nextInt();
    }
    return Arrays.copyOf(frame, 1 + random.nextInt(frame.length));
  }

  private static void sendIgnoringClose(TestClient client, byte[] bytes) {
    try {
      client.sendBytes(bytes);
    } catch (IOException e) {
      // The server was faster.
    }
  }
}
