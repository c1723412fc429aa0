package tenor.clearing.oracle;

import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tenor.clearing.fixed.CallCurve;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Smile;
import tenor.clearing.fixed.SmileGrid;
import tenor.clearing.fixed.TermStructure;
import tenor.clearing.oracle.VolSurface.Slice;
import tenor.clearing.proto.Surface;

/** Whether slices that can stand by themselves can stand together. */
final class SurfaceJudge {
  private final SurfaceTerms terms;
  private final SurfaceCandidate candidate;
  private final Board board;
  private final SortedMap<Long, Long> forwards;
  private final CallCurve calls = new CallCurve();

  /**
   * A judge.
   *
   * @param forwards of every expiry that has options and a forward, greater by the shift
   */
  SurfaceJudge(
      SurfaceTerms terms, SurfaceCandidate candidate, Board board, SortedMap<Long, Long> forwards) {
    this.terms = terms;
    this.candidate = candidate;
    this.board = board;
    this.forwards = forwards;
  }

  /**
   * What was decided.
   *
   * @param slices by expiry, lifted where needed
   * @param fault why they cannot stand; null if they can
   * @param expiryMillis where the fault is
   */
  record Verdict(SortedMap<Long, Surface> slices, @Nullable String fault, long expiryMillis) {}

  /** ORA-19 and ORA-20: each slice lifted to the one before it, then all of them judged. */
  Verdict judged(SortedMap<Long, Surface> slices) {
    SortedMap<Long, Surface> lifted = new TreeMap<>();
    Map.@Nullable Entry<Long, Surface> before = null;
    for (Map.Entry<Long, Surface> entry : slices.entrySet()) {
      Surface slice = entry.getValue();
      Surface higher =
          before == null
              ? slice
              : candidate.lifted(slice, entry.getKey(), before.getValue(), before.getKey());
      String fault = higher.equals(slice) ? null : candidate.fault(slice, higher, entry.getKey());
      if (fault != null) {
        return new Verdict(slices, fault, entry.getKey());
      }
      lifted.put(entry.getKey(), higher);
      before = Map.entry(entry.getKey(), higher);
    }
    VolSurface surface = VolSurface.of(lifted, terms.yearMillis());
    OptionalLong fall = fall(surface);
    if (fall.isPresent()) {
      return new Verdict(slices, "calendar", fall.getAsLong());
    }
    OptionalLong breach = breach(surface);
    return breach.isPresent()
        ? new Verdict(slices, "butterfly", breach.getAsLong())
        : new Verdict(lifted, null, 0);
  }

  /** The first expiry with less total variance than the one before it has. */
  private OptionalLong fall(VolSurface surface) {
    for (int i = 1; i < surface.slices().size(); i++) {
      Slice near = surface.slices().get(i - 1);
      Slice far = surface.slices().get(i);
      long from = Math.max(near.timeMillis(), far.timeMillis());
      boolean falls =
          TermStructure.fall(
                  near.smile(),
                  near.millisFrom(from),
                  far.smile(),
                  far.millisFrom(from),
                  points(near, far))
              .isPresent();
      if (falls) {
        return OptionalLong.of(far.expiryMillis());
      }
    }
    return OptionalLong.empty();
  }

  /** Where two slices are compared: between their knots, and at all that is listed on them. */
  private SortedSet<Long> points(Slice near, Slice far) {
    SortedSet<Long> points = new TreeSet<>(SmileGrid.within(near.smile()));
    points.addAll(SmileGrid.within(far.smile()));
    forwards
        .subMap(near.expiryMillis(), Fixed.plus(far.expiryMillis(), 1))
        .forEach(
            (expiry, forward) ->
                board
                    .strikes(expiry, terms.shift())
                    .forEach(strike -> points.add(Smile.moneyness(strike, forward))));
    return points;
  }

  /** ORA-18: the first expiry whose listed strikes admit a butterfly. */
  private OptionalLong breach(VolSurface surface) {
    for (Map.Entry<Long, Long> forward : forwards.entrySet()) {
      long expiry = forward.getKey();
      VolSurface.Reading reading = surface.at(expiry).orElseThrow();
      boolean breaks =
          calls
              .breach(
                  reading.smile(),
                  Fixed.minus(expiry, reading.fromMillis()),
                  terms.yearMillis(),
                  forward.getValue(),
                  board.strikes(expiry, terms.shift()))
              .isPresent();
      if (breaks) {
        return OptionalLong.of(expiry);
      }
    }
    return OptionalLong.empty();
  }
}
