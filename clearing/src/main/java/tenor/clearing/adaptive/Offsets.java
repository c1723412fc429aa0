package tenor.clearing.adaptive;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.fixed.RuleFailure;
import tenor.clearing.instruments.Listings;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Event;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Reader;
import tenor.clearing.proto.AdaptiveOffset;
import tenor.clearing.proto.AdaptiveRange;
import tenor.clearing.proto.PairMoments;
import tenor.clearing.risk.Offset;

/** The offset of every margin class, from how its underlyings move together. */
final class Offsets {
  /** ADP-08: a class of more underlyings earns no offset; so pairs are at most 28 a class. */
  static final int MOST_UNDERLYINGS = 8;

  private final Param most;

  /**
   * Offsets.
   *
   * @param most the parameter that is ω_max
   */
  Offsets(Param most) {
    this.most = most;
  }

  /** ADP-08: every class, after the returns of the epoch are known. */
  void close(Context context, long epoch) {
    for (Map.Entry<Integer, List<Integer>> one : classes(context.state()).entrySet()) {
      RuleFailure failure =
          context.isolated(work -> close(work, one.getKey(), one.getValue(), epoch));
      if (failure != null) {
        context.emit(
            Event.of("epochFailed")
                .with("marginClass", one.getKey())
                .with("reason", String.valueOf(failure.getMessage())));
      }
    }
  }

  private static SortedMap<Integer, List<Integer>> classes(Reader state) {
    SortedMap<Integer, List<Integer>> classes = new TreeMap<>();
    for (int underlying : Listings.underlyings(state)) {
      classes
          .computeIfAbsent(Listings.classOf(state, underlying), _ -> new ArrayList<>())
          .add(underlying);
    }
    return classes;
  }

  private void close(Context context, int marginClass, List<Integer> members, long epoch) {
    AdaptiveOffset before = AdaptiveKeys.OFFSETS.get(context.state(), marginClass);
    AdaptiveOffset after;
    if (members.size() > MOST_UNDERLYINGS) {
      after = before.toBuilder().setEpochs(0).setOmega(0).setLeast(Fixed.FRACTION_ONE).build();
    } else {
      Together together = together(context, members, epoch);
      if (!together.isMoved()) {
        return;
      }
      Offset.Bounds bounds = OffsetBounds.of(context.state(), marginClass, most);
      after = next(before, together, bounds);
    }
    AdaptiveKeys.OFFSETS.put(context.state(), marginClass, after);
    if (after.getOmega() != before.getOmega()) {
      context.emit(
          Event.of("offset")
              .with("marginClass", marginClass)
              .with("offset", after.getOmega())
              .with("correlation", after.getCorrelation()));
    }
  }

  /** A pair of short history, such as that of a new underlying, takes the class back to its age. */
  private static AdaptiveOffset next(
      AdaptiveOffset before, Together together, Offset.Bounds bounds) {
    long age = Math.min(before.getEpochs(), Fixed.minus(together.epochs(), 1));
    long least = before.hasLeast() ? before.getLeast() : Fixed.FRACTION_ONE;
    Offset next = new Offset(age, least, before.getOmega()).next(together.correlation(), bounds);
    return AdaptiveOffset.newBuilder()
        .setEpochs(next.epochs())
        .setLeast(next.least())
        .setOmega(next.omega())
        .setCorrelation(together.correlation())
        .build();
  }

  /** What all pairs of a class say: the least history and the smallest correlation. */
  private record Together(boolean isMoved, long epochs, long correlation) {
    static final Together NONE = new Together(false, Long.MAX_VALUE, Fixed.FRACTION_ONE);

    Together with(PairMoments pair, boolean moved) {
      long one =
          Offset.correlation(
              pair.getCovariance(), pair.getFirstVariance(), pair.getSecondVariance());
      return new Together(
          isMoved || moved, Math.min(epochs, pair.getEpochs()), Math.min(correlation, one));
    }
  }

  private static Together together(Context context, List<Integer> members, long epoch) {
    Together together = Together.NONE;
    for (int i = 0; i < members.size(); i++) {
      for (int k = i + 1; k < members.size(); k++) {
        Pair pair = new Pair(members.get(i), members.get(k));
        PairMoments before = AdaptiveKeys.PAIRS.get(context.state(), pair);
        PairMoments after = moved(context, pair, before, epoch);
        together = together.with(after, after.getEpochs() > before.getEpochs());
      }
    }
    return together;
  }

  /** Products count where both moved over the same time; otherwise the pair stays as it is. */
  private static PairMoments moved(Context context, Pair pair, PairMoments before, long epoch) {
    AdaptiveRange first = AdaptiveKeys.RANGES.get(context.state(), pair.first());
    AdaptiveRange second = AdaptiveKeys.RANGES.get(context.state(), pair.second());
    boolean isCommon =
        first.getEpoch() == epoch
            && second.getEpoch() == epoch
            && first.getSince() > 0
            && first.getSince() == second.getSince();
    if (!isCommon) {
      return before;
    }
    long lambda = AdaptiveParams.LAMBDA.get(context.state());
    long one = first.getReturnsList().getLast();
    long other = second.getReturnsList().getLast();
    PairMoments after =
        PairMoments.newBuilder()
            .setEpochs(Fixed.plus(before.getEpochs(), 1))
            .setCovariance(averaged(before.getCovariance(), one, other, lambda))
            .setFirstVariance(averaged(before.getFirstVariance(), one, one, lambda))
            .setSecondVariance(averaged(before.getSecondVariance(), other, other, lambda))
            .build();
    AdaptiveKeys.PAIRS.put(context.state(), pair, after);
    return after;
  }

  /** λ x + (1 − λ) a b, 10⁻¹⁸. All three start at 0, so their ratio has the same weights. */
  private static long averaged(long before, long a, long b, long lambda) {
    BigInteger old = BigInteger.valueOf(before).multiply(BigInteger.valueOf(lambda));
    BigInteger fresh =
        BigInteger.valueOf(a)
            .multiply(BigInteger.valueOf(b))
            .multiply(BigInteger.valueOf(Fixed.minus(Fixed.FRACTION_ONE, lambda)));
    return Fixed.toLong(
        Fixed.quotient(old.add(fresh), BigInteger.valueOf(Fixed.FRACTION_ONE), Rounding.HALF_EVEN));
  }
}
