package tenor.node.cli;

import java.util.HexFormat;
import java.util.Map;
import tenor.state.Changes;
import tenor.state.Tree;

/** Roots of trees built from scratch. */
final class Roots {
  private Roots() {}

  /** Lower-case hex. */
  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** The root, in hex, of the tree with these leaves, keys in hex. */
  static String of(Map<String, byte[]> leaves) {
    Changes changes = new Changes();
    leaves.forEach((key, value) -> changes.put(HexFormat.of().parseHex(key), value));
    return Tree.empty().apply(changes).root().toString();
  }
}
