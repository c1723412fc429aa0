package tenor.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tenor.node.rpc.RpcClient;
import tenor.node.rpc.RpcClient.AppAnswer;

/** A node as commands see it. */
final class Chain {
  private final RpcClient rpc;

  Chain(RpcClient rpc) {
    this.rpc = rpc;
  }

  RpcClient rpc() {
    return rpc;
  }

  /** The application's JSON answer. */
  JsonNode query(String path, long height) throws IOException, InterruptedException {
    AppAnswer answer = rpc.query(path, new byte[0], height, false);
    if (answer.code() != 0) {
      throw new RefusedException(answer.log());
    }
    return Printer.JSON.readTree(answer.value().toString(StandardCharsets.UTF_8));
  }

  /** A value with its proof, as CometBFT gives it. */
  AppAnswer prove(String component, ByteString key, long height)
      throws IOException, InterruptedException {
    AppAnswer answer =
        rpc.query("/store/" + segment(component) + "/key", key.toByteArray(), height, true);
    if (answer.code() != 0) {
      throw new RefusedException(answer.log());
    }
    return answer;
  }

  /**
   * The app hash after a block, from the header of the next.
   *
   * @param wanted the height asked for, 0 for any
   * @param at the height answered for
   */
  String appHash(long wanted, long at) throws IOException, InterruptedException {
    if (wanted != 0 && at != wanted) {
      throw new RefusedException("the node answered for height " + at + ", not " + wanted);
    }
    return rpc.commit(at + 1)
        .at("/signed_header/header/app_hash")
        .asText()
        .toLowerCase(Locale.ROOT);
  }

  /** The last height that the node committed. */
  long height() throws IOException, InterruptedException {
    return rpc.status().path("sync_info").path("latest_block_height").asLong();
  }

  /** The chain that the node is on. */
  String chainId() throws IOException, InterruptedException {
    return rpc.status().path("node_info").path("network").asText();
  }

  /** The number of something listed, given its number or its symbol. */
  int number(String what, String text) throws IOException, InterruptedException {
    return text.matches("[0-9]{1,9}")
        ? Integer.parseInt(text)
        : query("/" + what + "/" + segment(text), 0).path("number").asInt();
  }

  /** Text as a segment or an argument of a query's path. */
  static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
