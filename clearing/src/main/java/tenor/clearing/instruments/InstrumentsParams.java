package tenor.clearing.instruments;

import java.util.List;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Reader;
import tenor.clearing.proto.Unit;

/** The parameters of what is listed. */
public final class InstrumentsParams {
  /** s: how far below zero the prices of an underlying may go. */
  public static final Param PRICE_SHIFT =
      new Param(
          Prefix.INSTRUMENTS,
          1,
          "priceShift",
          Param.Scope.UNDERLYING,
          Unit.UNIT_PRICE,
          0,
          0,
          Terms.GREATEST_PRICE,
          "s of prices that may be negative: they stay above -s, and models see price + s");

  /** All of them. */
  static final List<Param> ALL = List.of(PRICE_SHIFT);

  private InstrumentsParams() {}

  /** INS-25: a price of an underlying as models see it: above 0 if it is above −s; 10⁻⁸. */
  public static long shifted(Reader state, int underlying, long price) {
    return Fixed.plus(price, PRICE_SHIFT.get(state, underlying));
  }
}
