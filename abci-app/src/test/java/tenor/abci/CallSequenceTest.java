package tenor.abci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallSequenceTest {

  private static final int SEEDS = 50;
  private static final int HEIGHTS = 30;

  @Test
  void correctApplications_agreeUnderEverySequence() {
    for (long seed : seeds()) {
      List<ListApp> apps = apps(seed, Set.of());
      CallSequence sequence = run(seed, apps);
      sequence.settle();
      for (ListApp app : apps) {
        assertThat(app.durable()).as("seed %d", seed).isEqualTo(apps.getFirst().durable());
      }
    }
  }

  @Test
  void calls_followTheGrammarOfTheEngine() {
    for (long seed : seeds()) {
      List<ListApp> apps = apps(seed, Set.of());
      run(seed, apps);
      for (ListApp app : apps) {
        for (String life : app.lives()) {
          assertThat(life).as("seed %d", seed).matches(ListApp.GRAMMAR);
        }
      }
    }
  }

  @Test
  void sequences_holdEverySituation() {
    StringBuilder all = new StringBuilder();
    for (long seed = 0; seed < SEEDS; seed++) {
      List<ListApp> apps = apps(seed, Set.of());
      run(seed, apps);
      apps.forEach(app -> app.lives().forEach(life -> all.append(life).append('\n')));
    }
    assertThat(all.toString())
        .as("executed again after the connection closed")
        .containsPattern("FXI+F")
        .as("died before the first commit")
        .containsPattern("(?m)^IG.*F$")
        .as("proposed in several rounds")
        .containsPattern("A[^FX]*A[^FX]*F")
        .as("judged twice")
        .containsPattern("B[^FXA]*B")
        .as("caught up")
        .containsPattern("FI?CFI?CFI?C")
        .as("closed in the middle of a round")
        .containsPattern("BXI+B");
  }

  @ParameterizedTest
  @EnumSource(ListApp.Fault.class)
  void faultyApplications_areFound(ListApp.Fault fault) {
    assertThatThrownBy(
            () -> {
              for (long seed = 0; seed < SEEDS; seed++) {
                run(seed, apps(seed, EnumSet.of(fault)));
              }
            })
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("seed");
  }

  private static CallSequence run(long seed, List<ListApp> apps) {
    Random random = new Random(seed);
    List<SimValidator> validators = new ArrayList<>();
    for (int i = 0; i + 1 < apps.size(); i++) {
      validators.add(SimValidator.of(random, 1 + random.nextInt(10)));
    }
    CallSequence sequence =
        CallSequence.start(seed, SimChain.of(ByteString.copyFromUtf8("{}"), validators), apps);
    for (int i = 0; i < HEIGHTS; i++) {
      for (int txs = random.nextInt(4); txs > 0; txs--) {
        sequence.submit(ByteString.copyFromUtf8("tx" + random.nextInt(1000)));
      }
      sequence.next();
    }
    return sequence;
  }

  /** Four validators and an observer; the faults are the second's. */
  private static List<ListApp> apps(long seed, Set<ListApp.Fault> faults) {
    List<ListApp> apps = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      apps.add(new ListApp(i == 1 ? faults : Set.of()));
    }
    assertThat(apps).as("seed %d", seed).hasSize(5);
    return apps;
  }

  private static List<Long> seeds() {
    Long given = Long.getLong("tenor.seed");
    if (given != null) {
      return List.of(given);
    }
    return new Random().longs(SEEDS).boxed().toList();
  }
}
