package tenor.clearing.oracle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tenor.clearing.fixed.CallCurve;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.KnotSmile;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.fixed.Smile;
import tenor.clearing.fixed.SmileRepair;
import tenor.clearing.proto.Surface;

/** What a reported slice must go through before it stands beside others. */
final class SurfaceCandidate {
  private final SurfaceTerms terms;
  private final MoveLimit limit;
  private final CallCurve calls = new CallCurve();

  SurfaceCandidate(SurfaceTerms terms, MoveLimit limit) {
    this.terms = terms;
    this.limit = limit;
  }

  /** ORA-17: a reported slice, no further from the standing one than a block may move it. */
  Surface limited(Surface reported, @Nullable Surface standing, long expiryMillis) {
    if (standing == null) {
      return reported;
    }
    List<Long> before = before(standing, expiryMillis);
    long share = limit.share(before, reported.getVolsList(), terms.maxMove());
    return share == Fixed.FRACTION_ONE
        ? reported
        : reported.toBuilder()
            .clearVols()
            .addAllVols(MoveLimit.moved(before, reported.getVolsList(), share))
            .setCapped(true)
            .build();
  }

  /** The standing volatilities at the governed knots, which may not be those it was reported at. */
  private List<Long> before(Surface standing, long expiryMillis) {
    if (standing.getStep() == terms.step() && standing.getVolsCount() == terms.knots()) {
      return standing.getVolsList();
    }
    KnotSmile smile = smile(standing, expiryMillis);
    List<Long> before = new ArrayList<>();
    for (int i = -terms.side(); i <= terms.side(); i++) {
      long steps = Fixed.times(i, terms.step());
      long k = Fixed.mulDiv(smile.width(), steps, standing.getStep(), Rounding.HALF_EVEN);
      before.add(Smile.volOf(smile.variance(Fixed.clamp(k, -Smile.FARTHEST, Smile.FARTHEST))));
    }
    return before;
  }

  /** ORA-20: with wings that rise no more steeply than allowed. */
  Surface flattened(Surface slice, long expiryMillis) {
    long time = time(slice, expiryMillis);
    return with(
        slice,
        SmileRepair.flattened(slice.getVolsList(), slice.getStep(), time, terms.yearMillis()));
  }

  /** ORA-20: with no less total variance at its knots than an earlier slice. */
  Surface lifted(Surface slice, long expiryMillis, Surface earlier, long earlierExpiry) {
    long from = Math.max(slice.getTimeMillis(), earlier.getTimeMillis());
    return with(
        slice,
        SmileRepair.lifted(
            slice.getVolsList(),
            slice.getStep(),
            time(slice, expiryMillis),
            terms.yearMillis(),
            smile(earlier, earlierExpiry),
            Fixed.minus(earlierExpiry, from),
            Fixed.minus(expiryMillis, from)));
  }

  private static Surface with(Surface slice, List<Long> vols) {
    return vols.equals(slice.getVolsList())
        ? slice
        : slice.toBuilder().clearVols().addAllVols(vols).setRepaired(true).build();
  }

  /** ORA-18 and ORA-20: why a repaired slice cannot stand by itself; null if it can. */
  @Nullable String fault(Surface before, Surface repaired, long expiryMillis) {
    if (!SmileRepair.isWithin(before.getVolsList(), repaired.getVolsList(), terms.maxRepair())) {
      return "repair";
    }
    KnotSmile smile = smile(repaired, expiryMillis);
    long time = time(repaired, expiryMillis);
    if (!smile.hasTameWings(time, terms.yearMillis())) {
      return "wing";
    }
    return calls.breach(smile, time, terms.yearMillis()).isPresent() ? "butterfly" : null;
  }

  KnotSmile smile(Surface slice, long expiryMillis) {
    return VolSurface.slice(expiryMillis, slice, terms.yearMillis()).smile();
  }

  private static long time(Surface slice, long expiryMillis) {
    return Fixed.minus(expiryMillis, slice.getTimeMillis());
  }
}
