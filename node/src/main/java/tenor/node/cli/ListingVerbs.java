package tenor.node.cli;

import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tenor.clearing.proto.InstrumentStatus;
import tenor.clearing.proto.ListAsset;
import tenor.clearing.proto.ListMarginClass;
import tenor.clearing.proto.ListUnderlying;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.SetInstrumentStatus;
import tenor.clearing.proto.Unit;

/** Transactions of the admins about what is listed. */
final class ListingVerbs {
  private ListingVerbs() {}

  @Command(
      name = "list-asset",
      description = "List an asset that settles or is collateral; an admin's key signs.",
      footer = {"", "Example:", "  tenor tx list-asset BILL --issuer 4 --from admin"})
  static final class Asset extends Verb {
    @Parameters(paramLabel = "SYMBOL", description = "Its symbol.")
    private String symbol = "";

    @Option(
        names = "--issuer",
        defaultValue = "0",
        description = "Participant that issued it; it is no collateral of that group.")
    private long issuer;

    @Override
    Operation operation() {
      ListAsset asset = ListAsset.newBuilder().setSymbol(symbol).setIssuer(issuer).build();
      return Operation.newBuilder().setListAsset(asset).build();
    }
  }

  @Command(
      name = "list-margin-class",
      description = {
        "List a margin class: underlyings whose scenarios are aligned, all settling in one",
        "asset; an admin's key signs."
      },
      footer = {"", "Example:", "  tenor tx list-margin-class EQUITY --asset USD --from admin"})
  static final class MarginClass extends Verb {
    @Parameters(paramLabel = "SYMBOL", description = "Its symbol.")
    private String symbol = "";

    @Option(names = "--asset", required = true, description = "Number or symbol.")
    private String asset = "";

    @Override
    Operation operation() throws IOException, InterruptedException {
      ListMarginClass listed =
          ListMarginClass.newBuilder().setSymbol(symbol).setAsset(number("asset", asset)).build();
      return Operation.newBuilder().setListMarginClass(listed).build();
    }
  }

  @Command(
      name = "list-underlying",
      description = {
        "List an underlying; an admin's key signs. With --variance-of its index is not reported:",
        "it is the implied 30-day variance of another one, in percent squared."
      },
      footer = {
        "",
        "Example:",
        "  tenor tx list-underlying SPX-VAR --margin-class 1 --max-price 90000 \\",
        "    --variance-of SPX --from admin"
      })
  static final class Underlying extends Verb {
    @Parameters(paramLabel = "SYMBOL", description = "Its symbol.")
    private String symbol = "";

    @Option(names = "--margin-class", required = true, description = "Number of its class.")
    private int marginClass;

    @Option(
        names = "--max-price",
        required = true,
        description = "Decimal number; prices above it are dropped.")
    private String maxPrice = "";

    @Option(
        names = "--variance-of",
        defaultValue = "0",
        description = "Number or symbol of the underlying whose variance it is.")
    private String varianceOf = "";

    @Override
    Operation operation() throws IOException, InterruptedException {
      ListUnderlying listed =
          ListUnderlying.newBuilder()
              .setSymbol(symbol)
              .setMarginClass(marginClass)
              .setMaxPrice(Numbers.parse("--max-price", maxPrice, Unit.UNIT_PRICE))
              .setVarianceOf(number("underlying", varianceOf))
              .build();
      return Operation.newBuilder().setListUnderlying(listed).build();
    }
  }

  @Command(
      name = "set-instrument-status",
      description = {
        "Pause a listed instrument, or list a paused or frozen one again; an admin's key signs."
      },
      footer = {"", "Example:", "  tenor tx set-instrument-status SPX-PERP paused --from admin"})
  static final class Status extends Verb {
    @Parameters(index = "0", paramLabel = "INSTRUMENT", description = "Number or symbol.")
    private String instrument = "";

    @Parameters(index = "1", paramLabel = "STATUS", description = "listed or paused.")
    private String status = "";

    @Override
    Operation operation() throws IOException, InterruptedException {
      InstrumentStatus wanted =
          Numbers.choice(
              "STATUS",
              status,
              "INSTRUMENT_STATUS_",
              List.of(
                  InstrumentStatus.INSTRUMENT_STATUS_LISTED,
                  InstrumentStatus.INSTRUMENT_STATUS_PAUSED));
      SetInstrumentStatus set =
          SetInstrumentStatus.newBuilder()
              .setInstrument(number("instrument", instrument))
              .setStatus(wanted)
              .build();
      return Operation.newBuilder().setSetInstrumentStatus(set).build();
    }
  }
}
