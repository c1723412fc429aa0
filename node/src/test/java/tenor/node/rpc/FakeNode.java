package tenor.node.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Answers JSON-RPC on the loopback address with what a test gives it. */
public final class FakeNode implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, String> answers = Collections.synchronizedMap(new TreeMap<>());
  private final List<JsonNode> requests = Collections.synchronizedList(new ArrayList<>());

  private FakeNode(HttpServer server) {
    this.server = server;
  }

  /** A node without answers. */
  public static FakeNode start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    FakeNode node = new FakeNode(server);
    server.createContext("/", node::answer);
    server.start();
    return node;
  }

  /** Answers a method with this result. */
  public FakeNode result(String method, String json) {
    answers.put(method, "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":" + json + "}");
    return this;
  }

  /** Answers a method with these bytes, whatever they are. */
  public FakeNode raw(String method, String body) {
    answers.put(method, body);
    return this;
  }

  /** Answers a query of the application. */
  public FakeNode app(String path, long height, String value) {
    return result(
        "abci_query " + path,
        "{\"response\":{\"code\":0,\"height\":\"%d\",\"value\":\"%s\"}}"
            .formatted(height, base64(value)));
  }

  /** Refuses a query of the application. */
  public FakeNode refuse(String path, int code, String log) {
    return result(
        "abci_query " + path, "{\"response\":{\"code\":%d,\"log\":\"%s\"}}".formatted(code, log));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Its address. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What it was asked, in order. */
  public List<JsonNode> requests() {
    return List.copyOf(requests);
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode request = new JsonMapper().readTree(exchange.getRequestBody());
    requests.add(request);
    String method = request.path("method").asText();
    String path = request.path("params").path("path").asText();
    String body =
        answers.getOrDefault(
            path.isEmpty() ? method : method + " " + path,
            "{\"error\":{\"code\":-32601,\"message\":\"Method not found\",\"data\":\"\"}}");
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
