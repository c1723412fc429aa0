package tenor.testnet.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tenor.testnet.faults.Report;

/** Counts the kills of all lanes, and what they found. */
final class Kills {
  private static final int WORD_EVERY = 25;

  private final Report report;
  private final long seed;
  private final int times;
  private final Path library;
  private final Map<String, Integer> moments = new TreeMap<>();
  private long handedOut;
  private long done;
  private int old;
  private int bad;

  Kills(Report report, long seed, int times, Path library) {
    this.report = report;
    this.seed = seed;
    this.times = times;
    this.library = library;
  }

  long seed() {
    return seed;
  }

  /** Where RocksDB's code was unpacked. */
  Path library() {
    return library;
  }

  /** The number of the next kill; 0 if there were enough, or something was found. */
  synchronized long next() {
    return handedOut < times && bad == 0 ? ++handedOut : 0;
  }

  /** Whether no store differed so far. */
  synchronized boolean isSound() {
    return bad == 0;
  }

  /** A store was checked after a kill. */
  synchronized void done(long kill, Victim.Said said, Life life, Path folder, List<String> wrong) {
    done++;
    old += life.old() ? 1 : 0;
    moments.merge(said.last(), 1, Integer::sum);
    if (!wrong.isEmpty()) {
      bad++;
      report.fail(
          String.format(
              Locale.ROOT,
              "kill %d, store %d in %s, --seed %d, killed %s",
              kill,
              life.number(),
              folder,
              seed,
              said.last()),
          String.join("; ", wrong.subList(0, Math.min(5, wrong.size()))));
    } else if (done % WORD_EVERY == 0) {
      report.progress(done + " of " + times + " kills");
    }
  }

  /** The last words. */
  synchronized void finish() {
    report.progress("killed while: " + moments);
    report.check(
        bad == 0 && done >= times,
        done
            + " kills ("
            + old
            + " on stores that began in an older format): nothing lost, nothing different, nothing"
            + " left over",
        bad + " stores differ after " + done + " kills");
  }
}
