package tenor.state;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The tree as its specification reads, with no thought for speed: what {@link Tree} must equal. */
final class SpecTree {
  /** An item: its hash, number of leaves, level of the last key, and greatest depth below it. */
  record Item(Bytes hash, int leaves, int lastLevel, int depth) {}

  private SpecTree() {}

  static Item of(SortedMap<byte[], byte[]> contents) {
    List<Item> leaves = new ArrayList<>();
    for (Map.Entry<byte[], byte[]> leaf : contents.entrySet()) {
      Bytes hash = Bytes.of(leafHash(leaf.getKey(), leaf.getValue()));
      leaves.add(new Item(hash, 1, level(leaf.getKey()), 0));
    }
    return of(leaves);
  }

  /** The shape that keys of these levels give, in their order, with all hashes of no meaning. */
  static Item ofLevels(int[] levels) {
    List<Item> leaves = new ArrayList<>();
    for (int level : levels) {
      leaves.add(new Item(Bytes.of(new byte[0]), 1, level, 0));
    }
    return of(leaves);
  }

  private static Item of(List<Item> leaves) {
    List<Item> items = leaves;
    for (int level = 1; items.size() > 1; level++) {
      List<Item> groups = new ArrayList<>();
      int start = 0;
      for (int i = 0; i < items.size(); i++) {
        if (items.get(i).lastLevel() >= level || i == items.size() - 1) {
          groups.add(group(items.subList(start, i + 1)));
          start = i + 1;
        }
      }
      items = groups;
    }
    return items.getFirst();
  }

  private static Item group(List<Item> items) {
    if (items.size() == 1) {
      return items.getFirst();
    }
    int total = items.stream().mapToInt(Item::leaves).sum();
    int best = 1;
    int left = 0;
    int bestDistance = Integer.MAX_VALUE;
    for (int split = 1; split < items.size(); split++) {
      left += items.get(split - 1).leaves();
      int distance = Math.abs(2 * left - total);
      if (distance < bestDistance) {
        bestDistance = distance;
        best = split;
      }
    }
    Item a = group(items.subList(0, best));
    Item b = group(items.subList(best, items.size()));
    Bytes hash = a.hash().size() == 0 ? a.hash() : inner(a.hash(), b.hash());
    return new Item(hash, total, b.lastLevel(), 1 + Math.max(a.depth(), b.depth()));
  }

  private static Bytes inner(Bytes left, Bytes right) {
    return Bytes.of(sha256(new byte[] {1}, left.toArray(), right.toArray()));
  }

  static byte[] leafHash(byte[] key, byte[] value) {
    ByteArrayOutputStream length = new ByteArrayOutputStream();
    int rest = key.length;
    while (rest > 127) {
      length.write(rest % 128 + 128);
      rest /= 128;
    }
    length.write(rest);
    return sha256(new byte[] {0}, length.toByteArray(), key, new byte[] {32}, sha256(value));
  }

  static int level(byte[] key) {
    byte[] domain = "tenor.level.v1".getBytes(StandardCharsets.US_ASCII);
    String hex = HexFormat.of().formatHex(sha256(domain, new byte[] {0}, key));
    return hex.length() - hex.replaceFirst("^0+", "").length();
  }

  static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
