package tenor.testnet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** Adds up the books from the raw state, apart from the rules that keep them. */
public final class Books {
  private static final long CUSTODY = 1;

  private final ChainView view;

  /** The books as one node has them. */
  public Books(ChainView view) {
    this.view = view;
  }

  /** A counter of a table with one row, 0 where there is none. */
  long total(String component, String table, String field)
      throws IOException, InterruptedException {
    for (JsonNode row : view.rows(component, table, 0)) {
      return row.path("decoded").path(field).asLong();
    }
    return 0;
  }

  /** A counter that names the next of its kind: how many there were. */
  public long count(String component, String table, String field)
      throws IOException, InterruptedException {
    return Math.max(0, total(component, table, field) - 1);
  }

  /** What the insurance fund paid in an asset. */
  BigDecimal fundPaid() throws IOException, InterruptedException {
    BigDecimal paid = BigDecimal.ZERO;
    for (JsonNode row : view.rows("defaultfund", "fundTotals", 0)) {
      paid = paid.add(ChainView.number(row.path("decoded").path("paid")));
    }
    return paid;
  }

  /** The cash of an account of the house, in asset 1. */
  BigDecimal houseCash(long account) throws IOException, InterruptedException {
    for (JsonNode row : view.rows("accounts", "balances:" + account + ":1", 0)) {
      return ChainView.number(row.path("decoded").path("cash"));
    }
    return BigDecimal.ZERO;
  }

  /** Per asset: deposited, withdrawn, held, and what they differ by. */
  public ObjectNode conservation(ObjectNode target) throws IOException, InterruptedException {
    Map<Integer, BigDecimal> held = new TreeMap<>();
    for (JsonNode row : view.rows("accounts", "balances", 0)) {
      if (ChainView.field(row, 0) != CUSTODY) {
        int asset = (int) ChainView.field(row, 1);
        held.merge(asset, ChainView.number(row.path("decoded").path("cash")), BigDecimal::add);
      }
    }
    for (JsonNode row : view.rows("collateral", "custodyTotals", 0)) {
      int asset = (int) ChainView.field(row, 0);
      BigDecimal deposited = ChainView.number(row.path("decoded").path("deposited"));
      BigDecimal withdrawn = ChainView.number(row.path("decoded").path("withdrawn"));
      BigDecimal kept = held.getOrDefault(asset, BigDecimal.ZERO);
      target
          .putObject(symbol(asset))
          .put("deposited", deposited.toPlainString())
          .put("withdrawn", withdrawn.toPlainString())
          .put("held", kept.toPlainString())
          .put("difference", plain(deposited.subtract(withdrawn).subtract(kept)));
    }
    return target;
  }

  private String symbol(int asset) throws IOException, InterruptedException {
    for (JsonNode row : view.rows("instruments", "assets:" + asset, 0)) {
      return row.path("decoded").path("symbol").asText();
    }
    return Integer.toString(asset);
  }

  /** Zero is written as "0", whatever its scale. */
  private static String plain(BigDecimal amount) {
    return amount.signum() == 0 ? "0" : amount.toPlainString();
  }
}
