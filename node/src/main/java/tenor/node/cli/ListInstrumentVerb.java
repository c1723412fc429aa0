package tenor.node.cli;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tenor.clearing.proto.InstrumentType;
import tenor.clearing.proto.ListInstrument;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.Unit;

/** Lists an instrument. */
@Command(
    name = "list-instrument",
    description = {
      "List an instrument; an admin's key signs.",
      "An option has --side and --strike, a payoff a --kink for each price at which it bends or",
      "jumps: it pays start + slope x S + the sum over kinks up to S of",
      "(jump + change x (S - strike)), S being the settlement price, and is nowhere below 0."
    },
    footer = {
      "",
      "Example:",
      "  tenor tx list-instrument SPX-F-81 --underlying SPX --type future --tick 0.01 \\",
      "    --multiplier 100 --expiry 2026-12-18T16:00:00Z --position-limit 1000 --from admin",
      "  tenor tx list-instrument SPX-P1200 --underlying SPX --type option --side put \\",
      "    --strike 1200 --on-future SPX-F-81 --style futures --tick 0.01 --multiplier 100 \\",
      "    --expiry 2026-12-18T16:00:00Z --position-limit 1000 --from admin",
      "  tenor tx list-instrument SPX-NOTE --underlying SPX --type payoff --kink 1200:0:50 \\",
      "    --kink 1300:0.5 --tick 0.01 --multiplier 100 --expiry 2026-12-18T16:00:00Z \\",
      "    --position-limit 1000 --from admin"
    })
final class ListInstrumentVerb extends Verb {
  @Parameters(paramLabel = "SYMBOL", description = "Its symbol.")
  private String symbol = "";

  @Option(names = "--underlying", required = true, description = "Number or symbol.")
  private String underlying = "";

  @Option(names = "--type", required = true, description = "future, perpetual, option or payoff.")
  private String type = "";

  @Option(names = "--tick", required = true, description = "Decimal number.")
  private String tick = "";

  @Option(names = "--multiplier", required = true, description = "Decimal number.")
  private String multiplier = "";

  @Option(
      names = "--expiry",
      defaultValue = "",
      description = "ISO instant or milliseconds; of all but a perpetual.")
  private String expiry = "";

  @Option(names = "--position-limit", required = true, description = "Contracts per account.")
  private long positionLimit;

  @Mixin private TermsFlags terms = new TermsFlags();

  @Override
  Operation operation() throws IOException, InterruptedException {
    // What a package is made of is for tx list-package.
    List<InstrumentType> types =
        Stream.of(InstrumentType.values())
            .filter(each -> each != InstrumentType.INSTRUMENT_TYPE_PACKAGE)
            .toList();
    InstrumentType wanted = Numbers.choice("--type", type, "INSTRUMENT_TYPE_", types);
    boolean isPerpetual = wanted == InstrumentType.INSTRUMENT_TYPE_PERPETUAL;
    if (expiry.isEmpty() != isPerpetual) {
      throw new UsageException(
          "--expiry: expected "
              + (isPerpetual ? "none, a perpetual has no expiry" : "the time of its expiry"));
    }
    ListInstrument.Builder listing =
        ListInstrument.newBuilder()
            .setSymbol(symbol)
            .setUnderlying(number("underlying", underlying))
            .setType(wanted)
            .setTick(Numbers.parse("--tick", tick, Unit.UNIT_PRICE))
            .setMultiplier(Numbers.parse("--multiplier", multiplier, Unit.UNIT_MULTIPLIER))
            .setExpiryMillis(isPerpetual ? 0 : millis(expiry))
            .setPositionLimit(positionLimit);
    switch (wanted) {
      case INSTRUMENT_TYPE_OPTION ->
          listing.setOption(terms.option(future -> number("instrument", future)));
      case INSTRUMENT_TYPE_PAYOFF -> listing.setPayoff(terms.payoff());
      default -> terms.requireNone(type);
    }
    return Operation.newBuilder().setListInstrument(listing).build();
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
