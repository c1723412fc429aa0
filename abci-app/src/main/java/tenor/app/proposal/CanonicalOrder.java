package tenor.app.proposal;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import tenor.app.crypto.Hashes;

/**
 * The only order in which a set of transactions may stand in a block: by lane, then by place within
 * the entity's own list of that lane, then by the entity's rank. The rank is drawn anew for every
 * block from the hash of the state before it, so nobody can know it when he submits, and nobody
 * chooses it by choosing a key.
 */
public final class CanonicalOrder {
  private static final byte[] DOMAIN = "tenor.rank.v1\0".getBytes(StandardCharsets.US_ASCII);
  private static final Comparator<ByteString> BYTES =
      ByteString.unsignedLexicographicalComparator();

  private static final Comparator<Entry> OWN_LIST =
      Comparator.comparing((Entry entry) -> entry.submitter().getAccount(), Long::compareUnsigned)
          .thenComparing(Entry::keyId, BYTES)
          .thenComparing(entry -> entry.submitter().getNonce(), Long::compareUnsigned)
          .thenComparing(entry -> entry.tx().hash(), BYTES);

  private static final Comparator<Placed> CANONICAL =
      Comparator.comparingInt((Placed placed) -> placed.entry().lane())
          .thenComparingInt(Placed::place)
          .thenComparing(Placed::rank, BYTES);

  private final ByteString previousAppHash;
  private final long height;

  /** The order in the block at {@code height} on top of the state with this hash. */
  public CanonicalOrder(ByteString previousAppHash, long height) {
    this.previousAppHash = previousAppHash;
    this.height = height;
  }

  private record Placed(Entry entry, int place, ByteString rank) {}

  private record OwnList(int lane, long entity) implements Comparable<OwnList> {
    @Override
    public int compareTo(OwnList other) {
      return lane != other.lane
          ? Integer.compare(lane, other.lane)
          : Long.compareUnsigned(entity, other.entity);
    }
  }

  /** The entries in canonical order. */
  public List<Entry> sort(List<Entry> entries) {
    TreeMap<OwnList, List<Entry>> lists = new TreeMap<>();
    for (Entry entry : entries) {
      lists
          .computeIfAbsent(new OwnList(entry.lane(), entry.entity()), key -> new ArrayList<>())
          .add(entry);
    }
    List<Placed> placed = new ArrayList<>(entries.size());
    lists.forEach(
        (list, own) -> {
          ByteString rank = rank(list.entity());
          own.sort(OWN_LIST);
          for (int place = 0; place < own.size(); place++) {
            placed.add(new Placed(own.get(place), place, rank));
          }
        });
    placed.sort(CANONICAL);
    return placed.stream().map(Placed::entry).toList();
  }

  /** SHA-256("tenor.rank.v1" ‖ 0x00 ‖ previous app hash ‖ height u64 ‖ entity u64). */
  ByteString rank(long entity) {
    MessageDigest digest = Hashes.newSha256();
    digest.update(DOMAIN);
    digest.update(previousAppHash.toByteArray());
    digest.update(ByteBuffer.allocate(16).putLong(height).putLong(entity).flip());
    return ByteString.copyFrom(digest.digest());
  }
}
