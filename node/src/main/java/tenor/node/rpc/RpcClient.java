package tenor.node.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;

/** Asks a node's CometBFT over JSON-RPC. */
public final class RpcClient {
  private static final ObjectMapper JSON = new JsonMapper();
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final URI url;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  /** A client of the node at {@code url}, such as {@code http://127.0.0.1:26601}. */
  public RpcClient(URI url) {
    this.url = url;
  }

  /** The address asked. */
  public URI url() {
    return url;
  }

  /**
   * Calls a method.
   *
   * @return its result
   * @throws NodeUnreachable if nobody answers
   * @throws RpcException if the node answers with an error
   */
  public JsonNode call(String method, ObjectNode params) throws IOException, InterruptedException {
    ObjectNode body =
        JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 1).put("method", method);
    body.set("params", params);
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(ANSWER)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
            .build();
    HttpResponse<byte[]> response;
    try {
      response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new NodeUnreachable(url, e);
    }
    JsonNode answer = parse(response.body());
    if (answer.hasNonNull("error")) {
      JsonNode error = answer.get("error");
      String data = error.path("data").asText("");
      throw new RpcException(data.isEmpty() ? error.path("message").asText() : data);
    }
    return answer.path("result");
  }

  private JsonNode parse(byte[] body) throws NodeUnreachable {
    IOException garbage = new IOException("the answer is no JSON-RPC");
    try {
      JsonNode answer = JSON.readTree(body);
      if (answer.has("result") || answer.hasNonNull("error")) {
        return answer;
      }
    } catch (IOException e) {
      garbage.initCause(e);
    }
    throw new NodeUnreachable(url, garbage);
  }

  /** What the node says of itself. */
  public JsonNode status() throws IOException, InterruptedException {
    return call("status", params());
  }

  /**
   * Where the application stands. CometBFT's own status pairs a height with the hash in that
   * height's header, which is what the height before left behind.
   */
  public AppInfo appInfo() throws IOException, InterruptedException {
    JsonNode response = call("abci_info", params()).path("response");
    return new AppInfo(
        response.path("last_block_height").asLong(),
        HexFormat.of().formatHex(base64(response, "last_block_app_hash").toByteArray()));
  }

  /** The signed header at a height, 0 for the newest. */
  public JsonNode commit(long height) throws IOException, InterruptedException {
    ObjectNode params = params();
    if (height > 0) {
      params.put("height", Long.toString(height));
    }
    return call("commit", params);
  }

  /** Asks the application; {@code height} 0 is the newest. */
  public AppAnswer query(String path, byte[] data, long height, boolean prove)
      throws IOException, InterruptedException {
    ObjectNode params =
        params()
            .put("path", path)
            .put("data", HexFormat.of().formatHex(data))
            .put("height", Long.toString(height))
            .put("prove", prove);
    JsonNode response = call("abci_query", params).path("response");
    return new AppAnswer(
        response.path("code").asInt(),
        response.path("log").asText(""),
        base64(response, "key"),
        base64(response, "value"),
        response.path("height").asLong(),
        response.path("proofOps"));
  }

  /** Hands a transaction in and waits for the mempool's verdict. */
  public TxAnswer submit(byte[] transaction) throws IOException, InterruptedException {
    return answer(call("broadcast_tx_sync", tx(transaction)));
  }

  /** Hands a transaction in and waits for the block that holds it. */
  public Committed submitAndWait(byte[] transaction) throws IOException, InterruptedException {
    JsonNode result = call("broadcast_tx_commit", tx(transaction));
    return new Committed(
        answer(result.path("check_tx")),
        answer(result.path("tx_result")),
        result.path("tx_result").path("events"),
        result.path("hash").asText(""),
        result.path("height").asLong());
  }

  private static TxAnswer answer(JsonNode node) {
    return new TxAnswer(node.path("code").asInt(), node.path("log").asText(""));
  }

  private static ObjectNode tx(byte[] transaction) {
    return params().put("tx", Base64.getEncoder().encodeToString(transaction));
  }

  private static ObjectNode params() {
    return JSON.createObjectNode();
  }

  private static ByteString base64(JsonNode node, String field) {
    return ByteString.copyFrom(Base64.getDecoder().decode(node.path(field).asText("")));
  }

  /** The application's answer to a query; {@code proofOps} as CometBFT prints it. */
  public record AppAnswer(
      int code, String log, ByteString key, ByteString value, long height, JsonNode proofOps) {}

  /** The last committed height, 0 before the first, and the app hash after it in hex. */
  public record AppInfo(long height, String appHash) {}

  /** A verdict on a transaction: 0 is accepted. */
  public record TxAnswer(int code, String log) {}

  /** What became of a transaction in a block. */
  public record Committed(
      TxAnswer check, TxAnswer result, JsonNode events, String hash, long height) {}
}
