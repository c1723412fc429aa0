package tenor.node.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tenor.clearing.proto.Kink;
import tenor.clearing.proto.OptionSide;
import tenor.clearing.proto.OptionTerms;
import tenor.clearing.proto.PayoffTerms;
import tenor.clearing.proto.PremiumStyle;
import tenor.clearing.proto.Unit;

/** The terms of an option or a payoff. */
final class TermsFlags {
  @Option(names = "--side", description = "call or put; of an option.")
  private @Nullable String side;

  @Option(names = "--strike", description = "Decimal number; of an option.")
  private @Nullable String strike;

  @Option(
      names = "--on-future",
      paramLabel = "FUTURE",
      description =
          "Number or symbol of the future that exercise delivers; of an option (default: it is on"
              + " the index).")
  private @Nullable String future;

  @Option(
      names = "--style",
      description =
          "up-front (paid at the trade) or futures (by variation margin); of an option or a payoff"
              + " (default: up-front).")
  private @Nullable String style;

  @Option(names = "--start", description = "Decimal number; of a payoff (default: 0).")
  private @Nullable String start;

  @Option(names = "--slope", description = "Decimal number; of a payoff (default: 0).")
  private @Nullable String slope;

  @Option(
      names = "--kink",
      paramLabel = "STRIKE:CHANGE[:JUMP]",
      description = "Where a payoff changes its slope, jumps, or both; repeat it, ascending.")
  private List<String> kinks = new ArrayList<>();

  /** Finds what is listed under a name. */
  @FunctionalInterface
  interface Listed {
    int number(String name) throws IOException, InterruptedException;
  }

  OptionTerms option(Listed futures) throws IOException, InterruptedException {
    requireAbsent("--start", start, "a payoff");
    requireAbsent("--slope", slope, "a payoff");
    requireAbsent("--kink", kinks.isEmpty() ? null : kinks.getFirst(), "a payoff");
    return OptionTerms.newBuilder()
        .setSide(
            Numbers.choice(
                "--side",
                required("--side", side, "call or put"),
                "OPTION_SIDE_",
                List.of(OptionSide.values())))
        .setStrike(
            Numbers.parse(
                "--strike", required("--strike", strike, "a decimal number"), Unit.UNIT_PRICE))
        .setFuture(future == null ? 0 : futures.number(future))
        .setStyle(style())
        .build();
  }

  PayoffTerms payoff() {
    requireAbsent("--side", side, "an option");
    requireAbsent("--strike", strike, "an option");
    requireAbsent("--on-future", future, "an option");
    if (kinks.isEmpty()) {
      throw new UsageException("--kink: a payoff needs one at least, such as --kink 1200:0.5:10");
    }
    PayoffTerms.Builder terms =
        PayoffTerms.newBuilder()
            .setStart(Numbers.parse("--start", start == null ? "0" : start, Unit.UNIT_PRICE))
            .setSlope(Numbers.parse("--slope", slope == null ? "0" : slope, Unit.UNIT_FRACTION))
            .setStyle(style());
    long last = Long.MIN_VALUE;
    for (String text : kinks) {
      Kink kink = kink(text);
      if (kink.getStrike() <= last) {
        throw new UsageException("--kink: expected ascending strikes, found '" + text + "'");
      }
      last = kink.getStrike();
      terms.addKinks(kink);
    }
    return terms.build();
  }

  private static Kink kink(String text) {
    List<String> parts = List.of(text.split(":", -1));
    if (parts.size() < 2 || parts.size() > 3) {
      throw new UsageException(
          "--kink: expected STRIKE:CHANGE or STRIKE:CHANGE:JUMP, found '" + text + "'");
    }
    String what = "--kink " + text;
    return Kink.newBuilder()
        .setStrike(Numbers.parse(what, parts.get(0), Unit.UNIT_PRICE))
        .setChange(Numbers.parse(what, parts.get(1), Unit.UNIT_FRACTION))
        .setJump(parts.size() == 2 ? 0 : Numbers.parse(what, parts.get(2), Unit.UNIT_PRICE))
        .build();
  }

  /** That none of these was given for something that has no such terms. */
  void requireNone(String type) {
    boolean isGiven =
        side != null
            || strike != null
            || future != null
            || style != null
            || start != null
            || slope != null
            || !kinks.isEmpty();
    if (isGiven) {
      throw new UsageException(
          "a "
              + type
              + " has none of --side, --strike, --on-future, --style, --start, --slope,"
              + " --kink: leave them out, or say --type option or --type payoff");
    }
  }

  private PremiumStyle style() {
    return Numbers.choice(
        "--style",
        style == null ? "up-front" : style,
        "PREMIUM_STYLE_",
        List.of(PremiumStyle.values()));
  }

  private static String required(String name, @Nullable String text, String expected) {
    if (text == null) {
      throw new UsageException(name + ": an option needs it, expected " + expected);
    }
    return text;
  }

  private static void requireAbsent(String name, @Nullable String text, String owner) {
    if (text != null) {
      throw new UsageException(name + ": only " + owner + " has it");
    }
  }
}
