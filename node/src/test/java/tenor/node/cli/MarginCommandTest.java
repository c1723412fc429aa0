package tenor.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code tenor risk margin} beside another program's margins, and files it cannot use. */
class MarginCommandTest {
  static final Path VECTORS = Path.of("../clearing/src/test/resources/vectors/margin");

  @TempDir private Path folder;

  static List<String> portfolios() throws IOException {
    try (Stream<Path> files = Files.list(VECTORS)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("portfolio-"))
          .map(name -> name.substring("portfolio-".length()))
          .sorted()
          .toList();
    }
  }

  @Test
  void portfolios_areAllThere() throws IOException {
    assertThat(portfolios()).hasSize(17);
  }

  @ParameterizedTest
  @MethodSource("portfolios")
  void answer_agreesWithTheVectors(String name) throws IOException {
    Path file = VECTORS.resolve("portfolio-" + name);
    JsonNode portfolio = read(file);
    JsonNode expected = read(VECTORS.resolve("expected-" + name));
    JsonNode answer = run(file).json();
    Map<String, Double> perContract = tolerances(portfolio);
    compareArrays(expected.get("arrays"), answer.get("arrays"), perContract);
    double all = 0;
    for (var underlying : expected.get("underlyings").properties()) {
      JsonNode wanted = underlying.getValue();
      double tolerance =
          sum(portfolio, perContract, underlying.getKey()) * amplified(wanted) + 1e-6;
      all += tolerance;
      JsonNode got = answer.at("/underlyings/" + underlying.getKey());
      assertThat(got.get("worstScenario")).isEqualTo(wanted.get("worstScenario"));
      for (String field :
          List.of("common", "scan", "calendar", "concentration", "shortOptionMinimum", "total")) {
        compare(underlying.getKey() + " " + field, wanted, got, field, tolerance);
      }
    }
    for (var marginClass : expected.get("classes").properties()) {
      JsonNode got = answer.at("/classes/" + marginClass.getKey());
      compare(marginClass.getKey(), marginClass.getValue(), got, "joint", all);
      compare(marginClass.getKey(), marginClass.getValue(), got, "required", all);
    }
    double factor = expected.get("initial").asDouble() / expected.get("maintenance").asDouble();
    for (String field : List.of("maintenance", "netOptionValue", "equity")) {
      compare("", expected, answer, field, all);
    }
    for (String field : List.of("initial", "excessInitial", "excessMaintenance")) {
      compare("", expected, answer, field, (1 + factor) * all);
    }
  }

  /** A charge that is a multiple of the scan multiplies its error. */
  private static double amplified(JsonNode wanted) {
    double base = Math.max(1, wanted.get("scan").asDouble() + wanted.get("calendar").asDouble());
    return 1 + 2 * wanted.get("concentration").asDouble() / base;
  }

  private static void compareArrays(JsonNode wanted, JsonNode got, Map<String, Double> tolerances) {
    assertThat(got.properties()).hasSameSizeAs(wanted.properties());
    for (var array : wanted.properties()) {
      JsonNode losses = got.get(array.getKey());
      assertThat(losses).hasSameSizeAs(array.getValue());
      for (int k = 0; k < losses.size(); k++) {
        assertThat(losses.get(k).asDouble())
            .as("%s scenario %d", array.getKey(), k + 1)
            .isCloseTo(array.getValue().get(k).asDouble(), within(tolerances.get(array.getKey())));
      }
    }
  }

  private static void compare(
      String what, JsonNode wanted, JsonNode got, String field, double tolerance) {
    double difference =
        new BigDecimal(got.get(field).asText())
            .subtract(new BigDecimal(wanted.get(field).asText()))
            .doubleValue();
    assertThat(difference).as("%s %s", what, field).isCloseTo(0, within(tolerance));
  }

  /** 2 units + 10⁻¹² × F × multiplier per contract, as the risk model says. */
  private static Map<String, Double> tolerances(JsonNode portfolio) {
    Map<String, Double> index = new HashMap<>();
    portfolio
        .get("underlyings")
        .forEach(u -> index.put(u.get("name").asText(), u.get("index").asDouble()));
    Map<String, Double> tolerances = new HashMap<>();
    for (JsonNode instrument : portfolio.get("instruments")) {
      double price = index.getOrDefault(instrument.get("underlying").asText(), 0.0);
      tolerances.put(
          instrument.get("id").asText(),
          2e-6 + 1e-12 * price * instrument.get("multiplier").asDouble());
    }
    return tolerances;
  }

  private static double sum(JsonNode portfolio, Map<String, Double> tolerances, String underlying) {
    Map<String, String> owners = new HashMap<>();
    portfolio
        .get("instruments")
        .forEach(i -> owners.put(i.get("id").asText(), i.get("underlying").asText()));
    double sum = 0;
    for (JsonNode position : portfolio.get("positions")) {
      String id = position.get("instrument").asText();
      if (underlying.equals(owners.get(id))) {
        sum += Math.abs(position.get("contracts").asLong()) * tolerances.getOrDefault(id, 0.0);
      }
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"instrument\": \"C2931\"   | \"instrument\": \"X\"   | positions[0].instrument: unknown"
            + " instrument 'X'",
        "\"underlying\": \"ES\"      | \"underlying\": \"E\"   | instruments[0].underlying: unknown"
            + " underlying 'E'",
        "\"class\": \"equity\"       | \"class\": \"e\"        | underlyings[0].class: unknown"
            + " class 'e'",
        "\"vol\": \"0.16\",          | ``                      | instruments[1].vol: is missing",
        "\"vol\": \"0.16\"           | \"vol\": \"4.5\"        | instruments[1].vol: expected a"
            + " number from",
        "\"vol\": \"0.16\"           | \"vol\": \"0\"          | instruments[1].vol: expected a"
            + " number from",
        "\"vol\": \"0.16\"           | \"vol\": \"0.1600000001\" | instruments[1].vol: expected at"
            + " most 9 digits",
        "\"vol\": \"0.16\"           | \"vol\": true           | instruments[1].vol: expected a"
            + " decimal number",
        "\"mark\": \"2850\"          | \"mark\": \"-2850\"     | instruments[0].mark: expected a"
            + " number from",
        "\"mark\": \"2850\"          | \"mark\": \"9e99\"      | instruments[0].mark: expected a"
            + " decimal number",
        "\"index\": \"2790\"         | \"index\": \"-1\"       | underlyings[0].index: expected a"
            + " number from",
        "\"index\": \"2790\"         | \"index\": \"99999999999999\" | underlyings[0].index:"
            + " expected a number",
        "\"strike\": \"2931\"        | \"strike\": \"0\"       | instruments[1].strike: expected a"
            + " number from",
        "\"strike\": \"2931\"        | \"strike\": \"2931.123456789\" | instruments[1].strike:"
            + " expected at most 8 digits",
        "2026-11-05T12:00:00Z        | 2026-11-03T12:00:00Z    | instruments[0].expiry: is in the"
            + " past",
        "2026-11-05T12:00:00Z        | 2046-11-03T12:00:00Z    | instruments[0].expiry: expected an"
            + " expiry within",
        "2026-11-05T12:00:00Z        | soon                    | instruments[0].expiry: expected a"
            + " time like",
        "\"right\": \"call\"         | \"right\": \"both\"     | instruments[1].right: expected"
            + " call or put",
        "\"type\": \"future\"        | \"type\": \"swap\"      | instruments[0].type: expected"
            + " future, perpetual",
        "\"id\": \"C2950\"           | \"id\": \"C2931\"       | instruments[2].id: the instrument"
            + " 'C2931' is there twice",
        "\"contracts\": 2            | \"contracts\": 2.5      | positions[1].contracts: expected"
            + " at most 0 digits",
        "\"contracts\": 2            | \"contracts\": 9999999999999 | positions[1].contracts:"
            + " expected a number from",
        "\"cash\": \"50000\",        | ``                      | cash: is missing",
        "\"omega\": \"0.8\"          | \"omega\": \"0.81\"     | classes[0].omega: expected a"
            + " number from 0 to 0.8",
        "\"extreme\": \"3\"          | \"extrem\": \"3\"       | underlyings[0]: unknown field"
            + " 'extrem'",
        "\"collateral\": []          | \"collateral\": {}      | collateral: expected a list",
        "\"collateral\": []          | \"collateral\": [7]     | collateral[0]: expected an object",
        "\"multiplier\": \"250\"     | \"multiplier\": \"1000000000\" | underlyings[0]: cannot be"
            + " margined",
        "\"positions\":              | \"positions             | not JSON",
      })
  void file_thatCannotBeUsed_isNamedWithThePlace(String from, String to, String message)
      throws IOException {
    String good = Files.readString(VECTORS.resolve("portfolio-pin.json"));
    assertThat(good).contains(from);
    String replacement = to == null ? "" : to;
    Path file = Files.writeString(folder.resolve("book.json"), good.replace(from, replacement));
    run(file).assertFailed(2, file.toString(), message);
  }

  /** A call that is written as a payoff, in the style of the file. */
  private static final String PAYOFF =
      """
      "id": "C2931", "type": "payoff", "underlying": "ES", "expiry": "2026-11-05T12:00:00Z",
      "kinks": [{"strike": "2931", "change": 1, "vol": "0.16"}], "multiplier": "250"
      """;

  private static final String CALL = "\"id\": \"C2931\"[^}]*";

  private static String withPayoff() throws IOException {
    return Files.readString(VECTORS.resolve("portfolio-pin.json")).replaceFirst(CALL, PAYOFF);
  }

  @Test
  void payoff_isMarginedAsTheSumOfItsParts() throws IOException {
    JsonNode call = run(VECTORS.resolve("portfolio-pin.json")).json();
    Path file = Files.writeString(folder.resolve("payoff.json"), withPayoff());
    JsonNode payoff = run(file).json();
    for (int k = 0; k < 16; k++) {
      assertThat(payoff.at("/arrays/C2931/" + k).asDouble())
          .isCloseTo(call.at("/arrays/C2931/" + k).asDouble(), within(2e-6));
    }
    assertThat(payoff.at("/underlyings/ES/worstScenario"))
        .isEqualTo(call.at("/underlyings/ES/worstScenario"));
    // Pays 100 below 2931 and 50 from there on: a rise loses, a fall gains.
    String flat =
        withPayoff()
            .replace("\"kinks\"", "\"start\": 100, \"kinks\"")
            .replace("\"change\": 1", "\"jump\": -50");
    JsonNode digital = run(Files.writeString(folder.resolve("digital.json"), flat)).json();
    assertThat(digital.at("/arrays/C2931/14").asDouble()).isPositive();
    assertThat(digital.at("/arrays/C2931/15").asDouble()).isNegative();
  }

  @Test
  void optionOnAFuture_movesWithItsForward() throws IOException {
    String good = Files.readString(VECTORS.resolve("portfolio-pin.json"));
    String named = good.replace("\"right\"", "\"future\": \"F\", \"right\"");
    JsonNode same = run(Files.writeString(folder.resolve("same.json"), named)).json();
    assertThat(same).isEqualTo(run(VECTORS.resolve("portfolio-pin.json")).json());
    String later = named.replaceFirst("2026-11-05T12:00:00Z", "2026-12-05T12:00:00Z");
    JsonNode other = run(Files.writeString(folder.resolve("later.json"), later)).json();
    // Its forward is the same future's mark, whenever that expires.
    assertThat(other.at("/arrays/C2931/12")).isEqualTo(same.at("/arrays/C2931/12"));
    String index = later.replace("\"future\": \"F\", ", "");
    assertThat(
            run(Files.writeString(folder.resolve("index.json"), index)).json().at("/arrays/C2931"))
        .isNotEqualTo(other.at("/arrays/C2931"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"change\": 1  | \"change\": -1   | instruments[1]: expected a payoff that is nowhere",
        "\"change\": 1  | \"change\": 0    | instruments[1].kinks[0]: expected a change of slope",
        "\"change\": 1  | \"change\": 101  | instruments[1].kinks[0].change: expected a number",
        "\"change\": 1  | \"chance\": 1    | instruments[1].kinks[0]: unknown field 'chance'",
        "\"2931\"       | \"0\"            | instruments[1].kinks[0].strike: expected a number",
        ", \"vol\": \"0.16\"} | }             | instruments[1].kinks[0].vol: is missing",
        "{\"strike\": \"2931\", \"change\": 1, \"vol\": \"0.16\"} | `` | instruments[1].kinks:"
            + " expected 1 to 16, found 0",
        "\"kinks\": [  | \"kinks\": [{\"strike\": 3000, \"change\": 1, \"vol\": 1}, |"
            + " instruments[1].kinks[1].strike: expected strikes in ascending order",
        "\"type\": \"payoff\" | \"right\": \"call\", \"type\": \"payoff\" | instruments[1]: unknown"
            + " field 'right'",
        "\"right\": \"call\" | \"right\": \"call\", \"future\": \"C2931\" | instruments[2].future:"
            + " expected a future on the same underlying",
        "\"right\": \"call\" | \"right\": \"call\", \"future\": \"G\" | instruments[2].future:"
            + " expected a future on the same underlying",
      })
  void termsThatCannotBeUsed_areNamedWithThePlace(String from, String to, String message)
      throws IOException {
    String good = withPayoff();
    assertThat(good).contains(from);
    String replacement = to == null ? "" : to;
    Path file = Files.writeString(folder.resolve("book.json"), good.replace(from, replacement));
    run(file).assertFailed(2, file.toString(), message);
  }

  @Test
  void missingFile_isNamed() {
    Path file = folder.resolve("none.json");
    run(file).assertFailed(2, file.toString());
  }

  private static JsonNode read(Path file) throws IOException {
    return new JsonMapper().readTree(file.toFile());
  }

  private static Cli run(Path file) {
    return Cli.run("risk", "margin", "--portfolio", file.toString());
  }
}
