package tenor.app;

import java.util.ArrayDeque;
import java.util.Deque;
import tenor.clearing.proto.EngineSettings;

/**
 * From which height on the engine must keep its blocks: those that could be replayed after a power
 * cut, those about which misbehaviour can be proven, those within a light client's trust period.
 * What it knows of times begins with the process, so for that long after a start it keeps more.
 */
final class RetainWindow {
  private record Sample(long height, long timeMillis) {}

  private static final int MOST_SAMPLES = 4096;

  private final long keepMillis;
  private final Deque<Sample> samples = new ArrayDeque<>();

  /** Keeps blocks for {@code keepMillis} at least; all of them if that is negative. */
  RetainWindow(long keepMillis) {
    this.keepMillis = keepMillis;
  }

  /** The least height to keep after the commit of {@code height}; 0 keeps all. */
  long after(long height, long timeMillis, long lastSynced, EngineSettings engine) {
    if (keepMillis < 0) {
      return 0;
    }
    long keep = Math.max(keepMillis, engine.getEvidenceMaxAgeMillis());
    sample(height, timeMillis, keep / MOST_SAMPLES);
    long oldEnough = 0;
    while (!samples.isEmpty() && samples.getFirst().timeMillis() <= timeMillis - keep) {
      oldEnough = samples.removeFirst().height();
    }
    if (oldEnough > 0) {
      samples.addFirst(new Sample(oldEnough, timeMillis - keep));
    }
    long byBlocks = height - engine.getEvidenceMaxAgeBlocks();
    return Math.max(0, Math.min(oldEnough, Math.min(byBlocks, lastSynced)));
  }

  private void sample(long height, long timeMillis, long every) {
    if (samples.isEmpty() || timeMillis - samples.getLast().timeMillis() >= every) {
      samples.addLast(new Sample(height, timeMillis));
    }
  }
}
