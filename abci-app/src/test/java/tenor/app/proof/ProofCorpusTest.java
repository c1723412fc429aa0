package tenor.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tenor.app.proof.Case.Expect;

/** Our own readers and checks judge every case right. */
class ProofCorpusTest {
  private final long seed = Long.getLong("tenor.seed", 23);
  private final Map<Expect, Integer> seen = new EnumMap<>(Expect.class);

  private void judge(Case one) {
    seen.merge(one.expect(), 1, Integer::sum);
    if (one.expect() != Expect.TRUTH) {
      assertThat(one.isProven())
          .as("-Dtenor.seed=%d %s", seed, one.json())
          .isEqualTo(one.expect() == Expect.PROVEN);
    }
  }

  @Test
  void genuineProofsHold_andSpoiltOnesProveNothingFalse() {
    Random random = new Random(seed);
    ProofCorpus corpus = new ProofCorpus(random, this::judge);
    SampleTree.all(random).forEach(corpus::add);
    DeepProof.all(random, this::judge);
    assertThat(seen.get(Expect.PROVEN)).isGreaterThan(500);
    assertThat(seen.get(Expect.REFUSED)).isGreaterThan(5000);
  }

  @Test
  void leafPrefixThatHidesTheHeadOfAKey_isRefused() {
    Forgeries.all(this::judge);
    assertThat(seen.get(Expect.STRICT)).isGreaterThan(4);
  }
}
