package tenor.testnet;

import static tenor.testnet.Ink.BOLD;
import static tenor.testnet.Ink.CYAN;
import static tenor.testnet.Ink.DIM;
import static tenor.testnet.Ink.GREEN;
import static tenor.testnet.Ink.PLAIN;
import static tenor.testnet.Ink.RED;
import static tenor.testnet.Ink.left;
import static tenor.testnet.Ink.pad;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tenor.testnet.ChainView.AccountView;
import tenor.testnet.ChainView.GreeksView;
import tenor.testnet.ChainView.InstrumentView;
import tenor.testnet.ChainView.SmileView;

/** The live screen of a network: redrawn in place on a terminal, a line now and then elsewhere. */
final class Screen {
  private static final String SPARKS = "▁▂▃▄▅▆▇█";
  private static final int SPARK_WIDTH = 48;
  private static final int WIDTH = 100;
  private static final int EVENTS = 8;
  private static final int LEAST_EVENTS = 1;
  private static final int LEAST_ACCOUNTS = 6;
  private static final int GREEKS = 6;
  private static final int LEAST_GREEKS = 3;
  private static final int ROOMY = 40;

  private static final String HOME = "\u001b[H";
  private static final String CLEAR_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";
  private final Terminal terminal;
  private final MarketPlan market;
  private final List<NodePlace> nodes;
  private final OptionPanel options;
  private final Map<Integer, List<BigDecimal>> history = new LinkedHashMap<>();

  Screen(Terminal terminal, MarketPlan market, List<NodePlace> nodes) {
    this.terminal = terminal;
    this.market = market;
    this.nodes = nodes;
    this.options = new OptionPanel(market);
  }

  /** What a screen shows of one moment. */
  record Shot(
      String chainId,
      long day,
      BlockLog log,
      List<InstrumentView> instruments,
      List<AccountView> accounts,
      List<SmileView> surface,
      List<GreeksView> greeks,
      BigDecimal fund,
      long calls,
      long liquidations,
      long defaults,
      long expiries,
      long trades) {}

  void open() {
    if (terminal.isTerminal()) {
      terminal.raw("\u001b[?1049h\u001b[?25l");
    }
  }

  void close() {
    if (terminal.isTerminal()) {
      terminal.raw("\u001b[?25h\u001b[?1049l");
    }
  }

  void show(Shot shot) {
    for (InstrumentView each : shot.instruments()) {
      if (each.isPerpetual() && each.mark().signum() > 0 && shot.day() < market.days()) {
        remember(each);
      }
    }
    if (terminal.isTerminal()) {
      terminal.raw(HOME);
      fitted(shot).forEach(line -> terminal.raw(line + PLAIN + CLEAR_LINE + "\n"));
      terminal.raw(CLEAR_BELOW);
    } else {
      terminal.line(oneLine(shot));
    }
  }

  private void remember(InstrumentView perpetual) {
    List<BigDecimal> marks =
        history.computeIfAbsent(perpetual.underlying(), each -> new ArrayList<>());
    marks.add(perpetual.mark());
    // Halving keeps the whole replay in sight in a bounded space.
    if (marks.size() >= 8 * SPARK_WIDTH) {
      for (int i = 1; i < marks.size(); i++) {
        marks.remove(i);
      }
    }
  }

