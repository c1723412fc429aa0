package tenor.node.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a server on the loopback address that behaves and misbehaves. */
class HttpJsonSourceTest {
  private static final String DOCUMENT =
      "{\"data\":[{\"last\":%s,\"when\":1700000000123,\"a/b\":\"2.5\",\"list\":[],\"none\":null}]}";
  private static final long NOW = 1_700_000_009_000L;

  private final CountDownLatch over = new CountDownLatch(1);
  private ExecutorService threads;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    threads = Executors.newVirtualThreadPerTaskExecutor();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
    threads.close();
  }

  private void answer(int status, String body) {
    server.createContext("/", exchange -> answer(exchange, status, body));
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private HttpJsonSource source(String price, String time, Duration timeout) {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/spx.json");
    return new HttpJsonSource(7, url, price, time, 1000, timeout);
  }

  private HttpJsonSource source(String price, String time) {
    return source(price, time, Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @CsvSource({
    "1274.98, 127498000000",
    "'\"1274.98\"', 127498000000",
    "5, 500000000",
    "0.123456785, 12345678",
    "1.2e3, 120000000000",
    "-37.63, -3763000000",
  })
  void price_isReadExactlyFromANumberOrAString(String json, long price) throws Exception {
    answer(200, DOCUMENT.formatted(json));
    assertThat(source("/data/0/last", "").poll(NOW))
        .containsExactly(new Observation(7, price, NOW));
  }

  @Test
  void time_isTheSourcesOwnWhereItIsNamed() throws Exception {
    answer(200, DOCUMENT.formatted("1"));
    assertThat(source("/data/0/a~1b", "/data/0/when").poll(NOW))
        .containsExactly(new Observation(7, 250_000_000, 1_700_000_000_123L));
  }

  @ParameterizedTest
  @CsvSource({
    "/data/1/last, '', nothing to read a price from at /data/1/last",
    "/data, '', nothing to read a price from",
    "/data/0/list, '', nothing to read a price from",
    "/data/0/none, '', expected a price as a decimal number",
    "/data/0/last, /data/0/last, expected milliseconds at /data/0/last",
    "/data/0/a~1b, /data/0/nowhere, expected milliseconds",
  })
  void pointerToNothing_givesNoPrice(String price, String time, String message) {
    answer(200, DOCUMENT.formatted("1.5"));
    assertThatThrownBy(() -> source(price, time).poll(NOW))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
  }

  @Test
  void wrongPointer_isRefusedAtOnce() {
    assertThatThrownBy(() -> source("data", "")).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"500", "404", "204", "302"})
  void otherStatus_givesNoPrice(int status) {
    answer(status, status == 204 ? "" : DOCUMENT.formatted("1"));
    assertThatThrownBy(() -> source("/data/0/last", "").poll(NOW))
        .isInstanceOf(IOException.class)
        .hasMessage("expected status 200, got " + status);
  }

  @ParameterizedTest
  @CsvSource({"'<html></html>'", "''", "'{\"data\":'", "'not'"})
  void documentThatIsNoJson_givesNoPrice(String body) {
    answer(200, body);
    assertThatThrownBy(() -> source("/data/0/last", "").poll(NOW)).isInstanceOf(IOException.class);
  }

  @Test
  void documentOfMoreThanAMegabyte_givesNoPrice() {
    answer(200, DOCUMENT.formatted("1") + " ".repeat(1024 * 1024));
    assertThatThrownBy(() -> source("/data/0/last", "").poll(NOW)).isInstanceOf(IOException.class);
  }

  @Test
  void deepDocument_givesNoPrice() {
    answer(200, "[".repeat(100_000));
    assertThatThrownBy(() -> source("/data/0/last", "").poll(NOW)).isInstanceOf(IOException.class);
  }

  @Test
  void serverThatSaysNothing_isLeft() {
    server.createContext("/", exchange -> awaitEnd());
    assertThatThrownBy(() -> source("/data", "", Duration.ofMillis(200)).poll(NOW))
        .isInstanceOf(IOException.class)
        .hasMessage("no answer within 200 ms");
  }

  @Test
  void serverThatBeginsAndNeverEnds_isLeft() {
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          awaitEnd();
        });
    assertThatThrownBy(() -> source("/data", "", Duration.ofMillis(200)).poll(NOW))
        .hasMessage("no answer within 200 ms");
  }

  private void awaitEnd() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void portWhereNobodyListens_givesNoPrice() {
    server.stop(0);
    assertThatThrownBy(() -> source("/data", "").poll(NOW)).isInstanceOf(IOException.class);
  }
}
