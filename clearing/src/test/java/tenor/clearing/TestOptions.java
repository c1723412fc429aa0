package tenor.clearing;

import static tenor.clearing.TestGenesis.DAY_MILLIS;
import static tenor.clearing.TestGenesis.SPX;
import static tenor.clearing.TestGenesis.SPX_FUTURE;
import static tenor.clearing.TestGenesis.TIME_MILLIS;

import java.util.Collections;
import java.util.List;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.InstrumentType;
import tenor.clearing.proto.Kink;
import tenor.clearing.proto.ListInstrument;
import tenor.clearing.proto.OptionSide;
import tenor.clearing.proto.OptionTerms;
import tenor.clearing.proto.PayoffTerms;
import tenor.clearing.proto.PremiumStyle;

/** Options on SPX beside {@link TestGenesis#market}: multiplier 100, tick 0.01. */
public final class TestOptions {
  /** When those on the index expire, with {@link TestGenesis#SPX_FUTURE}. */
  public static final long EXPIRY = TIME_MILLIS + 30 * DAY_MILLIS;

  /** When those on the future expire. */
  public static final long EARLY = TIME_MILLIS + 20 * DAY_MILLIS;

  /** Call on the index struck at 1000, paid up front. */
  public static final int CALL = 4;

  /** Put on the index struck at 1000, paid up front. */
  public static final int PUT = 5;

  /** Call on the index struck at 1000, futures-style. */
  public static final int FUTURES_CALL = 6;

  /** Call struck at 1000 on {@link TestGenesis#SPX_FUTURE}, paid up front. */
  public static final int CALL_ON_FUTURE = 7;

  /** Put struck at 1000 on {@link TestGenesis#SPX_FUTURE}, futures-style. */
  public static final int PUT_ON_FUTURE = 8;

  /** Pays 50 from 1000 on, and half of what the index is above 1100; paid up front. */
  public static final int PAYOFF = 9;

  /** 20 % at every strike. */
  public static final List<Long> FLAT = Collections.nCopies(11, 200_000_000L);

  private static final long STRIKE = 1000 * Fixed.PRICE_ONE;

  private TestOptions() {}

  /** The market with these options. */
  public static Genesis.Builder market() {
    return with(TestGenesis.market());
  }

  /** A market that begins with that of {@link TestGenesis#market}, with these options. */
  public static Genesis.Builder with(Genesis.Builder genesis) {
    PremiumStyle upFront = PremiumStyle.PREMIUM_STYLE_UP_FRONT;
    PremiumStyle futures = PremiumStyle.PREMIUM_STYLE_FUTURES;
    OptionSide call = OptionSide.OPTION_SIDE_CALL;
    OptionSide put = OptionSide.OPTION_SIDE_PUT;
    return genesis
        .addInstruments(option("CALL", EXPIRY, call, 0, upFront))
        .addInstruments(option("PUT", EXPIRY, put, 0, upFront))
        .addInstruments(option("CALL-F", EXPIRY, call, 0, futures))
        .addInstruments(option("CALL-ON-F", EARLY, call, SPX_FUTURE, upFront))
        .addInstruments(option("PUT-ON-F", EARLY, put, SPX_FUTURE, futures))
        .addInstruments(payoff());
  }

  private static ListInstrument.Builder option(
      String symbol, long expiry, OptionSide side, int future, PremiumStyle style) {
    return TestGenesis.instrument(symbol, SPX, expiry)
        .setType(InstrumentType.INSTRUMENT_TYPE_OPTION)
        .setOption(
            OptionTerms.newBuilder()
                .setSide(side)
                .setStrike(STRIKE)
                .setFuture(future)
                .setStyle(style));
  }

  private static ListInstrument.Builder payoff() {
    return TestGenesis.instrument("PAYOFF", SPX, EXPIRY)
        .setType(InstrumentType.INSTRUMENT_TYPE_PAYOFF)
        .setPayoff(
            PayoffTerms.newBuilder()
                .setStyle(PremiumStyle.PREMIUM_STYLE_UP_FRONT)
                .addKinks(Kink.newBuilder().setStrike(STRIKE).setJump(50 * Fixed.PRICE_ONE))
                .addKinks(
                    Kink.newBuilder()
                        .setStrike(1100 * Fixed.PRICE_ONE)
                        .setChange(Fixed.FRACTION_ONE / 2)));
  }
}
