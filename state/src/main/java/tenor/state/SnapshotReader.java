package tenor.state;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tenor.state.SnapshotException.Reason;

/**
 * Takes the chunks of a snapshot in order and lets through only leaves that are proven to be the
 * next ones of the state with some app hash, with none left out. Writes nothing.
 */
final class SnapshotReader {
  private final SnapshotManifest manifest;
  private final Bytes appHash;
  private final List<Integer> prefixes = new ArrayList<>();
  private int next;
  private int part;
  private long inPart;
  private long bytes;
  private @Nullable TreePath last;

  /**
   * Begins with a snapshot that claims to be of a trusted app hash.
   *
   * @throws SnapshotException if its components' roots do not give that hash, or it holds a
   *     component that this release does not know
   */
  SnapshotReader(SnapshotManifest manifest, Bytes appHash, Components components) {
    this.manifest = manifest;
    this.appHash = appHash;
    requireKnown(components);
    Bytes claimed = manifest.appHash();
    if (!claimed.equals(appHash)) {
      throw new SnapshotException(
          Reason.APP_HASH,
          "the snapshot is of app hash "
              + claimed
              + ", height "
              + manifest.height()
              + " has "
              + appHash);
    }
  }

  private void requireKnown(Components components) {
    int prefix = 0;
    for (SnapshotManifest.Part each : manifest.parts()) {
      Component component =
          components
              .named(each.name())
              .orElseThrow(
                  () ->
                      new SnapshotException(
                          Reason.FORMAT,
                          "the snapshot holds component "
                              + each.name()
                              + ", which this release does not know: start a newer release"));
      if (component.prefix() <= prefix) {
        throw new SnapshotException(
            Reason.MANIFEST, "the snapshot's components are not in the order of their keys");
      }
      prefix = component.prefix();
      prefixes.add(prefix);
    }
  }

  /** The index of the chunk to take next. */
  int next() {
    return next;
  }

  /** Whether every chunk was taken. */
  boolean isComplete() {
    return next == manifest.chunks().size();
  }

  /**
   * Checks the next chunk.
   *
   * @return its leaves, ascending
   * @throws SnapshotException if it is not the chunk of that index, or does not prove what it holds
   */
  List<Edits.Edit> take(int index, byte[] encoded) {
    if (index != next || isComplete()) {
      throw new SnapshotException(
          Reason.CHUNK, "chunk " + index + " came where chunk " + next + " is next");
    }
    Bytes hash = Bytes.wrap(Hashing.sha256().digest(encoded));
    if (!hash.equals(manifest.chunks().get(index))) {
      throw new SnapshotException(
          Reason.CHUNK,
          "chunk " + index + " is not the one of this snapshot: its SHA-256 is " + hash);
    }
    List<Edits.Edit> taken = new ArrayList<>();
    for (SnapshotChunk.Run run : SnapshotChunk.decode(encoded).runs()) {
      take(run);
      taken.addAll(run.leaves());
    }
    next++;
    bytes += encoded.length;
    if (isComplete()) {
      requireWhole();
    }
    return taken;
  }

  private void take(SnapshotChunk.Run run) {
    RangeProof.Span span =
        run.span(appHash)
            .orElseThrow(() -> untrue("a run of " + run.name() + " is not proven by app hash"));
    if (last == null || last.isLast()) {
      beginPart(run, span);
    } else if (!run.name().equals(manifest.parts().get(part).name())
        || !last.isNextBefore(span.first())) {
      throw untrue("leaves of " + manifest.parts().get(part).name() + " are left out");
    }
    int prefix = prefixes.get(part);
    for (Edits.Edit leaf : run.leaves()) {
      if ((leaf.key()[0] & 0xff) != prefix) {
        throw untrue("a key of " + run.name() + " is not that component's");
      }
    }
    last = span.last();
    inPart += run.leaves().size();
    if (last.isLast() && inPart != manifest.parts().get(part).leaves()) {
      throw untrue(run.name() + " has " + inPart + " leaves, not the number that was announced");
    }
  }

  private void beginPart(SnapshotChunk.Run run, RangeProof.Span span) {
    int now = last == null ? 0 : part + 1;
    if (now == manifest.parts().size()
        || !run.name().equals(manifest.parts().get(now).name())
        || !span.first().isFirst()) {
      throw untrue("a run of " + run.name() + " is not what comes next");
    }
    part = now;
    inPart = 0;
  }

  private void requireWhole() {
    boolean whole =
        last != null
            && last.isLast()
            && part == manifest.parts().size() - 1
            && bytes == manifest.bytes();
    if (!whole) {
      throw untrue("it ends before the state does, or is not as long as announced");
    }
  }

  private SnapshotException untrue(String what) {
    return new SnapshotException(Reason.UNTRUE, "chunk " + next + ": " + what);
  }
}
