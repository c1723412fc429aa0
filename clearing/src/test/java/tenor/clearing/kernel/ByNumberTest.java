package tenor.clearing.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tenor.clearing.Seeded;

class ByNumberTest {
  @Test
  void numbers_nearAndFar_findWhatWasPut() {
    Seeded.run(
        200,
        random -> {
          ByNumber<String> byNumber = new ByNumber<>();
          TreeMap<Integer, String> expected = new TreeMap<>(Integer::compareUnsigned);
          for (int i = 0; i < 30; i++) {
            int number =
                switch (random.nextInt(4)) {
                  case 0 -> random.nextInt();
                  case 1 -> 65_536 + random.nextInt(-2, 3);
                  default -> random.nextInt(8);
                };
            if (random.nextBoolean()) {
              byNumber.put(number, "put " + i);
              expected.put(number, "put " + i);
            } else {
              String made = byNumber.get(number, each -> "made " + each);
              assertThat(made).isEqualTo(expected.computeIfAbsent(number, each -> "made " + each));
            }
          }
          expected.forEach((number, value) -> assertThat(byNumber.get(number)).isEqualTo(value));
          assertThat(byNumber.get(9)).isEqualTo(expected.get(9));
          assertThat(byNumber.values()).containsExactlyElementsOf(expected.values());
        });
  }
}
