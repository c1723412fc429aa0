package tenor.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A trade that was not made: what would become of it, and each account before and after. */
final class WhatIfText {
  /** Fields of a requirement, and how people call them. */
  private static final Map<String, String> ROWS = new LinkedHashMap<>();

  static {
    ROWS.put("cash", "cash");
    ROWS.put("optionValue", "value of options paid for");
    ROWS.put("equity", "equity");
    ROWS.put("maintenance", "maintenance margin");
    ROWS.put("initial", "initial margin");
    ROWS.put("free", "free: equity - initial");
  }

  private final Lines lines;

  WhatIfText(PrintWriter out) {
    this.lines = new Lines(out);
  }

  void print(JsonNode answer) {
    boolean accepted = answer.path("accepted").asBoolean();
    lines.print(
        "%s %s at %s, mark %s, after block %s%n",
        Lines.text(answer, "contracts"),
        Lines.text(answer, "symbol"),
        Lines.text(answer, "price"),
        answer.path("mark").asText("unknown"),
        Lines.text(answer, "height"));
    if (accepted) {
      lines.print("The trade would be accepted.%n");
    } else {
      lines.print(
          "The trade would be refused with code %s: %s%n",
          Lines.text(answer, "code"), Lines.text(answer, "reason"));
    }
    answer.path("sides").forEach(this::side);
    lines.flush();
  }

  private void side(JsonNode side) {
    lines.print("%nAccount %s, %s%n", Lines.text(side, "account"), Lines.text(side, "side"));
    lines.print("%s%n", line("", "before", "after", "change"));
    JsonNode contracts = side.path("contracts");
    row("contracts", Lines.text(contracts, "before"), Lines.text(contracts, "after"));
    JsonNode before = side.path("before");
    JsonNode after = side.path("after");
    for (JsonNode need : after.isNull() ? before : after) {
      requirement(need, in(before, need), in(after, need));
    }
    if (before.isNull() || after.isNull()) {
      lines.print(
          "  The rules cannot compute the margin %s.%n",
          before.isNull() ? "as it is" : "after the trade");
    }
  }

  /** The requirement of the same asset in a list; nothing if it is not in there. */
  private static JsonNode in(JsonNode list, JsonNode need) {
    for (JsonNode one : list) {
      if (one.path("asset").equals(need.path("asset"))) {
        return one;
      }
    }
    return list.path(-1);
  }

  private void requirement(JsonNode need, JsonNode before, JsonNode after) {
    ROWS.forEach(
        (field, name) ->
            row(
                name + ", " + Lines.text(need, "symbol"),
                Lines.text(before, field),
                Lines.text(after, field)));
    row("worst scenario", scenario(before), scenario(after));
  }

  private static String scenario(JsonNode need) {
    String number = Lines.text(need, "worstScenario");
    return number.equals("0") ? "none" : number;
  }

  private void row(String name, String before, String after) {
    lines.print("%s%n", line(name, before, after, change(before, after)));
  }

  private static String line(String name, String before, String after, String change) {
    return String.format(Locale.ROOT, "  %-32s %20s %20s %20s", name, before, after, change)
        .stripTrailing();
  }

  private static String change(String before, String after) {
    try {
      BigDecimal change = new BigDecimal(after).subtract(new BigDecimal(before));
      String sign = change.signum() > 0 ? "+" : "";
      return change.signum() == 0 ? "" : sign + change.stripTrailingZeros().toPlainString();
    } catch (NumberFormatException e) {
      return "";
    }
  }
}
