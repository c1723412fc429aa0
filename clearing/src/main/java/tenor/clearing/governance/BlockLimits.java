package tenor.clearing.governance;

import java.util.List;
import java.util.Optional;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.EngineSettings;
import tenor.clearing.proto.Unit;

/**
 * How many bytes of a block each may fill. The limits are absolute, so that a proposal can be
 * judged by its bytes and the committed state alone; each transaction is counted with its Protobuf
 * overhead.
 *
 * <p>GOV-06: {@code lane3MaxBytes + lane2ReserveBytes + greatest item 0 ≤ block − header − commit −
 * evidence}, so that what lowers risk always finds room.
 */
public final class BlockLimits {
  /** The most bytes of one participant's transactions in a block, over all lanes. */
  public static final Param ENTITY_MAX_BYTES =
      house(1, "entityMaxBytes", 1 << 20, 1 << 17, 1 << 26, "bytes of a participant in a block");

  /** The most bytes of transactions in lane 3 of a block. */
  public static final Param LANE3_MAX_BYTES =
      house(2, "lane3MaxBytes", 2 << 20, 1 << 17, 1 << 26, "bytes of lane 3 in a block");

  /** The bytes of a block that lane 3 and the validators' votes leave to lanes 1 and 2. */
  public static final Param LANE2_RESERVE_BYTES =
      house(3, "lane2ReserveBytes", 1 << 19, 1 << 17, 1 << 26, "bytes kept for lanes 1 and 2");

  /** All of them. */
  public static final List<Param> ALL =
      List.of(ENTITY_MAX_BYTES, LANE3_MAX_BYTES, LANE2_RESERVE_BYTES);

  /** The most bytes of a vote extension: 8 KiB. */
  public static final int EXTENSION_MAX_BYTES = 8192;

  /** What a vote takes in item 0 besides its extension, at most. */
  public static final int VOTE_OVERHEAD_BYTES = 160;

  /** What must be left in a block beside the greatest item 0. */
  private static final long ROOM_BYTES = 64 * 1024;

  /** CometBFT 0.40.0: a block's own overhead and the most bytes of a header. */
  private static final long HEADER_BYTES = 11 + 626;

  /** CometBFT 0.40.0: a commit without signatures. */
  private static final long COMMIT_BYTES = 94;

  /** CometBFT 0.40.0: the most bytes of a signature in a commit, whatever the kind of key. */
  private static final long COMMIT_SIGNATURE_BYTES = 3309 + 20 + 1 + 14 + 11 + 3;

  private BlockLimits() {}

  private static Param house(
      int number, String name, long byDefault, long least, long most, String meaning) {
    return new Param(
        Prefix.GOVERNANCE,
        number,
        name,
        Param.Scope.HOUSE,
        Unit.UNIT_UNSPECIFIED,
        byDefault,
        least,
        most,
        meaning);
  }

  /** The most bytes of item 0 with {@code validators} votes. */
  public static long item0MaxBytes(long validators) {
    return Fixed.times(validators, EXTENSION_MAX_BYTES + VOTE_OVERHEAD_BYTES);
  }

  /** The bytes that a block has for item 0 and transactions, at the least. */
  public static long dataBytes(EngineSettings engine, long validators) {
    long fixed = Fixed.plus(HEADER_BYTES + COMMIT_BYTES, engine.getEvidenceMaxBytes());
    long commit = Fixed.times(validators, COMMIT_SIGNATURE_BYTES);
    return Fixed.minus(engine.getBlockMaxBytes(), Fixed.plus(fixed, commit));
  }

  /** What is wrong with the validators, the engine's settings and the limits; empty if nothing. */
  public static Optional<String> fault(Reader state) {
    return fault(state, LANE3_MAX_BYTES.get(state), LANE2_RESERVE_BYTES.get(state));
  }

  /** What stands against setting a limit; nothing while the engine's settings are not known. */
  static Optional<String> objection(Param param, long value, Reader state) {
    if (!EngineKeys.SETTINGS.contains(state, Table.Singleton.ROW)) {
      return Optional.empty();
    }
    return fault(
        state,
        param.equals(LANE3_MAX_BYTES) ? value : LANE3_MAX_BYTES.get(state),
        param.equals(LANE2_RESERVE_BYTES) ? value : LANE2_RESERVE_BYTES.get(state));
  }

  private static Optional<String> fault(Reader state, long lane3, long reserve) {
    long validators = EngineKeys.VALIDATORS.rows(state).size();
    long item0 = item0MaxBytes(validators);
    long data = dataBytes(EngineKeys.settings(state), validators);
    if (Fixed.plus(item0, ROOM_BYTES) > data) {
      return Optional.of(
          "the votes of "
              + validators
              + " validators fill up to "
              + item0
              + " bytes, and a block has "
              + data
              + " for them and transactions: expected "
              + ROOM_BYTES
              + " more");
    }
    if (Fixed.plus(Fixed.plus(lane3, reserve), item0) > data) {
      return Optional.of(
          "lane3MaxBytes "
              + lane3
              + " + lane2ReserveBytes "
              + reserve
              + " + item 0 "
              + item0
              + " exceed the "
              + data
              + " bytes of a block");
    }
    return Optional.empty();
  }
}
