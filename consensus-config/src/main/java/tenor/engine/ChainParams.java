package tenor.engine;

import java.time.Duration;
import java.util.Locale;

/**
 * The consensus parameters that CometBFT itself enforces. The application may change them later.
 *
 * @param blockMaxBytes bytes of a whole block
 * @param evidenceMaxBytes bytes of a block's evidence of misbehaviour
 * @param evidenceMaxAgeBlocks evidence is refused when older than this many blocks and {@code
 *     evidenceMaxAge}
 * @param evidenceMaxAge the same in time
 * @param voteExtensionsEnableHeight first height whose precommits carry prices; never changes once
 *     reached
 * @param appVersion version of the application's rules, in every header
 */
public record ChainParams(
    long blockMaxBytes,
    long evidenceMaxBytes,
    long evidenceMaxAgeBlocks,
    Duration evidenceMaxAge,
    long voteExtensionsEnableHeight,
    long appVersion) {

  /** The largest vote extension that the application accepts. */
  private static final long EXTENSION_BYTES = 8 * 1024;

  /** A vote in the injected commit besides its extension: address, power, signature, framing. */
  private static final long VOTE_BYTES = 160;

  /** What must remain for transactions: one of the largest size. */
  private static final long TRANSACTION_BYTES = RoleSettings.MAX_TX_BYTES;

  /** CometBFT 0.40.0's bound of a header and of a block's framing. */
  private static final long HEADER_BYTES = 626 + 11;

  /**
   * CometBFT 0.40.0's bound of a commit: the fixed part, then one ML-DSA-65 signature per
   * validator.
   */
  private static final long COMMIT_BYTES = 94;

  private static final long COMMIT_BYTES_PER_VALIDATOR = 3_358;

  /** Refuses limits that CometBFT would refuse. */
  public ChainParams {
    require(
        blockMaxBytes > 0 && blockMaxBytes <= 104_857_600,
        "block bytes must be 1 to 104857600, not " + blockMaxBytes);
    require(
        evidenceMaxBytes >= 0 && evidenceMaxBytes <= blockMaxBytes,
        "evidence bytes must be 0 to those of a block, not " + evidenceMaxBytes);
    require(evidenceMaxAgeBlocks > 0, "evidence age must be positive, not " + evidenceMaxAgeBlocks);
    require(evidenceMaxAge.isPositive(), "evidence age must be positive, not " + evidenceMaxAge);
    require(
        voteExtensionsEnableHeight > 0,
        "prices need vote extensions: their height must be positive, not "
            + voteExtensionsEnableHeight);
    require(appVersion >= 0, "app version must not be negative: " + appVersion);
  }

  /**
   * Blocks of 4 MB, evidence of 256 KB for two days, vote extensions from height 2, rules version
   * 1.
   *
   * <p>The age in blocks is two days of blocks at 300 ms, the fastest pace of the timeouts, so that
   * it never ends before the age in time and pruning can go by height alone.
   */
  public static ChainParams standard() {
    return new ChainParams(4_194_304, 262_144, 576_000, Duration.ofDays(2), 2, 1);
  }

  /**
   * The greatest number of validators whose extensions always fit in a block: {@code N × (8 KiB +
   * 160) + 64 KiB ≤ block − header − commit − evidence}.
   */
  public int maxValidators() {
    long room = blockMaxBytes - HEADER_BYTES - COMMIT_BYTES - evidenceMaxBytes - TRANSACTION_BYTES;
    long each = EXTENSION_BYTES + VOTE_BYTES + COMMIT_BYTES_PER_VALIDATOR;
    return (int) Math.max(0, room / each);
  }

  /**
   * Refuses a validator set whose extensions could fill a block.
   *
   * @throws IllegalArgumentException naming the greatest number
   */
  public void requireRoomFor(int validators) {
    require(
        validators <= maxValidators(),
        String.format(
            Locale.ROOT,
            "%d validators could not always fit their prices in a block of %d bytes: at most %d",
            validators,
            blockMaxBytes,
            maxValidators()));
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
