package tenor.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The leaves on disk as they are, for when no block is committed: while the store opens. */
final class Present implements Source {
  private final Disk disk;

  Present(Disk disk) {
    this.disk = disk;
  }

  @Override
  public byte @Nullable [] value(byte[] key) {
    return disk.get(Family.VALUES, key).orElse(null);
  }

  @Override
  public List<Edits.Edit> range(byte @Nullable [] above, byte[] upTo) {
    byte[] from = above == null ? new byte[] {upTo[0]} : Arrays.copyOf(above, above.length + 1);
    byte[] end = Arrays.copyOf(upTo, upTo.length + 1);
    return disk.walk(
        Family.VALUES,
        cursor -> {
          List<Edits.Edit> found = new ArrayList<>();
          for (cursor.seek(from); cursor.isBefore(end); cursor.next()) {
            found.add(new Edits.Edit(cursor.key(), cursor.value()));
          }
          return found;
        });
  }
}
