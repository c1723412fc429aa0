package tenor.clearing.kernel;

import java.util.List;
import tenor.clearing.proto.RulesVersion;

/**
 * Which version of the rules is in force at a height. A rule that changed asks before it acts, so
 * that a release holds both and every node swaps at the same height: see docs/formats/rules.md.
 */
public final class Rules {
  /** The version in force from a height, by that height; written by governance, read by all. */
  public static final Table<Long, RulesVersion> VERSIONS =
      Table.byLong(
          "rulesVersions", Prefix.GOVERNANCE, 3, RulesVersion.getDefaultInstance(), "height");

  /** The first version. */
  public static final int FIRST = 1;

  /** The smallest withdrawal is one whole unit of the asset, unless governance set another. */
  public static final int LEAST_WITHDRAWAL = 2;

  /** The highest version that this release knows. */
  public static final int KNOWN = LEAST_WITHDRAWAL;

  private Rules() {}

  /** The version in force at {@code height}; {@link #FIRST} if none was ever set. */
  public static int version(Reader state, long height) {
    List<Reader.Entry> until = state.entries(VERSIONS.prefix(), VERSIONS.key(height).end());
    return until.isEmpty()
        ? FIRST
        : VERSIONS.get(state, VERSIONS.row(until.getLast().key())).getVersion();
  }
}
