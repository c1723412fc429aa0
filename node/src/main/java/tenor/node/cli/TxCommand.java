package tenor.node.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tenor.clearing.proto.Body;
import tenor.clearing.proto.Deposit;
import tenor.clearing.proto.InstrumentType;
import tenor.clearing.proto.ListInstrument;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.RegisterTrade;
import tenor.clearing.proto.RequestWithdrawal;
import tenor.clearing.proto.SetParam;
import tenor.clearing.proto.Unit;
import tenor.genesis.MessageFile;

/** Transactions. */
@Command(
    name = "tx",
    description = "Sign a transaction and send it.",
    footer = {"", "Example:", "  tenor tx deposit 1001 USD 250000 --from custodian"})
final class TxCommand {
  @Spec private CommandSpec spec;

  private TxCommand() {}

  @Command(
      name = "deposit",
      description = "Credit an account with what arrived at the custodian, whose key signs.",
      footer = {"", "Example:", "  tenor tx deposit 1001 USD 250000 --from custodian"})
  int deposit(
      @Mixin Flags flags,
      @Mixin Submission submission,
      @Parameters(paramLabel = "ACCOUNT", description = "Number of the account.") long account,
      @Parameters(paramLabel = "ASSET", description = "Number or symbol.") String asset,
      @Parameters(paramLabel = "AMOUNT", description = "Decimal number.") String amount,
      @Option(names = "--reference", defaultValue = "", description = "For reconciliation.")
          String reference)
      throws IOException, InterruptedException {
    Deposit deposit =
        Deposit.newBuilder()
            .setAccount(account)
            .setAsset(number(flags, "asset", asset))
            .setAmount(Numbers.parse("AMOUNT", amount, Unit.UNIT_AMOUNT))
            .setReference(reference)
            .build();
    return send(flags, submission, Operation.newBuilder().setDeposit(deposit).build(), List.of(0L));
  }

  @Command(
      name = "withdraw",
      description = "Ask for cash to leave an account, whose key signs.",
      footer = {"", "Example:", "  tenor tx withdraw 1001 USD 1000 --from alpha"})
  int withdraw(
      @Mixin Flags flags,
      @Mixin Submission submission,
      @Parameters(paramLabel = "ACCOUNT", description = "Number of the account.") long account,
      @Parameters(paramLabel = "ASSET", description = "Number or symbol.") String asset,
      @Parameters(paramLabel = "AMOUNT", description = "Decimal number.") String amount,
      @Option(names = "--reference", defaultValue = "", description = "For reconciliation.")
          String reference)
      throws IOException, InterruptedException {
    RequestWithdrawal withdrawal =
        RequestWithdrawal.newBuilder()
            .setAccount(account)
            .setAsset(number(flags, "asset", asset))
            .setAmount(Numbers.parse("AMOUNT", amount, Unit.UNIT_AMOUNT))
            .setReference(reference)
            .build();
    Operation operation = Operation.newBuilder().setRequestWithdrawal(withdrawal).build();
    return send(flags, submission, operation, List.of(account));
  }

  @Command(
      name = "trade",
      description = "Register a bilateral trade; the buyer's key signs, then the seller's.",
      footer = {
        "",
        "Example:",
        "  tenor tx trade --instrument SPX-PERP --buyer 1001 --seller 1002 --price 1274.98 \\",
        "    --contracts 5 --from alpha --from beta"
      })
  int trade(
      @Mixin Flags flags,
      @Mixin Submission submission,
      @Option(names = "--instrument", required = true, description = "Number or symbol.")
          String instrument,
      @Option(names = "--buyer", required = true, description = "Account that buys.") long buyer,
      @Option(names = "--seller", required = true, description = "Account that sells.") long seller,
      @Option(names = "--price", required = true, description = "Decimal number.") String price,
      @Option(names = "--contracts", required = true, description = "Whole number.") long contracts,
      @Option(names = "--reduce-only", description = "Refused unless both positions shrink.")
          boolean reduceOnly)
      throws IOException, InterruptedException {
    RegisterTrade trade =
        RegisterTrade.newBuilder()
            .setInstrument(number(flags, "instrument", instrument))
            .setBuyer(buyer)
            .setSeller(seller)
            .setPrice(Numbers.parse("--price", price, Unit.UNIT_PRICE))
            .setContracts(contracts)
            .setReduceOnly(reduceOnly)
            .build();
    Operation operation = Operation.newBuilder().setRegisterTrade(trade).build();
    return send(flags, submission, operation, List.of(buyer, seller));
  }

