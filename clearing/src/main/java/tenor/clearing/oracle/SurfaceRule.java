package tenor.clearing.oracle;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.kernel.Block;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Event;
import tenor.clearing.proto.Surface;

/** The surface of one underlying in one block: from the reports to what stands. */
final class SurfaceRule {
  /** ORA-15: slices of an underlying at a time. */
  static final int MOST_EXPIRIES = 32;

  private final Context context;
  private final int underlying;
  private final SurfaceTerms terms;
  private final SurfaceCandidate candidate;
  private final SortedMap<Long, Surface> standing = new TreeMap<>();

  private SurfaceRule(Context context, int underlying) {
    this.context = context;
    this.underlying = underlying;
    this.terms = SurfaceTerms.of(context.state(), underlying);
    this.candidate = new SurfaceCandidate(terms, MoveLimit.of(context.block(), context.state()));
  }

  /** Brings one underlying's surface up to what {@code reports} say, by expiry. */
  static void update(
      Context context,
      int underlying,
      SortedMap<Long, List<SurfaceReports.Report>> reports,
      Board board) {
    SurfaceRule rule = new SurfaceRule(context, underlying);
    rule.read();
    SortedMap<Long, Surface> offered = rule.offered(reports);
    if (!offered.isEmpty()) {
      rule.settle(offered, board);
    }
  }

  /** What stands; what has expired is forgotten. */
  private void read() {
    long now = context.block().timeMillis();
    for (UnderlyingExpiry row : Surfaces.rows(context.state(), underlying)) {
      if (row.expiryMillis() <= now) {
        OracleKeys.SURFACES.remove(context.state(), row);
      } else {
        standing.put(row.expiryMillis(), OracleKeys.SURFACES.require(context.state(), row));
      }
    }
  }

  /** The slices that are new and can stand by themselves. */
  private SortedMap<Long, Surface> offered(SortedMap<Long, List<SurfaceReports.Report>> reports) {
    Block block = context.block();
    SurfaceReports.Terms counting =
        new SurfaceReports.Terms(terms.knots(), terms.maxReportAgeMillis(), terms.dayMillis());
    SortedMap<Long, Surface> offered = new TreeMap<>();
    int room = MOST_EXPIRIES - standing.size();
    for (long expiry : reports.keySet()) {
      Surface before = standing.get(expiry);
      SurfaceReports counted =
          SurfaceReports.of(block, expiry, reports.getOrDefault(expiry, List.of()), counting);
      if (!counted.suffice(block.totalPower()) || (before == null && room == 0)) {
        continue;
      }
      Surface reported = counted.median(terms.step(), block.totalPower());
      Surface repaired = same(before, reported) ? null : repaired(reported, before, expiry);
      if (repaired != null) {
        offered.put(expiry, repaired);
        room -= before == null ? 1 : 0;
      }
    }
    return offered;
  }

  /** Whether a slice says what stands already: its height stays that of its block. */
  private static boolean same(@Nullable Surface before, Surface reported) {
    return before != null
        && before.equals(reported.toBuilder().setHeight(before.getHeight()).build());
  }

  private @Nullable Surface repaired(Surface reported, @Nullable Surface before, long expiry) {
    Surface limited = candidate.limited(reported, before, expiry);
    Surface flattened = candidate.flattened(limited, expiry);
    String fault = candidate.fault(limited, flattened, expiry);
    if (fault != null) {
      refuse(fault, expiry);
      return null;
    }
    return flattened;
  }

  /** ORA-21: what was offered stands together with what is fresh, or nothing of it does. */
  private void settle(SortedMap<Long, Surface> offered, Board board) {
    long now = context.block().timeMillis();
    SortedMap<Long, Surface> together = new TreeMap<>();
    standing.forEach(
        (expiry, slice) -> {
          if (Fixed.minus(now, slice.getTimeMillis()) <= terms.maxAgeMillis()) {
            together.put(expiry, slice);
          }
        });
    together.putAll(offered);
    SurfaceJudge judge = new SurfaceJudge(terms, candidate, board, forwards(board));
    SurfaceJudge.Verdict verdict = judge.judged(together);
    if (verdict.fault() != null) {
      refuse(verdict.fault(), verdict.expiryMillis());
      return;
    }
    verdict.slices().forEach(this::keep);
  }

  private SortedMap<Long, Long> forwards(Board board) {
    long now = context.block().timeMillis();
    SortedMap<Long, Long> forwards = new TreeMap<>();
    for (long expiry : board.optionals().tailMap(Fixed.plus(now, 1)).keySet()) {
      board
          .forward(context.state(), underlying, expiry, now)
          .ifPresent(forward -> forwards.put(expiry, Fixed.plus(forward.price(), terms.shift())));
    }
    return forwards;
  }

  private void keep(long expiry, Surface slice) {
    if (same(standing.get(expiry), slice)) {
      return;
    }
    OracleKeys.SURFACES.put(
        context.state(),
        new UnderlyingExpiry(underlying, expiry),
        slice.toBuilder().setHeight(context.block().height()).build());
    if (slice.getCapped()) {
      context.emit(event("surfaceCapped", expiry));
    }
  }

  private void refuse(String fault, long expiry) {
    context.emit(event("surfaceRefused", expiry).with("reason", fault));
  }

  private Event event(String type, long expiry) {
    return Event.of(type).with("underlying", underlying).with("expiryMillis", expiry);
  }
}
