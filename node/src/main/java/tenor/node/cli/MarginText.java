package tenor.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/** A margin as one would explain it: positions, scenario, add-ons, sums. */
final class MarginText {
  private static final String LINE = "  %-24s %12s %20s %20s%n";
  private static final String PART = "  %-10s %20s %12s %12s %16s %16s%n";

  private final Lines lines;

  MarginText(PrintWriter out) {
    this.lines = new Lines(out);
  }

  void print(JsonNode margin) {
    lines.print(
        "Account %s after block %s%n", Lines.text(margin, "account"), Lines.text(margin, "height"));
    for (JsonNode one : margin.path("classes")) {
      one.path("underlyings").forEach(this::underlying);
      marginClass(one);
    }
    margin.path("requirements").forEach(need -> requirement(margin, need));
    lines.flush();
  }

  private void underlying(JsonNode node) {
    JsonNode terms = node.path("terms");
    lines.print(
        "%n%s at %s, price scan range %s, period of risk %s days%n",
        Lines.text(node, "symbol"),
        Lines.text(terms, "index"),
        percent(terms, "priceScanRange"),
        Lines.text(terms, "mporDays"));
    lines.print("  worst of %d scenarios: %s%n", node.path("losses").size(), scenario(node));
    lines.print(LINE, "instrument", "contracts", "loss of one held long", "loss");
    for (JsonNode held : node.path("holdings")) {
      lines.print(
          LINE,
          Lines.text(held, "symbol"),
          Lines.text(held, "contracts"),
          Lines.text(held, "array"),
          Lines.text(held, "loss"));
    }
    sum("scan: their sum, at least 0", Lines.text(node, "scan"));
    sum("calendar: expiries that offset each other", Lines.text(node, "calendar"));
    sum("concentration: time to trade out", Lines.text(node, "concentration"));
    sum(
        "total, at least " + Lines.text(node, "shortOptionMinimum") + " for options written",
        Lines.text(node, "total"));
  }

  private static String scenario(JsonNode node) {
    JsonNode scenario = node.path("scenario");
    if (scenario.isMissingNode()) {
      return "none loses";
    }
    String number = Lines.text(scenario, "number") + ", ";
    if (scenario.has("pin")) {
      return number
          + "an expiry settles "
          + Lines.text(scenario, "side")
          + " "
          + Lines.text(scenario, "pin");
    }
    int steps = scenario.path("volSteps").asInt();
    String vol = steps == 0 ? "unchanged" : steps > 0 ? "up one range" : "down one range";
    String weight = Lines.text(scenario, "weight");
    return number
        + "price "
        + percent(scenario, "priceMove")
        + ", volatility "
        + vol
        + (weight.equals("1") ? "" : ", of which " + percent(scenario, "weight") + " count");
  }

  private void marginClass(JsonNode node) {
    lines.print(
        "%nMargin class %s, in asset %s%n",
        Lines.text(node, "marginClass"), Lines.text(node, "asset"));
    sum("worst scenario in which all move together", Lines.text(node, "joint"));
    sum("offset granted of what that saves", percent(node, "offset"));
    sum("required", Lines.text(node, "required"));
  }

  private void requirement(JsonNode margin, JsonNode need) {
    lines.print("%nAsset %s%n", Lines.text(need, "asset"));
    sum("maintenance: all its classes", Lines.text(need, "maintenance"));
    sum(
        "initial: × "
            + Lines.text(margin, "initialFactor")
            + " × reputation "
            + Lines.text(margin, "reputation")
            + ", or what open interest asks",
        Lines.text(need, "initial"));
    sum("cash", Lines.text(need, "cash"));
    sum("value of options paid for", Lines.text(need, "optionValue"));
    if (!need.path("collateral").isEmpty()) {
      lines.print(PART, "collateral", "amount", "price", "haircut", "at most", "counts");
      need.path("collateral").forEach(this::part);
    }
    sum("equity: with other collateral after haircuts", Lines.text(need, "equity"));
    sum("free: equity - initial", Lines.text(need, "free"));
  }

  private void part(JsonNode part) {
    lines.print(
        PART,
        Lines.text(part, "symbol"),
        Lines.text(part, "amount"),
        Lines.text(part, "price"),
        (part.path("stale").asBoolean() ? "2 x " : "") + percent(part, "haircut"),
        part.path("ownIssue").asBoolean()
            ? "own issue"
            : part.path("cap").isNull() ? "no cap" : Lines.text(part, "cap"),
        Lines.text(part, "counts"));
  }

  private void sum(String what, String value) {
    lines.print("  %-58s %20s%n", what, value);
  }

  /** A fraction in percent. */
  private static String percent(JsonNode node, String name) {
    return new java.math.BigDecimal(Lines.text(node, name))
            .movePointRight(2)
            .stripTrailingZeros()
            .toPlainString()
        + " %";
  }
}
