package tenor.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tenor.state.AbsenceProof.Neighbour;

final class AbsenceProofTest {
  private static View view(int accounts) {
    Changes changes = TestState.COMPONENTS.founding();
    for (int i = 0; i < accounts; i++) {
      changes.put(TestState.key(1, 2L * i + 2), TestState.value("value " + i));
    }
    return View.empty(TestState.COMPONENTS).apply(1, Edits.byPrefix(changes.list(1)));
  }

  private static Optional<Neighbour> neighbour(View view, Optional<Leaf> leaf) {
    return leaf.map(
        l ->
            new Neighbour(
                Bytes.of(l.key()),
                Bytes.of(l.value()),
                view.prove(l.key()).orElseThrow().key().proof()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 1000})
  void everyGap_isProven(int accounts) {
    View view = view(accounts);
    for (int i = 0; i <= accounts; i++) {
      byte[] key = TestState.key(1, 2L * i + 1);
      AbsenceProof proof = view.proveAbsent("accounts", key).orElseThrow();
      assertThat(proof.proves("accounts", key, view.appHash())).isTrue();
      assertThat(proof.proves("oracle", key, view.appHash())).isFalse();
      assertThat(proof.proves("accounts", TestState.key(1, 2L * i + 2), view.appHash()))
          .isEqualTo(i == accounts);
    }
  }

  @Test
  void keysBeforeTheFirstAndAfterTheLast_areProvenByOneNeighbour() {
    View view = view(10);
    AbsenceProof before = view.proveAbsent("accounts", new byte[] {1}).orElseThrow();
    assertThat(before.left()).isEmpty();
    assertThat(before.proves("accounts", new byte[] {1}, view.appHash())).isTrue();
    AbsenceProof after = view.proveAbsent("accounts", new byte[] {2}).orElseThrow();
    assertThat(after.right()).isEmpty();
    assertThat(after.proves("accounts", new byte[] {2}, view.appHash())).isTrue();
  }

  @Test
  void presentKeysAndUnknownComponents_haveNoAbsenceProof() {
    View view = view(10);
    assertThat(view.proveAbsent("accounts", TestState.key(1, 2))).isEmpty();
    assertThat(view.proveAbsent("options", TestState.key(3, 2))).isEmpty();
    assertThat(view.proveAbsent("nothing", TestState.key(1, 2))).isEmpty();
  }

  @Test
  void neighboursThatHidePresentKeys_areRefused() {
    View view = view(300);
    Tree tree = view.tree("accounts").orElseThrow();
    ProofOp component = view.prove(TestState.key(1, 2)).orElseThrow().component();
    Random random = new Random(TestState.seed(3));
    for (int i = 0; i < 2000; i++) {
      int place = 1 + random.nextInt(298);
      byte[] hidden = TestState.key(1, 2L * place + 2);
      byte[] low = TestState.key(1, 2L * (place - random.nextInt(place)) + 2);
      byte[] high = TestState.key(1, 2L * (place + random.nextInt(299 - place)) + 2);
      boolean oneSided = random.nextInt(8) == 0;
      boolean leftOnly = oneSided && random.nextBoolean();
      AbsenceProof lie =
          new AbsenceProof(
              oneSided && !leftOnly ? Optional.empty() : neighbour(view, tree.lower(low)),
              leftOnly ? Optional.empty() : neighbour(view, tree.higher(high)),
              component);
      assertThat(lie.proves("accounts", hidden, view.appHash())).isFalse();
    }
  }

  @Test
  void withoutAnyNeighbour_isRefused() {
    ProofOp component = view(1).prove(TestState.key(1, 2)).orElseThrow().component();
    assertThatThrownBy(() -> new AbsenceProof(Optional.empty(), Optional.empty(), component))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
