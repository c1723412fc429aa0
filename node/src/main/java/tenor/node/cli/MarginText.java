package tenor.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Locale;

/** A margin as one would explain it: positions, scenario, add-ons, sums. */
final class MarginText {
  private static final String LINE = "  %-24s %12s %20s %20s%n";

  private final PrintWriter out;

  MarginText(PrintWriter out) {
    this.out = out;
  }

  void print(JsonNode margin) {
    line("Account %s after block %s%n", text(margin, "account"), text(margin, "height"));
    for (JsonNode one : margin.path("classes")) {
      one.path("underlyings").forEach(this::underlying);
      marginClass(one);
    }
    margin.path("requirements").forEach(need -> requirement(margin, need));
    out.flush();
  }

  private void underlying(JsonNode node) {
    JsonNode terms = node.path("terms");
    line(
        "%n%s at %s, price scan range %s, period of risk %s days%n",
        text(node, "symbol"),
        text(terms, "index"),
        percent(terms, "priceScanRange"),
        text(terms, "mporDays"));
    line("  worst of %d scenarios: %s%n", node.path("losses").size(), scenario(node));
    line(LINE, "instrument", "contracts", "loss of one held long", "loss");
    for (JsonNode held : node.path("holdings")) {
      line(
          LINE,
          text(held, "symbol"),
          text(held, "contracts"),
          text(held, "array"),
          text(held, "loss"));
    }
    sum("scan: their sum, at least 0", text(node, "scan"));
    sum("calendar: expiries that offset each other", text(node, "calendar"));
    sum("concentration: time to trade out", text(node, "concentration"));
    sum(
        "total, at least " + text(node, "shortOptionMinimum") + " for options written",
        text(node, "total"));
  }

  private static String scenario(JsonNode node) {
    JsonNode scenario = node.path("scenario");
    if (scenario.isMissingNode()) {
      return "none loses";
    }
    String number = text(scenario, "number") + ", ";
    if (scenario.has("pin")) {
      return number + "an expiry settles " + text(scenario, "side") + " " + text(scenario, "pin");
    }
    int steps = scenario.path("volSteps").asInt();
    String vol = steps == 0 ? "unchanged" : steps > 0 ? "up one range" : "down one range";
    String weight = text(scenario, "weight");
    return number
        + "price "
        + percent(scenario, "priceMove")
        + ", volatility "
        + vol
        + (weight.equals("1") ? "" : ", of which " + percent(scenario, "weight") + " count");
  }

  private void marginClass(JsonNode node) {
    line("%nMargin class %s, in asset %s%n", text(node, "marginClass"), text(node, "asset"));
    sum("worst scenario in which all move together", text(node, "joint"));
    sum("offset granted of what that saves", percent(node, "offset"));
    sum("required", text(node, "required"));
  }

  private void requirement(JsonNode margin, JsonNode need) {
    line("%nAsset %s%n", text(need, "asset"));
    sum("maintenance: all its classes", text(need, "maintenance"));
    sum(
        "initial: × "
            + text(margin, "initialFactor")
            + " × reputation "
            + text(margin, "reputation")
            + ", or what open interest asks",
        text(need, "initial"));
    sum("cash", text(need, "cash"));
    sum("value of options paid for", text(need, "optionValue"));
    sum("equity: with other collateral after haircuts", text(need, "equity"));
  }

  private void sum(String what, String value) {
    line("  %-58s %20s%n", what, value);
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation is not among the dependencies
  private void line(String format, Object... values) {
    out.printf(Locale.ROOT, format, values);
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asText();
  }

  /** A fraction in percent. */
  private static String percent(JsonNode node, String name) {
    return new java.math.BigDecimal(text(node, name))
            .movePointRight(2)
            .stripTrailingZeros()
            .toPlainString()
        + " %";
  }
}
