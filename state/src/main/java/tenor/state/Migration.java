package tenor.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tenor.state.StoreException.Reason;

/**
 * Turns a store of format 1 or 2 into one of format 3, beside the old one, which is only read and
 * stays until the new one is whole. A kill loses nothing: the next start goes on where this was.
 *
 * <p>First every value that a kept height has goes into the new store under the height that wrote
 * it: going down from the newest block, what it replaced stood from the block before that wrote the
 * key, which is not known yet, so it waits under the oldest height. Then the new store is opened at
 * the oldest height and takes block after block as if they were new, and the app hash of each is
 * compared with what it was. At last the databases change places.
 */
final class Migration {
  private static final byte[] MARK = Disk.name("migrating");
  private static final int STEP = 4096;

  private final Path folder;
  private final Path draft;
  private final Path old;
  private final Components components;
  private final StateCheck.Watcher watcher;

  private Migration(Path folder, Components components, StateCheck.Watcher watcher) {
    this.folder = folder;
    this.draft = folder.resolve("migrating");
    this.old = folder.resolve("db.old");
    this.components = components;
    this.watcher = watcher;
  }

  /** Migrates the store in a folder, if one is there that needs it. */
  static void run(Path folder, Components components, StateCheck.Watcher watcher) {
    Migration migration = new Migration(folder, components, watcher);
    try {
      if (Files.exists(migration.old)) {
        migration.exchange();
      } else if (Files.exists(folder.resolve("db"))) {
        FrozenDisk.loadLibrary(folder);
        if (OldDisk.isThere(folder)) {
          migration.run();
        }
      }
    } catch (IOException e) {
      throw Failures.of(folder, e);
    }
  }

  private void run() throws IOException {
    try (OldDisk from = OldDisk.open(folder)) {
      Optional<Head> head = from.head();
      if (head.isPresent()) {
        copy(from, head.get());
      }
    }
    exchange();
  }

  /** The new database in place of the old one. */
  private void exchange() throws IOException {
    Path data = folder.resolve("db");
    if (!Files.exists(old)) {
      Files.move(data, old);
    }
    if (!Files.exists(data) && Files.exists(draft.resolve("db"))) {
      Files.move(draft.resolve("db"), data);
    }
    Files.deleteIfExists(folder.resolve("tree"));
    delete(draft);
    delete(old);
  }

  private static void delete(Path tree) throws IOException {
    if (Files.exists(tree)) {
      try (Stream<Path> all = Files.walk(tree)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private void copy(OldDisk from, Head newest) {
    newest.tops().forEach(top -> components.requireKnown(top.prefix(), "store " + folder));
    List<Long> blocks = from.blocksAbove(from.oldest());
    Head oldest = blocks.isEmpty() ? newest : from.undo(blocks.getFirst()).before();
    try (Disk into = Disk.open(draft)) {
      if (into.format().isEmpty()) {
        versions(from, into, blocks, oldest.height());
        standing(from, into, oldest);
      }
    }
    replay(from, blocks, newest);
  }

  /** Writes what the blocks wrote, from the newest down. */
  private void versions(OldDisk from, Disk into, List<Long> blocks, long oldest) {
    Progress progress = watcher.step("migration of values", "heights");
    long done = into.number(MARK).orElse(Long.MAX_VALUE);
    for (int i = blocks.size() - 1; i >= 0; i--) {
      long height = blocks.get(i);
      if (height >= done) {
        continue;
      }
      progress.at(blocks.size() - 1 - i, blocks.size());
      Batch batch = new Batch();
      for (Edits.Edit edit : from.undo(height).edits()) {
        byte[] waiting = Version.key(edit.key(), oldest);
        byte[] then =
            into.get(Family.LEAVES, waiting).or(() -> from.value(edit.key())).orElse(new byte[0]);
        byte[] before = edit.value();
        batch.put(Family.LEAVES, Version.key(edit.key(), height), then);
        batch.put(Family.LEAVES, waiting, before == null ? new byte[0] : before);
      }
      into.write(batch.put(Family.META, MARK, Numbers.bytes(height)), false);
      if (i == 0) {
        progress.at(blocks.size(), blocks.size());
      }
    }
  }

  /** Writes what no kept block changed, and makes the oldest state the current one. */
  private void standing(OldDisk from, Disk into, Head oldest) {
    Progress progress = watcher.step("migration of leaves", "leaves");
    long about = from.estimate();
    Batch[] batch = {new Batch()};
    long[] done = {0};
    from.values(
        (key, value) -> {
          byte[] version = Version.key(key, oldest.height());
          if (into.get(Family.LEAVES, version).isEmpty()) {
            batch[0].put(Family.LEAVES, version, value);
          }
          if (++done[0] % STEP == 0) {
            into.write(batch[0], false);
            batch[0] = new Batch();
            progress.at(done[0], Math.max(about, done[0]));
          }
        });
    Head plain = new Head(oldest.height(), oldest.appHash(), oldest.timeMillis(), List.of());
    batch[0].put(Family.META, Disk.HEAD_KEY, plain.encode());
    batch[0].put(Family.META, Disk.OLDEST_KEY, Numbers.bytes(oldest.height()));
    batch[0].put(Family.META, Disk.FORMAT_KEY, Numbers.bytes(Disk.FORMAT));
    into.write(batch[0].delete(Family.META, MARK), true);
    progress.at(done[0], done[0]);
  }

  /** Has the new store take the blocks. */
  private void replay(OldDisk from, List<Long> blocks, Head newest) {
    Progress progress = watcher.step("migration of blocks", "heights");
    StoreOptions options =
        StoreOptions.DEFAULT.withRetainedHeights(StoreOptions.ALL).withSyncEvery(STEP);
    try (Store store = Store.openMigrated(draft, components, options)) {
      for (int i = 0; i < blocks.size(); i++) {
        long height = blocks.get(i);
        if (height <= store.height()) {
          continue;
        }
        progress.at(i, blocks.size());
        Head then = i + 1 < blocks.size() ? from.undo(blocks.get(i + 1)).before() : newest;
        Staged staged = store.stage(height, store.versionsOf(height, from.undo(height).edits()));
        requireSame(then, staged.appHash());
        store.commit(staged, then.timeMillis());
      }
      store.sync();
      progress.at(blocks.size(), blocks.size());
      requireSame(newest, store.appHash());
    }
  }

  private static void requireSame(Head then, Bytes made) {
    if (!made.equals(then.appHash())) {
      throw new StoreException(
          Reason.CORRUPT,
          "height "
              + then.height()
              + " had app hash "
              + then.appHash()
              + ", its values give "
              + made);
    }
  }
}