  @Command(
      name = "list-instrument",
      description = "List an instrument; an admin's key signs.",
      footer = {
        "",
        "Example:",
        "  tenor tx list-instrument SPX-F-81 --underlying SPX --type future --tick 0.01 \\",
        "    --multiplier 100 --expiry 2026-12-18T16:00:00Z --position-limit 1000 --from admin"
      })
  int listInstrument(
      @Mixin Flags flags,
      @Mixin Submission submission,
      @Parameters(paramLabel = "SYMBOL", description = "Its symbol.") String symbol,
      @Option(names = "--underlying", required = true, description = "Number or symbol.")
          String underlying,
      @Option(names = "--type", required = true, description = "future or perpetual.") String type,
      @Option(names = "--tick", required = true, description = "Decimal number.") String tick,
      @Option(names = "--multiplier", required = true, description = "Decimal number.")
          String multiplier,
      @Option(names = "--expiry", defaultValue = "", description = "ISO instant or milliseconds.")
          String expiry,
      @Option(names = "--position-limit", required = true, description = "Contracts per account.")
          long positionLimit)
      throws IOException, InterruptedException {
    ListInstrument listing =
        ListInstrument.newBuilder()
            .setSymbol(symbol)
            .setUnderlying(number(flags, "price", underlying))
            .setType(
                Numbers.choice(
                    "--type", type, "INSTRUMENT_TYPE_", List.of(InstrumentType.values())))
            .setTick(Numbers.parse("--tick", tick, Unit.UNIT_PRICE))
            .setMultiplier(Numbers.parse("--multiplier", multiplier, Unit.UNIT_MULTIPLIER))
            .setExpiryMillis(expiry.isEmpty() ? 0 : millis(expiry))
            .setPositionLimit(positionLimit)
            .build();
    Operation operation = Operation.newBuilder().setListInstrument(listing).build();
    return send(flags, submission, operation, List.of(0L));
  }

  @Command(
      name = "set-param",
      description = "Set a parameter from the next block on; an admin's key signs.",
      footer = {
        "",
        "Example:",
        "  tenor tx set-param margin priceScanRange 120000000 --scope 1 --from admin"
      })
  int setParam(
      @Mixin Flags flags,
      @Mixin Submission submission,
      @Parameters(paramLabel = "COMPONENT", description = "Such as margin.") String component,
      @Parameters(paramLabel = "NAME", description = "Such as priceScanRange.") String name,
      @Parameters(paramLabel = "VALUE", description = "Whole number, in the parameter's unit.")
          long value,
      @Option(names = "--scope", defaultValue = "0", description = "What it applies to; 0 is all.")
          int scope)
      throws IOException, InterruptedException {
    SetParam set =
        SetParam.newBuilder()
            .setComponent(component)
            .setName(name)
            .setScope(scope)
            .setValue(value)
            .build();
    Operation operation = Operation.newBuilder().setSetParam(set).build();
    return send(flags, submission, operation, List.of(0L));
  }

  @Command(
      name = "body",
      description = "Sign and send any operations, given as a tenor.v1.Body in JSON.",
      footer = {"", "Example:", "  tenor tx body body.json --account 0 --from admin"})
  int body(
      @Mixin Flags flags,
      @Mixin Submission submission,
      @Parameters(paramLabel = "FILE", description = "The body.") Path file,
      @Option(
              names = "--account",
              required = true,
              description = "Account of each --from; 0 is the participant.")
          List<Long> accounts)
      throws IOException, InterruptedException {
    Body.Builder builder = Body.newBuilder();
    MessageFile.read(file, builder);
    print(flags, submission.send(flags, builder.build(), accounts));
    return 0;
  }

  private int send(Flags flags, Submission submission, Operation operation, List<Long> accounts)
      throws IOException, InterruptedException {
    print(flags, submission.send(flags, List.of(operation), accounts));
    return 0;
  }

  private void print(Flags flags, com.fasterxml.jackson.databind.JsonNode answer) {
    new Printer(spec.commandLine().getOut(), flags.isJson()).print(answer);
  }

  private static int number(Flags flags, String what, String text)
      throws IOException, InterruptedException {
    // A number needs no node, so that a dry run can do without one.
    return text.matches("[0-9]{1,9}")
        ? Integer.parseInt(text)
        : new Chain(flags.rpc()).number(what, text);
  }

  private static long millis(String text) {
    try {
      return text.matches("[0-9]{1,15}")
          ? Long.parseLong(text)
          : Instant.parse(text).toEpochMilli();
    } catch (DateTimeParseException e) {
      throw new UsageException(
          "--expiry: expected an instant like 2026-12-18T16:00:00Z, found '" + text + "'");
    }
  }
}
