package tenor.clearing.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tenor.clearing.fixed.BlendedSmile;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.KnotSmile;
import tenor.clearing.fixed.Smile;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Reader;
import tenor.clearing.proto.Surface;

/**
 * The surface of one underlying as it stands: read once, asked often.
 *
 * @param slices by expiry, ascending
 */
public record VolSurface(List<Slice> slices) {
  private static final long DAYS_A_YEAR = 365;

  /**
   * One expiry that was reported.
   *
   * @param timeMillis when it was observed, from which its time to expiry is measured
   */
  public record Slice(long expiryMillis, long timeMillis, KnotSmile smile) {
    /** The time to expiry from a moment. */
    long millisFrom(long fromMillis) {
      return Fixed.minus(expiryMillis, fromMillis);
    }

    private Reading reading() {
      return new Reading(smile, timeMillis);
    }
  }

  /** Keeps its own copy. */
  public VolSurface {
    slices = List.copyOf(slices);
  }

  /** The standing surface of an underlying; without slices if there never was one. */
  public static VolSurface of(Reader state, int underlying) {
    SortedMap<Long, Surface> surfaces = new TreeMap<>();
    for (UnderlyingExpiry row : Surfaces.rows(state, underlying)) {
      surfaces.put(row.expiryMillis(), OracleKeys.SURFACES.require(state, row));
    }
    return of(surfaces, yearMillis(state));
  }

  /** A stored slice. */
  static Slice slice(long expiryMillis, Surface surface, long yearMillis) {
    long time = Fixed.minus(expiryMillis, surface.getTimeMillis());
    KnotSmile smile = KnotSmile.of(surface.getVolsList(), surface.getStep(), time, yearMillis);
    return new Slice(expiryMillis, surface.getTimeMillis(), smile);
  }

  /** A year of 365 days of the rules, in milliseconds. */
  static long yearMillis(Reader state) {
    return Fixed.times(DAYS_A_YEAR, ChainClock.dayMillis(state));
  }

  /** These slices, by expiry. */
  static VolSurface of(SortedMap<Long, Surface> surfaces, long yearMillis) {
    List<Slice> slices = new ArrayList<>();
    surfaces.forEach((expiry, surface) -> slices.add(slice(expiry, surface, yearMillis)));
    return new VolSurface(slices);
  }

  /**
   * The smile of an expiry.
   *
   * @param fromMillis the observation from which its time to expiry is measured
   */
  public record Reading(Smile smile, long fromMillis) {}

  /** The smile of any expiry; empty if there is no slice at all. */
  public Optional<Smile> smile(long expiryMillis) {
    return at(expiryMillis).map(Reading::smile);
  }

  /** ORA-24: the smile of any expiry; empty if there is no slice at all. */
  public Optional<Reading> at(long expiryMillis) {
    Slice near = near(expiryMillis);
    Slice far = far(expiryMillis);
    if (near == null) {
      return Optional.ofNullable(far).map(Slice::reading);
    }
    if (near.expiryMillis() == expiryMillis) {
      return Optional.of(near.reading());
    }
    return Optional.of(far == null ? after(near, expiryMillis) : between(near, far, expiryMillis));
  }

  private static Reading after(Slice last, long expiryMillis) {
    long from = last.timeMillis();
    return new Reading(
        BlendedSmile.after(last.smile(), last.millisFrom(from), Fixed.minus(expiryMillis, from)),
        from);
  }

  private static Reading between(Slice near, Slice far, long expiryMillis) {
    long from = Math.max(near.timeMillis(), far.timeMillis());
    return new Reading(
        BlendedSmile.between(
            near.smile(),
            near.millisFrom(from),
            far.smile(),
            far.millisFrom(from),
            Fixed.minus(expiryMillis, from)),
        from);
  }

  /** The time at which the oldest slice behind an expiry was observed; empty without one. */
  public OptionalLong timeMillis(long expiryMillis) {
    return Stream.of(
            Optional.ofNullable(near(expiryMillis)), Optional.ofNullable(far(expiryMillis)))
        .flatMap(Optional::stream)
        .mapToLong(Slice::timeMillis)
        .min();
  }

  /** The last slice that does not expire after this. */
  private @Nullable Slice near(long expiryMillis) {
    Slice near = null;
    for (Slice slice : slices) {
      near = slice.expiryMillis() <= expiryMillis ? slice : near;
    }
    return near;
  }

  /** The first slice that does not expire before this. */
  private @Nullable Slice far(long expiryMillis) {
    for (Slice slice : slices) {
      if (slice.expiryMillis() >= expiryMillis) {
        return slice;
      }
    }
    return null;
  }
}
