package tenor.clearing.adaptive;

import java.util.List;
import tenor.clearing.kernel.KeyField;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.AdaptiveOffset;
import tenor.clearing.proto.AdaptiveRange;
import tenor.clearing.proto.Epoch;
import tenor.clearing.proto.PairMoments;
import tenor.clearing.proto.ReputationRecord;

/** The tables of this component. */
public final class AdaptiveKeys {
  /** The epoch that runs. */
  public static final Table<Table.Singleton, Epoch> EPOCH =
      Table.single("epoch", Prefix.ADAPTIVE, 1, Epoch.getDefaultInstance());

  /** The price scan range and what it follows from, by underlying. */
  public static final Table<Integer, AdaptiveRange> RANGES =
      Table.byInt("ranges", Prefix.ADAPTIVE, 2, AdaptiveRange.getDefaultInstance(), "underlying");

  /** How two underlyings of a margin class move together, the lower number first. */
  public static final Table<Pair, PairMoments> PAIRS =
      Table.of(
          "pairs",
          Prefix.ADAPTIVE,
          3,
          PairMoments.getDefaultInstance(),
          List.of(KeyField.u32("first"), KeyField.u32("second")),
          (start, row) -> start.u32(row.first()).u32(row.second()),
          in -> new Pair(in.u32(), in.u32()));

  /** The offset of a margin class. */
  public static final Table<Integer, AdaptiveOffset> OFFSETS =
      Table.byInt(
          "offsets", Prefix.ADAPTIVE, 4, AdaptiveOffset.getDefaultInstance(), "marginClass");

  /** What a participant's conduct adds to its initial margin; absent while nothing is recorded. */
  public static final Table<Long, ReputationRecord> REPUTATIONS =
      Table.byLong(
          "reputations", Prefix.ADAPTIVE, 5, ReputationRecord.getDefaultInstance(), "participant");

  /** All tables. */
  static final List<Table<?, ?>> ALL = List.of(EPOCH, RANGES, PAIRS, OFFSETS, REPUTATIONS);

  private AdaptiveKeys() {}
}
