package tenor.node.risk;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import tenor.clearing.risk.Volatility;
import tenor.node.feed.ClosesFile;

/**
 * A backtest of the margin of consensus over daily closes, beside two other models.
 *
 * @param columns the three by column, in the order asked for
 */
public record BacktestReport(Map<String, Column> columns) {
  /** One column by the three models. */
  record Column(Backtest tenor, Backtest ewma, Backtest fhs) {}

  /**
   * Runs it.
   *
   * @param stressStart governed start of σ_stress per epoch, 10⁻⁹
   * @throws BadInputException if a column cannot be used
   */
  public static BacktestReport of(Path file, List<String> names, long stressStart)
      throws IOException {
    ClosesFile closes;
    try {
      closes = ClosesFile.read(file);
    } catch (IOException e) {
      throw new BadInputException(e.getMessage() == null ? file.toString() : e.getMessage());
    }
    if (names.isEmpty() || new HashSet<>(names).size() != names.size()) {
      throw new BadInputException(
          "--columns: expected distinct columns, found " + String.join(",", names));
    }
    Map<String, Column> columns = new LinkedHashMap<>();
    for (String name : names) {
      BacktestModels models = new BacktestModels(returns(file, closes, name));
      columns.put(name, new Column(models.tenor(stressStart), models.ewma(), models.filtered()));
    }
    return new BacktestReport(columns);
  }

  /** Log returns from price to next price; empty cells are skipped. */
  private static long[] returns(Path file, ClosesFile closes, String name) {
    int place = closes.columns().indexOf(name);
    if (place < 0) {
      throw new BadInputException(
          file
              + ":1: no column '"
              + name
              + "', expected one of "
              + String.join(", ", closes.columns()));
    }
    long[] prices =
        closes.rows().stream()
            .map(row -> row.prices().get(place))
            .filter(OptionalLong::isPresent)
            .mapToLong(OptionalLong::getAsLong)
            .toArray();
    if (prices.length < Volatility.WINDOW + 2) {
      throw new BadInputException(
          file + ": column " + name + ": expected at least 22 prices, found " + prices.length);
    }
    long[] returns = new long[prices.length - 1];
    for (int i = 0; i < prices.length; i++) {
      if (prices[i] <= 0) {
        throw new BadInputException(
            file + ": column " + name + ": expected prices above 0: " + where(closes, place));
      }
      if (i > 0) {
        returns[i - 1] = Volatility.logReturn(prices[i - 1], prices[i]);
      }
    }
    return returns;
  }

  private static String where(ClosesFile closes, int place) {
    for (int i = 0; i < closes.rows().size(); i++) {
      var price = closes.rows().get(i).prices().get(place);
      if (price.isPresent() && price.getAsLong() <= 0) {
        return "line " + (i + 2) + ", " + closes.rows().get(i).date();
      }
    }
    return "none";
  }

  /** The figures: {@code columns}, by column, by model. */
  public ObjectNode json() {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    ObjectNode all = report.putObject("columns");
    columns.forEach(
        (name, column) -> {
          ObjectNode models = all.putObject(name);
          models.set("tenor", figures(column.tenor()));
          models.set("ewma", figures(column.ewma()));
          models.set("fhs", figures(column.fhs()));
        });
    return report;
  }

  private static ObjectNode figures(Backtest test) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("epochs", test.epochs())
        .put("breaches", test.breaches())
        .put("coverage", test.coverage())
        .put("kupiec", test.kupiec())
        .put("meanMargin", test.meanMargin())
        .put("maxRise5", test.maxRise(5))
        .put("maxRise20", test.maxRise(20))
        .put("peakOverTrough", test.peakOverTrough());
  }

  /** A line per column and model, for people. */
  public String text() {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%-10s %-6s %7s %9s %9s %8s %8s %7s %7s %8s%n",
                "column",
                "model",
                "epochs",
                "breaches",
                "coverage",
                "kupiec",
                "mean",
                "rise5",
                "rise20",
                "peak"));
    columns.forEach(
        (name, column) -> {
          text.append(line(name, "tenor", column.tenor()));
          text.append(line("", "ewma", column.ewma()));
          text.append(line("", "fhs", column.fhs()));
        });
    return text.toString();
  }

  private static String line(String name, String model, Backtest test) {
    return String.format(
        Locale.ROOT,
        "%-10s %-6s %7d %9d %8.3f%% %8.2f %7.3f%% %7.3f %7.3f %8.3f%n",
        name,
        model,
        test.epochs(),
        test.breaches(),
        100 * test.coverage(),
        test.kupiec(),
        100 * test.meanMargin(),
        test.maxRise(5),
        test.maxRise(20),
        test.peakOverTrough());
  }
}
