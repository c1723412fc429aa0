package tenor.node.cli;

import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.RegisterTrade;
import tenor.clearing.proto.SetExerciseIntention;
import tenor.clearing.proto.SetLiquidatorOffer;
import tenor.clearing.proto.Unit;

/** Transactions of those who trade. */
final class TradingVerbs {
  private TradingVerbs() {}

  @Command(
      name = "trade",
      description = "Register a bilateral trade; the buyer's key signs, then the seller's.",
      footer = {
        "",
        "Example:",
        "  tenor tx trade --instrument SPX-PERP --buyer 1001 --seller 1002 --price 1274.98 \\",
        "    --contracts 5 --from alpha --from beta",
        "",
        "'tenor query whatif' tells what a trade would do before it is sent."
      })
  static final class Trade extends Verb {
    @Option(names = "--instrument", required = true, description = "Number or symbol.")
    private String instrument = "";

    @Option(names = "--buyer", required = true, description = "Account that buys.")
    private long buyer;

    @Option(names = "--seller", required = true, description = "Account that sells.")
    private long seller;

    @Option(names = "--price", required = true, description = "Decimal number.")
    private String price = "";

    @Option(names = "--contracts", required = true, description = "Whole number.")
    private long contracts;

    @Option(names = "--reduce-only", description = "Refused unless both positions shrink.")
    private boolean reduceOnly;

    @Override
    Operation operation() throws IOException, InterruptedException {
      RegisterTrade trade =
          RegisterTrade.newBuilder()
              .setInstrument(number("instrument", instrument))
              .setBuyer(buyer)
              .setSeller(seller)
              .setPrice(Numbers.parse("--price", price, Unit.UNIT_PRICE))
              .setContracts(contracts)
              .setReduceOnly(reduceOnly)
              .build();
      return Operation.newBuilder().setRegisterTrade(trade).build();
    }

    @Override
    List<Long> accounts() {
      return List.of(buyer, seller);
    }
  }

  @Command(
      name = "offer",
      description = {
        "Stand ready to take slices of failing accounts, as a liquidator whose account's key",
        "signs; 0 contracts withdraw the offer."
      },
      footer = {
        "",
        "Example:",
        "  tenor tx offer 1003 --underlying SPX --min-premium 0.08 --contracts 500 --from alpha"
      })
  static final class Offer extends Verb {
    @Parameters(paramLabel = "ACCOUNT", description = "Number of the account.")
    private long account;

    @Option(names = "--underlying", required = true, description = "Number or symbol.")
    private String underlying = "";

    @Option(
        names = "--min-premium",
        defaultValue = "0",
        description = "Least premium, as a fraction of a slice's maintenance (default: 0).")
    private String minPremium = "";

    @Option(
        names = "--contracts",
        required = true,
        description = "Most contracts taken per instrument and block.")
    private long contracts;

    @Override
    Operation operation() throws IOException, InterruptedException {
      SetLiquidatorOffer offer =
          SetLiquidatorOffer.newBuilder()
              .setAccount(account)
              .setUnderlying(number("underlying", underlying))
              .setMinPremium(Numbers.parse("--min-premium", minPremium, Unit.UNIT_FRACTION))
              .setMaxContracts(contracts)
              .build();
      return Operation.newBuilder().setSetLiquidatorOffer(offer).build();
    }

    @Override
    List<Long> accounts() {
      return List.of(account);
    }
  }

  @Command(
      name = "exercise",
      description = {
        "Say what to exercise at expiry other than what is worth something; the account's key",
        "signs. Without --decline and --exercise an earlier intention is withdrawn."
      },
      footer = {
        "",
        "Example:",
        "  tenor tx exercise 1001 --instrument SPX-C1300 --decline 2 --from alpha"
      })
  static final class Exercise extends Verb {
    @Parameters(paramLabel = "ACCOUNT", description = "Number of the account.")
    private long account;

    @Option(names = "--instrument", required = true, description = "Number or symbol.")
    private String instrument = "";

    @Option(
        names = "--decline",
        defaultValue = "0",
        description = "Contracts that are not exercised in the money.")
    private long decline;

    @Option(
        names = "--exercise",
        defaultValue = "0",
        description = "Contracts that are exercised out of the money.")
    private long exercise;

    @Override
    Operation operation() throws IOException, InterruptedException {
      SetExerciseIntention intention =
          SetExerciseIntention.newBuilder()
              .setAccount(account)
              .setInstrument(number("instrument", instrument))
              .setDecline(decline)
              .setExercise(exercise)
              .build();
      return Operation.newBuilder().setSetExerciseIntention(intention).build();
    }

    @Override
    List<Long> accounts() {
      return List.of(account);
    }
  }
}
