package tenor.testnet.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import tenor.node.rpc.RpcClient;
import tenor.node.rpc.RpcException;
import tenor.testnet.ChainView;

/** A node as a script asks it. */
final class Subject {
  private static final ObjectMapper JSON = new JsonMapper();

  private final String name;
  private final RpcClient rpc;

  Subject(String name, String url) {
    this.name = name;
    this.rpc = new RpcClient(URI.create(url));
  }

  String name() {
    return name;
  }

  RpcClient rpc() {
    return rpc;
  }

  ChainView view() {
    return new ChainView(rpc);
  }

  /** What the application has committed. */
  long height() throws IOException, InterruptedException {
    return info().path("last_block_height").asLong();
  }

  /** The version of the rules that the application names. */
  long rules() throws IOException, InterruptedException {
    return info().path("app_version").asLong();
  }

  private JsonNode info() throws IOException, InterruptedException {
    return rpc.call("abci_info", params()).path("response");
  }

  /** Whether it takes part in consensus and is no longer catching up. */
  boolean isCaughtUp() throws IOException, InterruptedException {
    return !rpc.status().path("sync_info").path("catching_up").asBoolean(true);
  }

  /** The first block that it has. */
  long firstBlock() throws IOException, InterruptedException {
    return rpc.status().path("sync_info").path("earliest_block_height").asLong();
  }

  JsonNode header(long height) throws IOException, InterruptedException {
    return rpc.commit(height).path("signed_header").path("header");
  }

  /** The transactions of a block. */
  List<byte[]> transactions(long height) throws IOException, InterruptedException {
    List<byte[]> transactions = new ArrayList<>();
    for (JsonNode tx : rpc.call("block", at(height)).path("block").path("data").path("txs")) {
      transactions.add(Base64.getDecoder().decode(tx.asText()));
    }
    return transactions;
  }

  /** The result codes of a block's transactions; only an observer keeps them. */
  List<Integer> codes(long height) throws IOException, InterruptedException {
    List<Integer> codes = new ArrayList<>();
    for (JsonNode result : rpc.call("block_results", at(height)).path("txs_results")) {
      codes.add(result.path("code").asInt());
    }
    return codes;
  }

  /** Deposits of asset 1 since genesis, in whole units, with the height at which they stood. */
  Deposited deposited() throws IOException, InterruptedException {
    RpcClient.AppAnswer answer =
        rpc.query("/state/collateral?prefix=8881&limit=10", new byte[0], 0, false);
    if (answer.code() != 0) {
      throw new RpcException(answer.log());
    }
    for (JsonNode row : JSON.readTree(answer.value().toString(StandardCharsets.UTF_8))) {
      if (row.path("row").asText().equals("custodyTotals:1")) {
        return new Deposited(
            answer.height(), ChainView.number(row.path("decoded").path("deposited")));
      }
    }
    throw new RpcException("no totals of asset 1");
  }

  /** Deposits and their height. */
  record Deposited(long height, BigDecimal amount) {}

  /** Whether both have the same block and app hash at {@code height}. */
  boolean agreesWith(Subject other, long height) throws IOException, InterruptedException {
    return Objects.equals(hashes(height), other.hashes(height));
  }

  private String hashes(long height) throws IOException, InterruptedException {
    JsonNode commit = rpc.commit(height).path("signed_header");
    return (commit.path("commit").path("block_id").path("hash").asText()
            + "/"
            + commit.path("header").path("app_hash").asText())
        .toLowerCase(Locale.ROOT);
  }

  private static ObjectNode at(long height) {
    return params().put("height", Long.toString(height));
  }

  private static ObjectNode params() {
    return JsonNodeFactory.instance.objectNode();
  }
}
