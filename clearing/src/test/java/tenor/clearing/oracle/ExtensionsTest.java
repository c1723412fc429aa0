package tenor.clearing.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import tenor.clearing.proto.PriceReport;
import tenor.clearing.proto.SurfaceReport;
import tenor.clearing.proto.VoteExtension;

@DisplayName("ORA-01 a vote extension is valid by its bytes alone")
class ExtensionsTest {
  /** The vectors of docs/formats/vote-extension.md. */
  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "/vectors/vote-extension.csv", numLinesToSkip = 1)
  void vectors_areJudgedAsPublished(String name, String hex, boolean valid, String reports) {
    byte[] bytes = hex == null ? new byte[0] : HexFormat.of().parseHex(hex);
    Optional<VoteExtension> parsed = Extensions.parse(bytes);
    assertThat(parsed.isPresent()).isEqualTo(valid);
    parsed.ifPresent(
        extension -> assertThat(text(extension)).isEqualTo(reports == null ? "" : reports));
  }

  @Test
  void longest_isEightKibibytes() {
    VoteExtension.Builder fitting = VoteExtension.newBuilder();
    int product = 0;
    while (fitting.build().getSerializedSize() <= Extensions.MOST_BYTES - 40) {
      fitting.addPrices(report(++product));
    }
    PriceReport.Builder last = report(++product);
    assertThat(Extensions.parse(fitting.build().toByteArray())).isPresent();
    VoteExtension.Builder over = fitting.clone();
    while (over.build().getSerializedSize() <= Extensions.MOST_BYTES) {
      over.addPrices(last.setProduct(++product));
    }
    assertThat(Extensions.parse(over.build().toByteArray())).isEmpty();
  }

  @Test
  void everyUnderlyingThatCanBeListed_fits() {
    VoteExtension.Builder all = VoteExtension.newBuilder();
    for (int product = 1; product <= 256; product++) {
      all.addPrices(
          PriceReport.newBuilder()
              .setProduct(product)
              .setPrice(1_000_000_000_000_000_000L)
              .setTimeMillis(4_102_444_800_000L));
    }
    assertThat(Extensions.parse(all.build().toByteArray())).isPresent();
  }

  @Test
  void theMostSurfaces_fitBesideManyPrices() {
    VoteExtension.Builder all = VoteExtension.newBuilder();
    for (int product = 1; product <= 128; product++) {
      all.addPrices(report(product));
    }
    List<Long> vols = Collections.nCopies(11, 4_000_000_000L);
    for (int i = 0; i < Extensions.MOST_SURFACES; i++) {
      all.addSurfaces(surface(1, 1_769_817_600_000L + i).clearVols().addAllVols(vols));
    }
    assertThat(Extensions.parse(all.build().toByteArray())).isPresent();
  }

  /** Whatever happens to the bytes, what is read is exactly what was written. */
  @Test
  void mutatedBytes_areRefusedOrCanonical() {
    long seed = Long.getLong("tenor.seed", 20260101L);
    Random random = new Random(seed);
    byte[] good =
        VoteExtension.newBuilder()
            .addPrices(report(1))
            .addPrices(report(2))
            .addPrices(report(300))
            .addSurfaces(surface(1, 1_769_817_600_000L))
            .addSurfaces(surface(1, 1_772_236_800_000L))
            .addSurfaces(surface(2, 1_769_817_600_000L))
            .build()
            .toByteArray();
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] mutated = mutated(good, random);
      Optional<VoteExtension> parsed = Extensions.parse(mutated);
      refused += parsed.isEmpty() ? 1 : 0;
      parsed.ifPresent(
          extension ->
              assertThat(extension.toByteArray())
                  .as("-Dtenor.seed=%d %s", seed, HexFormat.of().formatHex(mutated))
                  .isEqualTo(mutated));
    }
    assertThat(refused).isBetween(1_000, 19_999);
  }

  private static byte[] mutated(byte[] good, Random random) {
    byte[] bytes = good.clone();
    int place = random.nextInt(bytes.length);
    switch (random.nextInt(3)) {
      case 0 -> bytes[place] = (byte) random.nextInt(256);
      case 1 -> bytes = Arrays.copyOf(bytes, place);
      default -> {
        bytes = Arrays.copyOf(bytes, bytes.length + 1);
        System.arraycopy(good, place, bytes, place + 1, good.length - place);
        bytes[place] = (byte) random.nextInt(256);
      }
    }
    return bytes;
  }

  private static PriceReport.Builder report(int product) {
    return PriceReport.newBuilder()
        .setProduct(product)
        .setPrice(279_000_000_000L)
        .setTimeMillis(1_767_225_600_000L);
  }

  private static SurfaceReport.Builder surface(int product, long expiryMillis) {
    return SurfaceReport.newBuilder()
        .setProduct(product)
        .setExpiryMillis(expiryMillis)
        .setTimeMillis(1_767_225_600_000L)
        .addAllVols(List.of(210_000_000L, 180_000_000L, 170_000_000L));
  }

  private static String text(VoteExtension extension) {
    StringBuilder text = new StringBuilder();
    for (PriceReport report : extension.getPricesList()) {
      text.append(text.isEmpty() ? "" : " ")
          .append(Integer.toUnsignedString(report.getProduct()))
          .append(':')
          .append(report.getPrice())
          .append('@')
          .append(report.getTimeMillis());
    }
    for (SurfaceReport report : extension.getSurfacesList()) {
      text.append(text.isEmpty() ? "" : " ")
          .append(Integer.toUnsignedString(report.getProduct()))
          .append('/')
          .append(report.getExpiryMillis())
          .append(':')
          .append(
              report.getVolsList().stream().map(String::valueOf).collect(Collectors.joining(",")))
          .append('@')
          .append(report.getTimeMillis());
    }
    return text.toString();
  }
}
