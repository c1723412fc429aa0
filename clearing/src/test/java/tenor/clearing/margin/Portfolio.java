package tenor.clearing.margin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tenor.clearing.proto.RiskArray;

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

  List<JsonNode> underlyings() {
    return list(given.get("underlyings"));
  }

  List<JsonNode> instrumentsOf(JsonNode underlying) {
    return list(given.get("instruments")).stream()
        .filter(i -> i.get("underlying").asText().equals(underlying.get("name").asText()))
        .toList();
  }

  static boolean isLinear(JsonNode instrument) {
    return !instrument.get("type").asText().equals("option");
  }

  long contracts(JsonNode instrument) {
    return list(given.get("positions")).stream()
        .filter(p -> p.get("instrument").asText().equals(instrument.get("id").asText()))
        .mapToLong(p -> p.get("contracts").asLong())
        .sum();
  }

  /** Whether all that is held in the underlying is futures and perpetuals. */
  boolean holdsOnlyLinear(JsonNode underlying) {
    List<JsonNode> held =
        instrumentsOf(underlying).stream().filter(i -> contracts(i) != 0).toList();
    return !held.isEmpty() && held.stream().allMatch(Portfolio::isLinear);
  }

  /** The mark of a linear instrument, 10⁻⁸: as given, else carried from the index. */
  long mark(JsonNode underlying, JsonNode instrument) {
    if (instrument.hasNonNull("mark")) {
      return units(instrument.get("mark"), 8);
    }
    if (!instrument.hasNonNull("expiry")) {
      return units(underlying.get("index"), 8);
    }
    double years = millisToExpiry(instrument) / (365.0 * 86_400_000);
    double carry = underlying.get("rate").asDouble() - underlying.get("yield").asDouble();
    return Math.round(underlying.get("index").asDouble() * 1e8 * Math.exp(carry * years));
  }

  private long millisToExpiry(JsonNode instrument) {
    return Duration.between(
            Instant.parse(given.get("asOf").asText()),
            Instant.parse(instrument.get("expiry").asText()))
        .toMillis();
  }

  /** The array of a linear instrument as the rules compute it. */
  List<Long> array(JsonNode underlying, JsonNode instrument) {
    return RiskArrays.linear(
        RiskArray.newBuilder()
            .setMark(mark(underlying, instrument))
            .setMultiplier(units(instrument.get("multiplier"), 6))
            .setPriceScanRange(units(underlying.get("priceScanRange"), 9))
            .setExtreme(units(underlying.get("extreme"), 9))
            .setCover(units(underlying.get("cover"), 9))
            .build());
  }

  List<Holding> holdings(JsonNode underlying) {
    List<Holding> holdings = new ArrayList<>();
    List<JsonNode> instruments = instrumentsOf(underlying);
    for (int i = 0; i < instruments.size(); i++) {
      JsonNode instrument = instruments.get(i);
      if (isLinear(instrument) && contracts(instrument) != 0) {
        holdings.add(
            new Holding(
                i,
                contracts(instrument),
                units(instrument.get("multiplier"), 6),
                instrument.hasNonNull("expiry") ? millisToExpiry(instrument) : Long.MAX_VALUE,
                mark(underlying, instrument),
                array(underlying, instrument)));
      }
    }
    return holdings;
  }

  static UnderlyingTerms terms(int number, JsonNode underlying) {
    return new UnderlyingTerms(
        number,
        units(underlying.get("index"), 8),
        units(underlying.get("priceScanRange"), 9),
        units(underlying.get("calendarCharge"), 9),
        units(underlying.get("dailyCapacity"), 6),
        units(underlying.get("mporDays"), 9));
  }

  /** What an array entry may differ by, 10⁻⁶: 2 units + 10⁻¹² × F × multiplier. */
  static double tolerance(long mark, long multiplier) {
    return 2 + 1e-12 * mark * multiplier / 1e8;
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

  /** The classes of the portfolio with their offsets, 10⁻⁹. */
  Map<String, Long> offsets() {
    return list(given.get("classes")).stream()
        .collect(
            java.util.stream.Collectors.toMap(
                c -> c.get("name").asText(), c -> units(c.get("omega"), 9)));
  }

  @Override
  public String toString() {
    return name;
  }
}
