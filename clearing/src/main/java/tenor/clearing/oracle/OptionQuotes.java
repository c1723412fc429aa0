package tenor.clearing.oracle;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Smile;
import tenor.clearing.instruments.InstrumentsKeys;
import tenor.clearing.instruments.InstrumentsParams;
import tenor.clearing.instruments.Payoffs;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Reader;
import tenor.clearing.proto.Instrument;
import tenor.clearing.proto.OptionSide;

/**
 * What the marks of options follow from after a block, for those who ask; no rule reads it. For one
 * thread.
 */
public final class OptionQuotes {
  private final Reader state;
  private final long nowMillis;
  private final SortedMap<Integer, Board> boards;
  private final SortedMap<Integer, VolSurface> surfaces = new TreeMap<>();

  private OptionQuotes(Reader state) {
    this.state = state;
    this.nowMillis = ChainClock.last(state).getTimeMillis();
    this.boards = Board.all(state);
  }

  /** As of the last block. */
  public static OptionQuotes of(Reader state) {
    return new OptionQuotes(state);
  }

  /**
   * Inputs of the model (ORA-26).
   *
   * @param forward of its expiry, or the future that it delivers, with the shift, 10⁻⁸
   * @param strike with the shift, 10⁻⁸
   * @param shift by which both are greater than prices, 10⁻⁸
   * @param vol at the strike, 10⁻⁹
   * @param tenorMillis time to expiry
   * @param yearMillis a year of the rules
   * @param discount 10⁻¹⁸; 1 for what is futures-style
   */
  public record Inputs(
      boolean isCall,
      long forward,
      long strike,
      long shift,
      long vol,
      long tenorMillis,
      long yearMillis,
      long discount) {}

  private VolSurface surface(int underlying) {
    return surfaces.computeIfAbsent(underlying, each -> VolSurface.of(state, each));
  }

  /** The forward of an expiry, 10⁻⁸; empty while there is no index. */
  public OptionalLong forward(int underlying, long expiryMillis) {
    return boards
        .getOrDefault(underlying, Board.empty())
        .forward(state, underlying, expiryMillis, nowMillis)
        .map(forward -> OptionalLong.of(forward.price()))
        .orElse(OptionalLong.empty());
  }

  /**
   * What an option is valued with; empty for what is no option or has expired, and without a
   * forward or a surface.
   */
  public Optional<Inputs> of(int instrument) {
    Instrument terms = InstrumentsKeys.INSTRUMENTS.find(state, instrument);
    if (terms == null || !terms.hasOption() || nowMillis >= terms.getExpiryMillis()) {
      return Optional.empty();
    }
    OptionalLong forward = forward(terms.getUnderlying(), OptionMarks.forwardExpiry(state, terms));
    return forward.isEmpty()
        ? Optional.empty()
        : surface(terms.getUnderlying())
            .smile(terms.getExpiryMillis())
            .map(smile -> inputs(terms, smile, forward.getAsLong()));
  }

  private Inputs inputs(Instrument terms, Smile smile, long forward) {
    int underlying = terms.getUnderlying();
    long shift = InstrumentsParams.PRICE_SHIFT.get(state, underlying);
    long above = Fixed.plus(forward, shift);
    long strike = Fixed.plus(terms.getOption().getStrike(), shift);
    long tenor = Carry.tenorMillis(state, underlying, terms.getExpiryMillis(), nowMillis);
    return new Inputs(
        terms.getOption().getSide() == OptionSide.OPTION_SIDE_CALL,
        above,
        strike,
        shift,
        smile.vol(strike, above),
        tenor,
        VolSurface.yearMillis(state),
        OptionMarks.discount(state, underlying, tenor, Payoffs.isPaidUpFront(terms)));
  }
}
