package tenor.app.proposal;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;

/**
 * The items of a block told apart.
 *
 * @param votes item 0, where one is due and there is one
 * @param transactions the rest
 */
record BlockItems(Optional<ByteString> votes, List<ByteString> transactions) {
  static BlockItems of(List<ByteString> items, boolean votesDue) {
    return votesDue && !items.isEmpty()
        ? new BlockItems(Optional.of(items.getFirst()), items.subList(1, items.size()))
        : new BlockItems(Optional.empty(), items);
  }
}
