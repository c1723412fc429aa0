package tenor.node.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.proto.Unit;
import tenor.node.risk.BacktestPicture;
import tenor.node.risk.BacktestReport;
import tenor.node.risk.MarginReport;
import tenor.node.risk.PriceTable;

/** The risk model on files, without a node. */
@Command(
    name = "risk",
    description = "Run the risk model of consensus on files, without a node.",
    subcommands = {RiskCommand.Price.class, RiskCommand.Margin.class, RiskCommand.Back.class},
    footer = {"", "Example:", "  tenor risk price --vectors options.csv"})
final class RiskCommand {
  private RiskCommand() {}

  /** Prices and greeks of options. */
  @Command(
      name = "price",
      description = {
        "Print price, delta, gamma, vega and theta of the European options of a CSV file, by"
            + " Black-76 as consensus computes it, with every digit it has.",
        "",
        "Columns, found by name, others are ignored: type (C or P), forward, strike, years (to"
            + " expiry), vol (0.16 is 16 %%), discount (the discount factor). Vega is per 1.00 of"
            + " volatility, theta per year."
      },
      footer = {
        "",
        "Example:",
        "  printf 'type,forward,strike,years,vol,discount\\nC,2790,2825,0.123,0.16,1\\n' >"
            + " options.csv",
        "  tenor risk price --vectors options.csv"
      })
  static final class Price implements Action {
    @Spec private CommandSpec spec;

    @Option(
        names = "--vectors",
        paramLabel = "FILE",
        required = true,
        description = "CSV with a header; a line per option.")
    private Path file = Path.of("");

    @Override
    public void run() throws IOException {
      PrintWriter out = spec.commandLine().getOut();
      PriceTable.of(file).forEach(out::println);
      out.flush();
    }
  }

  /** The margin of a portfolio. */
  @Command(
      name = "margin",
      description = {
        "Print the margin of a portfolio of a JSON file, by the very code of consensus:"
            + " requirements by underlying and class, the risk array of each instrument,"
            + " maintenance, initial, net option value and equity. The answer is JSON.",
        "",
        "The file has asOf, cash, collateral, classes, underlyings with their parameters,"
            + " instruments and positions; docs/risk-tools.md describes it.",
        "",
        "Exit code: 0 done, 2 wrong usage or a file that cannot be used.",
        ""
      },
      footer = {"", "Example:", "  tenor risk margin --portfolio portfolio.json"})
  static final class Margin implements Action {
    @Spec private CommandSpec spec;

    @Option(
        names = "--portfolio",
        paramLabel = "FILE",
        required = true,
        description = "JSON: a portfolio with its market and parameters.")
    private Path file = Path.of("");

    @Override
    public void run() throws IOException {
      new Printer(spec.commandLine().getOut(), true).print(MarginReport.of(file));
    }
  }

  /** The adaptive margin over history. */
  @Command(
      name = "backtest",
      description = {
        "Run the adaptive margin of consensus over a CSV of daily closes, beside plain EWMA and"
            + " filtered historical simulation at the same confidence: breaches, coverage,"
            + " Kupiec's test, mean margin, and how fast and how far margins rose.",
        "",
        "Exit code: 0 done, 2 wrong usage or a file that cannot be used.",
        ""
      },
      footer = {"", "Example:", "  tenor risk backtest --closes closes.csv --columns SPX,WTI"})
  static final class Back implements Action {
    @Spec private CommandSpec spec;

    @Option(
        names = "--closes",
        paramLabel = "FILE",
        required = true,
        description = "CSV: date, then a column per market; empty where it has no price.")
    private Path file = Path.of("");

    @Option(
        names = "--columns",
        paramLabel = "NAMES",
        required = true,
        split = ",",
        description = "Columns to run, with commas between them.")
    private List<String> columns = new ArrayList<>();

    @Option(
        names = "--stress",
        paramLabel = "FRACTION",
        description = "Governed start of the stressed volatility per epoch (default: 0).")
    private String stress = "0";

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(
        names = "--svg",
        paramLabel = "FILE",
        description = "Draw margins against returns into this file.")
    private @Nullable Path picture;

    @Override
    public void run() throws IOException {
      long start = Numbers.parse("--stress", stress, Unit.UNIT_FRACTION);
      if (start < 0 || start > Fixed.FRACTION_ONE) {
        throw new UsageException("--stress: expected a fraction from 0 to 1, found " + stress);
      }
      BacktestReport report = BacktestReport.of(file, columns, start);
      if (picture != null) {
        Files.writeString(picture, BacktestPicture.of(report));
      }
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        new Printer(out, true).print(report.json());
      } else {
        out.print(report.text());
        out.flush();
      }
    }
  }
}
