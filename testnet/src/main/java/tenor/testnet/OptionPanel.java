package tenor.testnet;

import static tenor.testnet.Ink.BOLD;
import static tenor.testnet.Ink.CYAN;
import static tenor.testnet.Ink.DIM;
import static tenor.testnet.Ink.PLAIN;
import static tenor.testnet.Ink.left;
import static tenor.testnet.Ink.pad;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tenor.testnet.ChainView.GreeksView;
import tenor.testnet.ChainView.SmileView;

/** The part of the live screen that shows options: their surface, and who bears which greeks. */
final class OptionPanel {
  private static final int EXPIRIES = 3;
  private static final int KNOTS = 3;
  private static final int KNOT_WIDTH = 8;
  private static final int NAME_WIDTH = 20;
  private static final int GREEK_WIDTH = 19;
  private static final BigDecimal DAYS_A_YEAR = BigDecimal.valueOf(365);

  private final MarketPlan market;

  OptionPanel(MarketPlan market) {
    this.market = market;
  }

  /** A row per expiry that is ahead: volatility in percent around the money. */
  List<String> surface(List<SmileView> smiles, long day) {
    List<SmileView> ahead =
        smiles.stream().filter(each -> daysTo(each, day) > 0).limit(EXPIRIES).toList();
    List<String> lines = new ArrayList<>();
    if (ahead.isEmpty()) {
      return lines;
    }
    StringBuilder head =
        new StringBuilder(DIM)
            .append(pad(symbol() + " VOL %", NAME_WIDTH))
            .append(left("DAYS", 6))
            .append(left("FORWARD", 12))
            .append("  ");
    for (int steps = -KNOTS; steps <= KNOTS; steps++) {
      head.append(left(knot(ahead.getFirst(), steps), KNOT_WIDTH));
    }
    lines.add(head.toString());
    ahead.forEach(each -> lines.add(smile(each, day)));
    return lines;
  }

  /** Where a knot is, in deviations from the forward. */
  private static String knot(SmileView smile, int steps) {
    return steps == 0
        ? "ATM"
        : String.format(Locale.ROOT, "%+.1fσ", smile.step().multiply(BigDecimal.valueOf(steps)));
  }

  private String smile(SmileView smile, long day) {
    StringBuilder line =
        new StringBuilder(pad("day " + (day + daysTo(smile, day)), NAME_WIDTH))
            .append(left(Long.toString(daysTo(smile, day)), 6))
            .append(left(Ink.money(smile.forward()), 12))
            .append("  ");
    for (int steps = -KNOTS; steps <= KNOTS; steps++) {
      String vol = left(Ink.percent(smile.vol(steps)), KNOT_WIDTH);
      line.append(steps == 0 ? BOLD + CYAN + vol + PLAIN : vol);
    }
    return line.toString();
  }

  private long daysTo(SmileView smile, long day) {
    long from = market.startMillis() + day * market.dayMillis();
    return Math.ceilDiv(smile.expiryMillis() - from, market.dayMillis());
  }

  /** A row per account that bears volatility, the most first. */
  List<String> greeks(List<GreeksView> all, Map<Long, String> names, int most) {
    List<GreeksView> shown =
        all.stream()
            .filter(each -> each.vega().signum() != 0)
            .sorted(
                Comparator.comparing((GreeksView each) -> each.vega().abs())
                    .reversed()
                    .thenComparingLong(GreeksView::account))
            .limit(most)
            .toList();
    List<String> lines = new ArrayList<>();
    if (shown.isEmpty()) {
      return lines;
    }
    lines.add(
        DIM
            + pad(symbol() + " GREEKS", NAME_WIDTH)
            + left("DELTA", GREEK_WIDTH)
            + left("GAMMA", GREEK_WIDTH)
            + left("VEGA A POINT", GREEK_WIDTH)
            + left("THETA A DAY", GREEK_WIDTH));
    for (GreeksView each : shown) {
      String name = each.account() + " " + names.getOrDefault(each.account(), "");
      lines.add(
          pad(Ink.cut(name, NAME_WIDTH), NAME_WIDTH)
              + signed(each.delta(), 0)
              + signed(each.gamma(), 2)
              + signed(each.vega().movePointLeft(2), 0)
              + signed(each.theta().divide(DAYS_A_YEAR, MathContext.DECIMAL64), 0));
    }
    return lines;
  }

  private static String signed(BigDecimal number, int digits) {
    return left(String.format(Locale.ROOT, "%+,." + digits + "f", number), GREEK_WIDTH);
  }

  private String symbol() {
    return market.underlyings().get(market.optionUnderlying() - 1).symbol();
  }
}
