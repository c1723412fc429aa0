package tenor.state;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Which heights are kept is known to every reader, also while the store goes back. */
final class MarksTest {
  private static final int ROLLBACKS = 20_000;

  @Test
  void readersOfAKeptHeight_areNotDisturbedByRollbacks() {
    Marks marks = new Marks(1);
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < ROLLBACKS; i++) {
                marks.rollingBack(100);
                marks.rolledBack();
              }
            });
    assertThatCode(
            () -> {
              do {
                marks.requireRetained(50, marks.rollbacks());
              } while (!writer.isDone());
            })
        .doesNotThrowAnyException();
    writer.join();
  }

  @Test
  void aHeightAboveARollback_isGoneForWhoLookedBeforeIt() {
    Marks marks = new Marks(1);
    int before = marks.rollbacks();
    marks.rollingBack(49);
    marks.rolledBack();
    assertThatThrownBy(() -> marks.requireRetained(50, before))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("went back to height 49");
    assertThatCode(() -> marks.requireRetained(50, marks.rollbacks())).doesNotThrowAnyException();
  }
}
