package tenor.state;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How far a scrub is, and when the last whole pass ended; kept in a small text file, {@code name
 * value} a line. A file that cannot be read costs a pass that begins anew, nothing else.
 *
 * @param begunMillis when the pass began, since 1970; 0 if none runs
 * @param part what it reads now
 * @param after the name or key after which it goes on, as bytes; empty: from the begin
 * @param done how many entries of the part were read
 * @param passMillis when the last whole pass ended, since 1970; 0 if there was none
 * @param passHeight the height the store was at then
 * @param suspect whether damage was found in what comes next
 */
record ScrubPlace(
    long begunMillis,
    Part part,
    Bytes after,
    long done,
    long passMillis,
    long passHeight,
    boolean suspect) {
  /** What a pass reads, in this order. */
  enum Part {
    /** The checksums of files. */
    FILES(0, 0.4),
    /** The current values, compared with the tree. */
    LEAVES(0.4, 0.85),
    /** What older heights need. */
    HISTORY(0.85, 0.98),
    /** What can be made anew: the saved tree, snapshots. */
    EXTRAS(0.98, 1);

    private final double from;
    private final double to;

    Part(double from, double to) {
      this.from = from;
      this.to = to;
    }

    /** The share of a pass at which it begins. */
    double from() {
      return from;
    }

    /** The share of a pass at which it ends. */
    double to() {
      return to;
    }

    private Part next() {
      return switch (this) {
        case FILES -> LEAVES;
        case LEAVES -> HISTORY;
        case HISTORY, EXTRAS -> EXTRAS;
      };
    }
  }

  private static final String NAME = "scrub";
  private static final ScrubPlace NONE = idle(0, 0);

  private static ScrubPlace idle(long passMillis, long passHeight) {
    return new ScrubPlace(0, Part.FILES, Bytes.of(new byte[0]), 0, passMillis, passHeight, false);
  }

  /** A pass begins. */
  ScrubPlace begin(long nowMillis) {
    return new ScrubPlace(
        nowMillis, Part.FILES, Bytes.of(new byte[0]), 0, passMillis, passHeight, false);
  }

  /** So much more of the part was read, up to there. */
  ScrubPlace at(Bytes place, long more) {
    return new ScrubPlace(begunMillis, part, place, done + more, passMillis, passHeight, false);
  }

  /** Damage was found in what comes next. */
  ScrubPlace suspected() {
    return new ScrubPlace(begunMillis, part, after, done, passMillis, passHeight, true);
  }

  /** The next part begins, or the pass ends. */
  ScrubPlace next(long nowMillis, long height) {
    return part == Part.EXTRAS
        ? idle(nowMillis, height)
        : new ScrubPlace(
            begunMillis, part.next(), Bytes.of(new byte[0]), 0, passMillis, passHeight, false);
  }

  boolean isIdle() {
    return begunMillis == 0;
  }

  static ScrubPlace read(Path folder) {
    Map<String, String> fields = new HashMap<>();
    try {
      for (String line : Files.readAllLines(folder.resolve(NAME), US_ASCII)) {
        int space = line.indexOf(' ');
        fields.put(line.substring(0, space), line.substring(space + 1));
      }
      return new ScrubPlace(
          number(fields, "begun"),
          Part.valueOf(fields.getOrDefault("part", "")),
          Bytes.ofHex(fields.getOrDefault("after", "")),
          number(fields, "done"),
          number(fields, "pass"),
          number(fields, "height"),
          Boolean.parseBoolean(fields.getOrDefault("suspect", "")));
    } catch (IOException | IllegalArgumentException | StringIndexOutOfBoundsException e) {
      return NONE;
    }
  }

  private static long number(Map<String, String> fields, String name) {
    return Long.parseLong(fields.getOrDefault(name, ""));
  }

  void write(Path folder) throws IOException {
    Path draft = folder.resolve(NAME + ".new");
    Files.writeString(
        draft,
        String.format(
            Locale.ROOT,
            "begun %d%npart %s%nafter %s%ndone %d%npass %d%nheight %d%nsuspect %b%n",
            begunMillis,
            part,
            after.hex(),
            done,
            passMillis,
            passHeight,
            suspect));
    Files.move(
        draft,
        folder.resolve(NAME),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
