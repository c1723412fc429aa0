package tenor.testnet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tenor.clearing.ClearingHouse;
import tenor.clearing.RowNames;
import tenor.node.rpc.RpcClient;
import tenor.node.rpc.RpcException;

/** What a node says of the state. */
public final class ChainView {
  private static final ObjectMapper JSON = new JsonMapper();
  private static final RowNames ROWS = RowNames.of(ClearingHouse.standard().schema());

  private final RpcClient rpc;

  /** What the node that {@code rpc} asks says. */
  public ChainView(RpcClient rpc) {
    this.rpc = rpc;
  }

  /** An account; amounts in units of the asset. */
  record AccountView(
      long number,
      String name,
      String status,
      BigDecimal cash,
      BigDecimal optionValue,
      BigDecimal equity,
      BigDecimal maintenance,
      BigDecimal initial) {
    /** Equity over maintenance in percent, or −1 where no margin is needed. */
    long coverage() {
      return maintenance.signum() == 0
          ? -1
          : equity
              .multiply(BigDecimal.valueOf(100))
              .divide(maintenance, 0, java.math.RoundingMode.DOWN)
              .longValue();
    }
  }

  /**
   * An instrument; {@code mark} is zero while it has none.
   *
   * @param type such as {@code future}
   * @param strike of an option, else zero
   */
  record InstrumentView(
      int number,
      String symbol,
      int underlying,
      String type,
      boolean isCall,
      BigDecimal strike,
      long expiryMillis,
      String status,
      BigDecimal mark,
      long openInterest) {
    boolean isPerpetual() {
      return type.equals("perpetual");
    }

    boolean isFuture() {
      return type.equals("future");
    }

    boolean isOption() {
      return type.equals("option");
    }

    boolean isLive() {
      return status.equals("listed");
    }
  }

  RpcClient rpc() {
    return rpc;
  }

  JsonNode query(String path, long height) throws IOException, InterruptedException {
    RpcClient.AppAnswer answer = rpc.query(path, new byte[0], height, false);
    if (answer.code() != 0) {
      throw new RpcException(path + ": " + answer.log());
    }
    return JSON.readTree(answer.value().toString(StandardCharsets.UTF_8));
  }

  List<AccountView> accounts() throws IOException, InterruptedException {
    List<AccountView> accounts = new ArrayList<>();
    for (JsonNode each : query("/accounts", 0).path("accounts")) {
      accounts.add(
          new AccountView(
              each.path("account").asLong(),
              each.path("name").asText(),
              each.path("status").asText(),
              number(each.path("balances").path(0).path("cash")),
              number(each.path("optionValue")),
              number(each.path("equity")),
              number(each.path("maintenance")),
              number(each.path("initial"))));
    }
    return accounts;
  }

  /** Contracts of an account by instrument. */
  Map<Integer, Long> positions(long account) throws IOException, InterruptedException {
    Map<Integer, Long> positions = new LinkedHashMap<>();
    for (JsonNode each : query("/account/" + account, 0).path("positions")) {
      positions.put(each.path("instrument").asInt(), each.path("contracts").asLong());
    }
    return positions;
  }

  List<InstrumentView> instruments() throws IOException, InterruptedException {
    List<InstrumentView> instruments = new ArrayList<>();
    for (JsonNode each : query("/instrument", 0)) {
      instruments.add(
          new InstrumentView(
              each.path("number").asInt(),
              each.path("symbol").asText(),
              each.path("underlying").asInt(),
              each.path("type").asText(),
              each.path("option").path("side").asText().equals("call"),
              number(each.path("option").path("strike")),
              each.path("expiryMillis").asLong(),
              each.path("status").asText(),
              number(each.path("mark")),
              each.path("openInterest").asLong()));
    }
    return instruments;
  }

  /** The implied volatilities of one expiry; {@code vols} are at z = −n … n steps. */
  record SmileView(long expiryMillis, BigDecimal forward, BigDecimal step, List<BigDecimal> vols) {
    /** The volatility this many steps from the money. */
    BigDecimal vol(int steps) {
      int place = vols.size() / 2 + steps;
      return place < 0 || place >= vols.size() ? BigDecimal.ZERO : vols.get(place);
    }
  }

  /** The surface of an underlying, by expiry. */
  List<SmileView> surface(int underlying) throws IOException, InterruptedException {
    List<SmileView> smiles = new ArrayList<>();
    for (JsonNode each : query("/surface/" + underlying, 0).path("slices")) {
      List<BigDecimal> vols = new ArrayList<>();
      each.path("vols").forEach(vol -> vols.add(number(vol)));
      smiles.add(
          new SmileView(
              each.path("expiryMillis").asLong(),
              number(each.path("forward")),
              number(each.path("step")),
              vols));
    }
    return smiles;
  }

  /** Sums over an account's positions on one underlying; vega per 1.00, theta per year. */
  record GreeksView(
      long account, BigDecimal delta, BigDecimal gamma, BigDecimal vega, BigDecimal theta) {}

  /** The greeks of an account on an underlying; all zero if it has no position there. */
  GreeksView greeks(long account, int underlying) throws IOException, InterruptedException {
    JsonNode found = JSON.missingNode();
    for (JsonNode each : query("/greeks/" + account, 0).path("underlyings")) {
      found = each.path("underlying").asInt() == underlying ? each : found;
    }
    return new GreeksView(
        account,
        number(found.path("delta")),
        number(found.path("gamma")),
        number(found.path("vega")),
        number(found.path("theta")));
  }

  /** The decoded rows of a table, or those that begin so, such as {@code balances:1001}. */
  public List<JsonNode> rows(String component, String start, long height)
      throws IOException, InterruptedException {
    return leaves(component, ROWS.start(component, start).toString(), height);
  }

  /** The decoded rows whose keys begin with these bytes, in hex. */
  public List<JsonNode> leaves(String component, String prefix, long height)
      throws IOException, InterruptedException {
    List<JsonNode> rows = new ArrayList<>();
    query("/state/" + component + "?prefix=" + prefix + "&limit=10000", height).forEach(rows::add);
    return rows;
  }

  /** A field of a row's key by its place, from 0, as an unsigned number. */
  public static long field(JsonNode row, int place) {
    return Long.parseUnsignedLong(row.path("row").asText().split(":", -1)[place + 1]);
  }

  /** A decimal number, zero where there is none. */
  public static BigDecimal number(JsonNode node) {
    return node.isTextual() || node.isNumber() ? new BigDecimal(node.asText()) : BigDecimal.ZERO;
  }
}