  private String oneLine(Shot shot) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "day %3d/%d %s  height %d  block %d ms  app %s",
            Math.min(shot.day() + 1, market.days()),
            market.days(),
            date(shot.day()),
            shot.log().height(),
            shot.log().interval(50),
            abbreviated(shot.log().appHash())));
    shot.instruments().stream()
        .filter(InstrumentView::isPerpetual)
        .forEach(
            each ->
                text.append("  ")
                    .append(symbol(each.underlying()))
                    .append(' ')
                    .append(Ink.money(each.mark())));
    shot.surface().stream()
        .findFirst()
        .ifPresent(each -> text.append("  vol ").append(Ink.percent(each.vol(0))).append(" %"));
    return text.append(
            String.format(
                Locale.ROOT,
                "  calls %d  liquidations %d  defaults %d  fund %s",
                shot.calls(),
                shot.liquidations(),
                shot.defaults(),
                Ink.money(shot.fund())))
        .toString();
  }

  /** What fits the terminal's rows: accounts that are well off and events give way. */
  private List<String> fitted(Shot shot) {
    int most = terminal.rows() - 1;
    List<String> top = top(shot, most >= ROOMY ? GREEKS : LEAST_GREEKS);
    List<String> bottom = bottom(shot);
    int room = most - top.size() - bottom.size() - 1;
    int accounts =
        Math.clamp(
            room - LEAST_EVENTS,
            Math.min(LEAST_ACCOUNTS, shot.accounts().size()),
            shot.accounts().size());
    List<String> lines = new ArrayList<>(top);
    lines.addAll(AccountPanel.draw(shot.accounts(), accounts));
    lines.addAll(bottom);
    lines.addAll(events(shot, Math.clamp(room - accounts, 0, EVENTS)));
    return lines.subList(0, Math.min(lines.size(), most));
  }

  private List<String> top(Shot shot, int mostGreeks) {
    List<String> lines = new ArrayList<>();
    lines.add(head(shot));
    lines.add("");
    lines.add(DIM + pad("MARK", 10) + pad("", 15) + pad("", SPARK_WIDTH) + "   OPEN INTEREST");
    shot.instruments().stream()
        .filter(InstrumentView::isPerpetual)
        .forEach(each -> lines.add(mark(each, shot)));
    lines.add("");
    Map<Long, String> names = new LinkedHashMap<>();
    shot.accounts().forEach(each -> names.put(each.number(), each.name()));
    addPart(lines, options.surface(shot.surface(), shot.day()));
    addPart(lines, options.greeks(shot.greeks(), names, mostGreeks));
    return lines;
  }

  private static void addPart(List<String> lines, List<String> part) {
    if (!part.isEmpty()) {
      lines.addAll(part);
      lines.add("");
    }
  }

  private String head(Shot shot) {
    return BOLD
        + CYAN
        + "TENOR  "
        + PLAIN
        + shot.chainId()
        + label("day")
        + Math.min(shot.day() + 1, market.days())
        + "/"
        + market.days()
        + DIM
        + "  "
        + date(shot.day())
        + label("height")
        + BOLD
        + shot.log().height()
        + PLAIN
        + label("block")
        + shot.log().interval(50)
        + " ms"
        + label("app hash")
        + abbreviated(shot.log().appHash());
  }

  private static String label(String name) {
    return DIM + "   " + name + " " + PLAIN;
  }

  private List<String> bottom(Shot shot) {
    return List.of(
        "",
        pair("trades", shot.trades())
            + pair("calls", shot.calls())
            + pair("liquidations", shot.liquidations())
            + pair("defaults", shot.defaults())
            + pair("expiries", shot.expiries())
            + pair("exercised", shot.log().exercised())
            + DIM
            + "fund "
            + PLAIN
            + BOLD
            + Ink.whole(shot.fund()),
        DIM + "ask " + PLAIN + "node/tenor query greeks 1001 --node " + nodes.getLast().rpc());
  }

  private static List<String> events(Shot shot, int most) {
    List<String> events = shot.log().recent();
    return events.subList(Math.max(0, events.size() - most), events.size()).stream()
        .map(event -> DIM + Ink.cut(event, WIDTH))
        .toList();
  }

  private String mark(InstrumentView perpetual, Shot shot) {
    List<BigDecimal> marks = history.getOrDefault(perpetual.underlying(), List.of());
    boolean up = marks.size() < 2 || marks.getLast().compareTo(marks.getFirst()) >= 0;
    long interest =
        shot.instruments().stream()
            .filter(each -> each.underlying() == perpetual.underlying())
            .mapToLong(InstrumentView::openInterest)
            .sum();
    return BOLD
        + pad(symbol(perpetual.underlying()), 10)
        + PLAIN
        + left(Ink.money(perpetual.mark()), 12)
        + "   "
        + (up ? GREEN : RED)
        + pad(sparkline(marks), SPARK_WIDTH)
        + PLAIN
        + "   "
        + interest;
  }

  /** The marks so far, as wide as there is room. */
  static String sparkline(List<BigDecimal> marks) {
    if (marks.isEmpty()) {
      return "";
    }
    BigDecimal low = marks.stream().min(Comparator.naturalOrder()).orElseThrow();
    BigDecimal high = marks.stream().max(Comparator.naturalOrder()).orElseThrow();
    BigDecimal range = high.subtract(low);
    StringBuilder line = new StringBuilder();
    int width = Math.min(SPARK_WIDTH, marks.size());
    for (int i = 0; i < width; i++) {
      BigDecimal mark = marks.get((int) ((long) (i + 1) * marks.size() / width) - 1);
      int height =
          range.signum() == 0
              ? 0
              : mark.subtract(low)
                  .multiply(BigDecimal.valueOf(SPARKS.length() - 1L))
                  .divide(range, 0, RoundingMode.HALF_UP)
                  .intValue();
      line.append(SPARKS.charAt(height));
    }
    return line.toString();
  }

  private String symbol(int underlying) {
    return market.underlyings().get(underlying - 1).symbol();
  }

  private String date(long day) {
    int row = Math.clamp(day, 0, market.days() - 1);
    return market.replay().rows().get(row).date().toString();
  }

  private static String pair(String name, long number) {
    return DIM + name + " " + PLAIN + BOLD + number + PLAIN + "   ";
  }

  private static String abbreviated(String hash) {
    return hash.length() <= 16 ? hash : hash.substring(0, 16) + "…";
  }

  /** How long until {@code millis}, in words. */
  static String until(long millis) {
    return Duration.ofMillis(Math.max(0, millis)).toSeconds() + " s";
  }
}
