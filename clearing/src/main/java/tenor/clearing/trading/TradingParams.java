package tenor.clearing.trading;

import java.util.List;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.proto.Unit;

/** The parameters of trading. */
public final class TradingParams {
  /** How far from the mark a trade may be that a side below initial margin makes. */
  public static final Param REDUCING_DISTANCE =
      new Param(
          Prefix.TRADING,
          1,
          "reducingDistance",
          Param.Scope.UNDERLYING,
          Unit.UNIT_FRACTION,
          20_000_000,
          0,
          1_000_000_000,
          "the distance from the mark, as a fraction of it, of trades below initial margin");

  /** All of them. */
  static final List<Param> ALL = List.of(REDUCING_DISTANCE);

  private TradingParams() {}
}
