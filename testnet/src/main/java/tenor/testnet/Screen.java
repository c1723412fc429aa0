package tenor.testnet;

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
import tenor.testnet.ChainView.InstrumentView;

/** The live screen of a network: redrawn in place on a terminal, a line now and then elsewhere. */
final class Screen {
  private static final String SPARKS = "▁▂▃▄▅▆▇█";
  private static final int SPARK_WIDTH = 48;
  private static final int BAR_WIDTH = 20;
  private static final int EVENTS = 8;

  private static final String HOME = "\u001b[H";
  private static final String CLEAR_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";
  private static final String BOLD = "\u001b[1m";
  private static final String DIM = "\u001b[2m";
  private static final String RED = "\u001b[31m";
  private static final String GREEN = "\u001b[32m";
  private static final String YELLOW = "\u001b[33m";
  private static final String CYAN = "\u001b[36m";
  private static final String PLAIN = "\u001b[0m";

  private final Terminal terminal;
  private final MarketPlan market;
  private final List<NodePlace> nodes;
  private final Map<Integer, List<BigDecimal>> history = new LinkedHashMap<>();

  Screen(Terminal terminal, MarketPlan market, List<NodePlace> nodes) {
    this.terminal = terminal;
    this.market = market;
    this.nodes = nodes;
  }

  /** What a screen shows of one moment. */
  record Shot(
      String chainId,
      long day,
      BlockLog log,
      List<InstrumentView> instruments,
      List<AccountView> accounts,
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
                    .append(money(each.mark())));
    return text.append(
            String.format(
                Locale.ROOT,
                "  calls %d  liquidations %d  defaults %d  fund %s",
                shot.calls(),
                shot.liquidations(),
                shot.defaults(),
                money(shot.fund())))
        .toString();
  }

  /** What fits the terminal's rows: events give way first, then the lines at the end. */
  private List<String> fitted(Shot shot) {
    int most = terminal.rows() - 1;
    int surplus = draw(shot, EVENTS).size() - most;
    List<String> lines = draw(shot, Math.clamp(EVENTS - surplus, 0, EVENTS));
    return lines.subList(0, Math.min(lines.size(), most));
  }

  private List<String> draw(Shot shot, int most) {
    List<String> lines = new ArrayList<>();
    lines.add(
        BOLD
            + CYAN
            + "TENOR  "
            + PLAIN
            + shot.chainId()
            + DIM
            + "   day "
            + PLAIN
            + Math.min(shot.day() + 1, market.days())
            + "/"
            + market.days()
            + DIM
            + "  "
            + date(shot.day())
            + "   height "
            + PLAIN
            + BOLD
            + shot.log().height()
            + PLAIN
            + DIM
            + "   block "
            + PLAIN
            + shot.log().interval(50)
            + " ms"
            + DIM
            + "   app hash "
            + PLAIN
            + abbreviated(shot.log().appHash()));
    lines.add("");
    lines.add(
        DIM + pad("MARK", 10) + left("", 12) + "   " + pad("", SPARK_WIDTH) + "   OPEN INTEREST");
    shot.instruments().stream()
        .filter(InstrumentView::isPerpetual)
        .forEach(each -> lines.add(mark(each, shot)));
    lines.add("");
    lines.add(
        DIM
            + pad("ACCOUNT", 22)
            + left("EQUITY", 16)
            + left("MAINTENANCE", 16)
            + "  "
            + pad("COVERAGE", BAR_WIDTH + 10)
            + "STANDING");
    shot.accounts().stream()
        .sorted(Comparator.comparingLong(AccountView::number))
        .forEach(each -> lines.add(account(each)));
    lines.add("");
    lines.add(
        pair("trades", shot.trades())
            + pair("calls", shot.calls())
            + pair("liquidations", shot.liquidations())
            + pair("defaults", shot.defaults())
            + pair("expiries", shot.expiries())
            + DIM
            + "insurance fund "
            + PLAIN
            + BOLD
            + money(shot.fund()));
    lines.add("");
    List<String> events = shot.log().recent();
    for (String event : events.subList(Math.max(0, events.size() - most), events.size())) {
      lines.add(DIM + cut(event, 118));
    }
    lines.add("");
    lines.add(
        DIM + "ask    " + PLAIN + "node/tenor query account 1001 --node " + nodes.getLast().rpc());
    lines.add(DIM + "watch  " + PLAIN + nodes.getLast().rpc() + "/status");
    return lines;
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
        + left(money(perpetual.mark()), 12)
        + "   "
        + (up ? GREEN : RED)
        + pad(sparkline(marks), SPARK_WIDTH)
        + PLAIN
        + "   "
        + interest;
  }

  private static String account(AccountView account) {
    long coverage = account.coverage();
    String colour = coverage < 0 || coverage >= 150 ? GREEN : coverage >= 100 ? YELLOW : RED;
    int filled = coverage < 0 ? 0 : Math.clamp(coverage * BAR_WIDTH / 300, 0, BAR_WIDTH);
    String standing =
        account.status().equals("good") ? DIM + "good" : RED + BOLD + account.status();
    return pad(account.number() + " " + account.name(), 22)
        + left(money(account.equity()), 16)
        + left(money(account.maintenance()), 16)
        + "  "
        + colour
        + "█".repeat(filled)
        + DIM
        + "·".repeat(BAR_WIDTH - filled)
        + PLAIN
        + pad(coverage < 0 ? "" : left(coverage > 999 ? "> 999 %" : coverage + " %", 8), 10)
        + standing;
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

  static String money(BigDecimal amount) {
    return String.format(Locale.ROOT, "%,.2f", amount);
  }

  private static String abbreviated(String hash) {
    return hash.length() <= 16 ? hash : hash.substring(0, 16) + "…";
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String left(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  private static String cut(String text, int width) {
    return text.length() <= width ? text : text.substring(0, width - 1) + "…";
  }

  /** How long until {@code millis}, in words. */
  static String until(long millis) {
    return Duration.ofMillis(Math.max(0, millis)).toSeconds() + " s";
  }
}
