package tenor.node.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tenor.clearing.proto.InstrumentStatus;
import tenor.clearing.proto.InstrumentType;
import tenor.clearing.proto.Leg;
import tenor.clearing.proto.ListAsset;
import tenor.clearing.proto.ListInstrument;
import tenor.clearing.proto.ListMarginClass;
import tenor.clearing.proto.ListUnderlying;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.PackageTerms;
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
      name = "list-package",
      description = {
        "List a package: a combination of instruments that trades as one and clears as its legs;",
        "an admin's key signs. The last leg takes what the others' marks leave of the price."
      },
      footer = {
        "",
        "Example:",
        "  tenor tx list-package SPX-ROLL --leg SPX-F-81:-1 --leg SPX-F-82:1 --tick 0.01 \\",
        "    --multiplier 100 --from admin"
      })
  static final class Combination extends Verb {
    @Parameters(paramLabel = "SYMBOL", description = "Its symbol.")
    private String symbol = "";

    @Option(
        names = "--leg",
        required = true,
        paramLabel = "INSTRUMENT:RATIO",
        description = "Number or symbol, and how many contracts of it the buyer gets; repeat it.")
    private List<String> legs = new ArrayList<>();

    @Option(names = "--tick", required = true, description = "Decimal number.")
    private String tick = "";

    @Option(names = "--multiplier", required = true, description = "Decimal number.")
    private String multiplier = "";

    @Override
    Operation operation() throws IOException, InterruptedException {
      PackageTerms.Builder terms = PackageTerms.newBuilder();
      for (String leg : legs) {
        terms.addLegs(leg(leg));
      }
      ListInstrument listing =
          ListInstrument.newBuilder()
              .setSymbol(symbol)
              .setType(InstrumentType.INSTRUMENT_TYPE_PACKAGE)
              .setTick(Numbers.parse("--tick", tick, Unit.UNIT_PRICE))
              .setMultiplier(Numbers.parse("--multiplier", multiplier, Unit.UNIT_MULTIPLIER))
              .setPackage(terms)
              .build();
      return Operation.newBuilder().setListInstrument(listing).build();
    }

    private Leg leg(String text) throws IOException, InterruptedException {
      int colon = text.lastIndexOf(':');
      if (colon < 1 || !text.substring(colon + 1).matches("[+-]?[0-9]{1,9}")) {
        throw new UsageException(
            "--leg: expected INSTRUMENT:RATIO like SPX-F-81:-1, found '" + text + "'");
      }
      return Leg.newBuilder()
          .setInstrument(number("instrument", text.substring(0, colon)))
          .setRatio(Long.parseLong(text.substring(colon + 1)))
          .build();
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
