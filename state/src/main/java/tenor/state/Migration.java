package tenor.state;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tenor.state.StoreException.Reason;

/**
 * Turns a store of format 1 into one of format 2.
 *
 * <p>Format 1 has the same values, one undo record for each retained block, with the values alone,
 * and a head without time and tops. Going down from the newest block, each record is read, the
 * state before the block is made in memory and compared with the app hash of then, and the record
 * is replaced by those of format 2, in one batch with a mark of how far this has come. The first
 * batch makes the format 2, so that older releases refuse the store from then on. A kill loses
 * nothing: the next start undoes in memory what was done before, and goes on below it.
 */
final class Migration {
  private static final byte[] MARK = Disk.name("migrating");
  private final Disk disk;
  private final StateCheck.Watcher watcher;

  Migration(Disk disk, StateCheck.Watcher watcher) {
    this.disk = disk;
    this.watcher = watcher;
  }

  /** Whether a store of this format has to be migrated, or was not migrated to the end. */
  boolean isNeeded(int format) {
    return format == 1 || disk.number(MARK).isPresent();
  }

  /** Migrates the undo records below the current state, which was loaded and checked. */
  void run(View current) {
    OptionalLong mark = disk.number(MARK);
    if (mark.isEmpty()) {
      Batch first = new Batch();
      first.put(Family.META, Disk.FORMAT_KEY, Numbers.bytes(Disk.FORMAT));
      first.put(Family.META, Disk.HEAD_KEY, Head.of(current, 0).encode());
      first.put(Family.META, MARK, Numbers.bytes(current.height() + 1));
      disk.write(first, true);
    }
    long done = mark.orElse(current.height() + 1);
    UndoReader reader = new UndoReader(disk, new Marks(current.height(), 0, 0));
    View view = current;
    while (view.height() >= done) {
      Undo undo = reader.undo(view.height());
      view = before(view, undo.before(), undo.edits());
    }
    long oldest = oldest(view.height());
    Progress progress = watcher.step("migration of the store", "heights");
    while (view.height() > oldest) {
      progress.at(current.height() - view.height(), current.height() - oldest);
      view = step(view);
    }
    Batch last = new Batch();
    last.put(Family.META, Disk.OLDEST_KEY, Numbers.bytes(view.height()));
    last.delete(Family.META, MARK);
    disk.write(last, true);
  }

  /** The height before the oldest record. */
  private long oldest(long newest) {
    return disk.walk(
        Family.UNDO,
        cursor ->
            cursor.first().isValid() ? Math.min(newest, Chunk.height(cursor.key()) - 1) : newest);
  }

  private View step(View view) {
    long height = view.height();
    Optional<byte[]> stored = disk.get(Family.UNDO, Numbers.bytes(height));
    if (stored.isEmpty()) {
      throw new StoreException(
          Reason.CORRUPT, "the undo record of height " + height + " is missing");
    }
    List<Edits.Edit> edits = new ArrayList<>();
    Head then = decode(stored.get(), edits);
    View before = before(view, then, edits);
    Batch batch = new Batch();
    Undo.of(Head.of(before, 0), before, view, edits).write(height, batch);
    batch.put(Family.META, MARK, Numbers.bytes(height));
    disk.write(batch, false);
    return before;
  }

  private static View before(View view, Head then, List<Edits.Edit> edits) {
    View before = view.apply(then.height(), Edits.byPrefix(edits));
    if (!before.appHash().equals(then.appHash())) {
      throw new StoreException(
          Reason.CORRUPT,
          "going back from height "
              + view.height()
              + " gives app hash "
              + before.appHash()
              + ", but height "
              + then.height()
              + " had "
              + then.appHash());
    }
    return before;
  }

  /**
   * Reads an undo record of format 1: the head before, the number of edits, and for each the length
   * of the key, the key, the length of the value or −1, and the value; numbers are of 32 bits.
   */
  private static Head decode(byte[] stored, List<Edits.Edit> edits) {
    try {
      ByteBuffer in = ByteBuffer.wrap(stored);
      Head head = Head.decode(take(in, Long.BYTES + Hashing.SIZE));
      int count = in.getInt();
      for (int i = 0; i < count; i++) {
        byte[] key = take(in, in.getInt());
        int length = in.getInt();
        edits.add(new Edits.Edit(key, length < 0 ? null : take(in, length)));
      }
      return head;
    } catch (BufferUnderflowException e) {
      throw new StoreException(Reason.CORRUPT, "an undo record is cut short", e);
    }
  }

  private static byte[] take(ByteBuffer in, int length) {
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }
}
