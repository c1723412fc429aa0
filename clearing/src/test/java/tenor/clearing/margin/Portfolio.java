package tenor.clearing.margin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A portfolio of the vectors and what an independent program requires of it. */
record Portfolio(String name, JsonNode given, JsonNode expected) {
  private static final String FOLDER = "/vectors/margin/";

  static List<Portfolio> all() {
    return Stream.concat(
            IntStream.rangeClosed(0, 13).mapToObj(i -> "%02d".formatted(i)),
            Stream.of("cme-shape-2x35", "cme-shape-3x33", "pin"))
        .map(Portfolio::read)
        .toList();
  }

  private static Portfolio read(String name) {
    return new Portfolio(
        name, json("portfolio-" + name + ".json"), json("expected-" + name + ".json"));
  }

  private static JsonNode json(String file) {
    try (InputStream in = Portfolio.class.getResourceAsStream(FOLDER + file)) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in, file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long asOfMillis() {
    return millis(given.get("asOf"));
  }

  List<JsonNode> classes() {
    return list(given.get("classes"));
  }

  List<JsonNode> underlyings() {
    return list(given.get("underlyings"));
  }

  List<JsonNode> instruments() {
    return list(given.get("instruments"));
  }

  long contracts(JsonNode instrument) {
    return list(given.get("positions")).stream()
        .filter(p -> p.get("instrument").asText().equals(instrument.get("id").asText()))
        .mapToLong(p -> p.get("contracts").asLong())
        .sum();
  }

  static long millis(JsonNode instant) {
    return Instant.parse(instant.asText()).toEpochMilli();
  }

  /** A decimal of the vectors in units of 10^−digits, rounded to the nearest. */
  static long units(JsonNode decimal, int digits) {
    return new BigDecimal(decimal.asText())
        .movePointRight(digits)
        .setScale(0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
