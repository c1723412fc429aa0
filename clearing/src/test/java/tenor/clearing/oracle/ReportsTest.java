package tenor.clearing.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tenor.clearing.fixed.RuleFailure;
import tenor.clearing.kernel.Block;
import tenor.clearing.proto.PriceReport;
import tenor.clearing.proto.VoteExtension;

class ReportsTest {
  private static final long NOW = 1_000_000;

  /** Each row: price@power of each validator, and the median worked out by hand. */
  @ParameterizedTest
  @DisplayName("ORA-02 the smallest price whose cumulative power is at least half")
  @CsvSource({
    "10@1, 10",
    "10@1 20@1, 10",
    "20@1 10@1 30@1, 20",
    "10@1 20@1 30@1 40@1, 20",
    "10@1 20@2, 20",
    "10@2 20@1, 10",
    "10@3 20@3, 10",
    "10@3 20@2 30@2, 20",
    "10@49 20@2 30@49, 20",
    "10@50 20@1 30@49, 10",
    "30@1 30@1 10@1, 30",
    "5@1 6@1 7@1 8@10, 8"
  })
  void median_isStakeWeighted(String reports, long expected) {
    assertThat(reports(reports).price()).isEqualTo(expected);
  }

  @ParameterizedTest
  @DisplayName("ORA-03 more than two thirds of the power must report")
  @CsvSource({
    "10@66, 100, false",
    "10@67, 100, true",
    "10@2, 3, false",
    "10@200, 300, false",
    "10@201, 300, true",
    "'', 1, false"
  })
  void quorum_isMoreThanTwoThirds(String reports, long total, boolean expected) {
    assertThat(reports(reports).suffice(total)).isEqualTo(expected);
  }

  @Test
  void shareAndSpread_areOfThoseWhoReported() {
    Reports reports = reports("100@50 103@20 99@10");
    assertThat(reports.share(120)).isEqualTo(666_666_666);
    assertThat(reports.spread()).isEqualTo(4);
  }

  @ParameterizedTest
  @DisplayName("ORA-04 dropped: no price, above the maximum, another product; ORA-05 too old")
  @CsvSource({
    "1, 1, 1000000, true",
    "1, 500, 1000000, true",
    "1, 501, 1000000, false",
    "1, 0, 1000000, false",
    "1, -1, 1000000, false",
    "2, 100, 1000000, false",
    "1, 100, 999000, true",
    "1, 100, 998999, false",
    "1, 100, 0, false",
    "1, 100, -9223372036854775808, false",
    "1, 100, 1000001, true",
    "1, 100, 9223372036854775807, true"
  })
  void reports_thatDoNotCount_areLeftOut(int product, long price, long time, boolean counts) {
    Block.Vote vote =
        new Block.Vote(
            1,
            VoteExtension.newBuilder()
                .addPrices(
                    PriceReport.newBuilder()
                        .setProduct(product)
                        .setPrice(price)
                        .setTimeMillis(time))
                .build());
    Block block = new Block("test-1", 2, NOW, NOW - 1, List.of(vote), 1);
    Reports reports = Reports.of(block, 1, 0, 500, 1000);
    assertThat(reports.counted()).hasSize(counts ? 1 : 0);
    // ORA-06: nothing was observed after the block.
    assertThat(reports.counted()).allMatch(report -> report.timeMillis() <= NOW);
  }

  @Test
  @DisplayName("ORA-06 the time is the power-weighted median of the counted times")
  void time_isTheMedianOfTimes() {
    Reports reports =
        new Reports(
            List.of(
                new Reports.Report(1, 900, 40),
                new Reports.Report(2, 950, 20),
                new Reports.Report(3, 800, 39)));
    assertThat(reports.timeMillis()).isEqualTo(900);
    assertThat(reports.price()).isEqualTo(2);
  }

  @Test
  void power_beyondRange_isARuleFailure() {
    Reports reports = reports("10@" + Long.MAX_VALUE + " 11@1");
    assertThatThrownBy(reports::power).isInstanceOf(RuleFailure.class);
  }

  private static Reports reports(String text) {
    List<Reports.Report> counted = new ArrayList<>();
    for (String report : text.isEmpty() ? new String[0] : text.split(" ")) {
      int at = report.indexOf('@');
      counted.add(
          new Reports.Report(
              Long.parseLong(report.substring(0, at)),
              NOW,
              Long.parseLong(report.substring(at + 1))));
    }
    return new Reports(counted);
  }
}
