package tenor.state;

import java.util.EnumSet;
import java.util.Set;
import tenor.state.Damage.Part;

/** What an operator does about damage. */
public final class Recovery {
  /** The page that tells it at length. */
  public static final String PAGE = "docs/operations-store.md";

  /** How to get the state of a node back. */
  static final String STATE =
      "keep the node stopped, check the disk, move its folder 'state' away, and restore the store:"
          + " by 'tenor snapshot restore' from a snapshot of this or another node, after which"
          + " CometBFT replays its later blocks; or by starting without it, if CometBFT has all"
          + " blocks from the first; or by joining anew with state sync. See "
          + PAGE;

  private static final String LOG =
      "the last blocks are not all on the disk. Check the disk and start the node: it goes back to"
          + " the last whole block, and CometBFT replays the later ones. See "
          + PAGE;

  private static final String EXTRA =
      "the state is whole. Check the disk and start the node: what is damaged is made anew. See "
          + PAGE;

  private Recovery() {}

  /** The advice for what a check found. */
  public static String advice(StateCheck.Report report) {
    Set<Part> parts = EnumSet.noneOf(Part.class);
    report.damages().forEach(damage -> parts.add(damage.part()));
    return advice(parts);
  }

  /** The advice for one place. */
  static String advice(Damage damage) {
    return advice(EnumSet.of(damage.part()));
  }

  private static String advice(Set<Part> parts) {
    if (EnumSet.of(Part.TREE_FILE, Part.SNAPSHOT).containsAll(parts)) {
      return EXTRA;
    }
    return parts.equals(EnumSet.of(Part.LOG)) ? LOG : STATE;
  }
}
