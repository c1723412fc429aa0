package tenor.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read is what was put there, or nothing. */
final class PageMemoryTest {
  private static final int KIB = 1024;
  private final long seed = TestState.seed(31);

  /** Bytes that say which content they are of, to the last one. */
  private static byte[] content(long number, int length) {
    byte[] content = new byte[length];
    new Random(number).nextBytes(content);
    return content;
  }

  private static int length(long number) {
    return 1 + new Random(~number).nextInt(number % 50 == 0 ? 20_000 : 2_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 495, 496, 497, 999, 1000, 1001, 1503, 1504, 1505, 100_000})
  void aContentOfAnyLength_isReadAsItWasPut(int length) {
    try (PageMemory memory = new PageMemory(256 * KIB)) {
      long handle = memory.put(content(1, length));
      assertThat(memory.read(handle)).isEqualTo(content(1, length));
      assertThat(memory.holds(handle)).isTrue();
    }
  }

  @Test
  void aFreedContent_isNotReadAgain_evenWhenItsPlaceIsTaken() {
    try (PageMemory memory = new PageMemory(512)) {
      long first = memory.put(content(1, 100));
      memory.free(first);
      assertThat(memory.read(first)).isNull();
      assertThat(memory.usedBytes()).isZero();
      long second = memory.put(content(2, 100));
      assertThat(memory.read(first)).isNull();
      memory.free(first);
      assertThat(memory.read(second)).isEqualTo(content(2, 100));
    }
  }

  @Test
  void theBound_isKept_andWhatIsReadAllTheTimeStays() {
    try (PageMemory memory = new PageMemory(64 * KIB)) {
      long kept = memory.put(content(0, 200));
      for (int i = 1; i < 2_000; i++) {
        long handle = memory.put(content(i, 900));
        assertThat(memory.read(kept)).isEqualTo(content(0, 200));
        assertThat(memory.holds(handle)).isTrue();
        assertThat(memory.usedBytes()).isLessThanOrEqualTo(64 * KIB);
      }
      assertThat(memory.usedBytes()).isGreaterThan(60 * KIB);
    }
  }

  @Test
  void aContentLargerThanTheBound_isNotKept_andDrivesNothingOut() {
    try (PageMemory memory = new PageMemory(4 * KIB)) {
      long small = memory.put(content(1, 100));
      assertThat(memory.put(content(2, 5 * KIB))).isEqualTo(PageMemory.NONE);
      assertThat(memory.read(small)).isEqualTo(content(1, 100));
    }
    try (PageMemory none = new PageMemory(0)) {
      assertThat(none.put(content(1, 1))).isEqualTo(PageMemory.NONE);
    }
  }

  @Test
  void aClosedMemory_refusesReads_andTakesNothing() {
    PageMemory memory = new PageMemory(4 * KIB);
    long handle = memory.put(content(1, 100));
    memory.close();
    memory.close();
    memory.free(handle);
    assertThat(memory.put(content(1, 100))).isEqualTo(PageMemory.NONE);
    assertThatThrownBy(() -> memory.read(handle)).isInstanceOf(StoreException.class);
  }

  @Test
  void anyThreadsPuttingReadingAndFreeing_neverReadAnothersBytes() throws Exception {
    int slots = 512;
    AtomicLongArray handles = new AtomicLongArray(slots);
    AtomicLongArray numbers = new AtomicLongArray(slots);
    try (PageMemory memory = new PageMemory(200 * KIB);
        ExecutorService threads = Executors.newFixedThreadPool(5)) {
      List<Future<Integer>> tasks = new ArrayList<>();
      for (int t = 0; t < 5; t++) {
        Random random = new Random(seed + t);
        tasks.add(threads.submit(() -> work(memory, handles, numbers, random)));
      }
      int found = 0;
      for (Future<Integer> task : tasks) {
        found += task.get();
      }
      assertThat(found).as("contents that were still there, -Dtenor.seed=%d", seed).isPositive();
    }
  }

  /**
   * A slot's content is told by the number put beside its handle: of two handles read around it
   * only an unchanged one counts.
   */
  private int work(
      PageMemory memory, AtomicLongArray handles, AtomicLongArray numbers, Random random) {
    int found = 0;
    for (int i = 0; i < 40_000; i++) {
      int slot = random.nextInt(handles.length());
      long handle = handles.get(slot);
      if (random.nextInt(4) == 0) {
        if (handle != PageMemory.NEVER && handles.compareAndSet(slot, handle, PageMemory.NEVER)) {
          memory.free(handle);
          long number = random.nextLong() & Long.MAX_VALUE;
          numbers.set(slot, number);
          handles.set(slot, memory.put(content(number, length(number))));
        }
        continue;
      }
      long number = numbers.get(slot);
      byte[] read = memory.read(handle);
      if (read != null && handles.get(slot) == handle && numbers.get(slot) == number) {
        assertThat(read).as("-Dtenor.seed=%d", seed).isEqualTo(content(number, length(number)));
        found++;
      }
    }
    return found;
  }
}
