package tenor.clearing.adaptive;

import java.util.ArrayList;
import java.util.List;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.RuleFailure;
import tenor.clearing.instruments.InstrumentsParams;
import tenor.clearing.instruments.Listings;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Event;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Reader;
import tenor.clearing.oracle.OracleKeys;
import tenor.clearing.proto.AdaptiveRange;
import tenor.clearing.proto.Index;
import tenor.clearing.risk.BreachCount;
import tenor.clearing.risk.TrafficLight;
import tenor.clearing.risk.Volatility;

/** The price scan range of every underlying, from the returns of its index. */
final class Ranges {
  private final Param mporDays;

  Ranges(Param mporDays) {
    this.mporDays = mporDays;
  }

  /** ADP-05: what the epoch so far demands, before marks and arrays; it raises, never lowers. */
  void raise(Context context) {
    for (int underlying : AdaptiveKeys.RANGES.rows(context.state())) {
      // A return that cannot be computed leaves the range as it is; the epoch's end reports it.
      context.isolated(work -> raise(work, underlying));
    }
  }

  private void raise(Context context, int underlying) {
    Reader state = context.state();
    AdaptiveRange range = AdaptiveKeys.RANGES.require(state, underlying);
    Index index = OracleKeys.INDICES.require(state, underlying);
    if (!isBegun(range) || index.getTimeMillis() <= range.getCloseMillis()) {
      return;
    }
    RangeTerms terms = RangeTerms.of(state, underlying, mporDays);
    long running = logReturn(state, underlying, range.getClose(), index.getPrice());
    long raised =
        terms.bounded(volatility(range).raisedRange(running, terms.adaptive(), range.getLight()));
    if (raised > range.getPriceScanRange()) {
      AdaptiveKeys.RANGES.put(
          context.state(), underlying, range.toBuilder().setPriceScanRange(raised).build());
      context.emit(
          Event.of("scanRangeRaised").with("underlying", underlying).with("range", raised));
    }
  }

  /**
   * ADP-02: every underlying that was observed since its last close has a return. One whose return
   * cannot be used starts from the new close (ADP-07).
   */
  void close(Context context, long epoch) {
    TrafficLight light = TrafficLight.of(AdaptiveParams.CONFIDENCE.get(context.state()));
    for (int underlying : Listings.underlyings(context.state())) {
      Index index = OracleKeys.INDICES.find(context.state(), underlying);
      AdaptiveRange before = AdaptiveKeys.RANGES.get(context.state(), underlying);
      if (index == null || index.getTimeMillis() <= before.getCloseMillis()) {
        continue;
      }
      AdaptiveRange closed =
          before.toBuilder()
              .setClose(index.getPrice())
              .setCloseMillis(index.getTimeMillis())
              .setEpoch(epoch)
              .setSince(before.getEpoch())
              .build();
      RuleFailure failure =
          context.isolated(work -> close(work, underlying, before, closed, light));
      if (failure != null) {
        AdaptiveKeys.RANGES.put(
            context.state(), underlying, closed.toBuilder().setSince(0).build());
        context.emit(
            Event.of("epochFailed")
                .with("underlying", underlying)
                .with("reason", String.valueOf(failure.getMessage())));
      }
    }
  }

  private void close(
      Context context,
      int underlying,
      AdaptiveRange before,
      AdaptiveRange closed,
      TrafficLight light) {
    AdaptiveRange next = closed;
    if (before.getEpoch() > 0) {
      RangeTerms terms = RangeTerms.of(context.state(), underlying, mporDays);
      long move = logReturn(context.state(), underlying, before.getClose(), closed.getClose());
      next = isBegun(before) ? moved(closed, move, terms, light) : collected(closed, move, terms);
    }
    AdaptiveKeys.RANGES.put(context.state(), underlying, next);
    if (next.getPriceScanRange() != before.getPriceScanRange()) {
      context.emit(
          Event.of("scanRange")
              .with("underlying", underlying)
              .with("range", next.getPriceScanRange())
              .with("volatility", next.getUsed())
              .with("light", next.getLight())
              .with("breaches", next.getBreachesCount()));
    }
  }

  /** ADP-03: the first 20 returns make the first volatility. */
  private static AdaptiveRange collected(AdaptiveRange closed, long move, RangeTerms terms) {
    List<Long> returns = new ArrayList<>(closed.getReturnsList());
    returns.add(move);
    if (returns.size() < Volatility.WINDOW) {
      return closed.toBuilder().addReturns(move).build();
    }
    Volatility begun = Volatility.of(returns, terms.stressStart(), terms.adaptive());
    return with(closed.toBuilder(), begun, Fixed.FRACTION_ONE, terms);
  }

  /** ADP-04: one more margin, breached or not, and what follows for the next. */
  private static AdaptiveRange moved(
      AdaptiveRange closed, long move, RangeTerms terms, TrafficLight light) {
    Volatility past = volatility(closed);
    Volatility bounded =
        new Volatility(
            past.variance(), terms.boundedStress(past.stress()), past.used(), past.recent());
    boolean isBreach = Fixed.abs(move) > closed.getMargin();
    BreachCount breaches = Breaches.of(closed).with(isBreach);
    AdaptiveRange.Builder next = closed.toBuilder();
    Breaches.put(next, isBreach);
    return with(next, bounded.next(move, terms.adaptive()), light.factor(breaches.count()), terms);
  }

  private static AdaptiveRange with(
      AdaptiveRange.Builder next, Volatility volatility, long light, RangeTerms terms) {
    return next.clearReturns()
        .addAllReturns(volatility.recent())
        .setVariance(volatility.variance())
        .setStress(terms.boundedStress(volatility.stress()))
        .setUsed(volatility.used())
        .setLight(light)
        .setMargin(volatility.scanRange(terms.oneEpoch(), light))
        .setPriceScanRange(terms.bounded(volatility.scanRange(terms.adaptive(), light)))
        .build();
  }

  /** ADP-12: of prices as models see them, both with the shift in force now. */
  private static long logReturn(Reader state, int underlying, long before, long after) {
    return Volatility.logReturn(
        InstrumentsParams.shifted(state, underlying, before),
        InstrumentsParams.shifted(state, underlying, after));
  }

  private static boolean isBegun(AdaptiveRange range) {
    return range.getUsed() > 0;
  }

  private static Volatility volatility(AdaptiveRange range) {
    return new Volatility(
        range.getVariance(), range.getStress(), range.getUsed(), range.getReturnsList());
  }
}
