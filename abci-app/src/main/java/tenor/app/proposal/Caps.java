package tenor.app.proposal;

import java.util.Optional;
import java.util.TreeMap;
import tenor.clearing.governance.BlockLimits;
import tenor.clearing.kernel.Reader;

/** Counts the bytes of a block against its limits, transaction by transaction. */
final class Caps {
  private static final int OPEN_LANE = 3;

  private final long entityMax;
  private final long lane3Max;
  private final TreeMap<Long, Long> byEntity = new TreeMap<>();
  private long lane3;

  /** The limits in {@code state}, nothing counted yet. */
  Caps(Reader state) {
    this.entityMax = BlockLimits.ENTITY_MAX_BYTES.get(state);
    this.lane3Max = BlockLimits.LANE3_MAX_BYTES.get(state);
  }

  /** Counts a transaction; which limit it would break, if it does, and then it is not counted. */
  Optional<String> add(Entry entry) {
    long size = entry.wireSize();
    long own = byEntity.getOrDefault(entry.entity(), 0L) + size;
    if (own > entityMax) {
      return Optional.of(
          "participant " + entry.entity() + " would fill " + own + " bytes, at most " + entityMax);
    }
    if (entry.lane() == OPEN_LANE && lane3 + size > lane3Max) {
      return Optional.of("lane 3 would fill " + (lane3 + size) + " bytes, at most " + lane3Max);
    }
    byEntity.put(entry.entity(), own);
    lane3 += entry.lane() == OPEN_LANE ? size : 0;
    return Optional.empty();
  }
}
