package tenor.node.risk;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tenor.clearing.risk.Collateral;
import tenor.clearing.risk.Contract;
import tenor.clearing.risk.RiskTerms;

/** Reads a portfolio of JSON; every fault is named with its place. */
final class PortfolioFile {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final long ONE = 1_000_000_000L;
  private static final long MOST_AMOUNT = Long.MAX_VALUE >> 2;

  private final Place file;
  private final long now;
  private final Map<String, Long> offsets = new LinkedHashMap<>();
  private final Map<String, Portfolio.Underlying> underlyings = new LinkedHashMap<>();
  private final Map<String, String> owners = new LinkedHashMap<>();

  private PortfolioFile(Place file) {
    this.file = file;
    this.now = file.millis("asOf");
  }

  /**
   * Reads a file.
   *
   * @throws BadInputException naming the place of what cannot be used
   */
  static Portfolio read(Path path) throws IOException {
    Place file =
        new Place(path + ": ", tree(path))
            .only(
                "asOf",
                "initialFactor",
                "reputationFactor",
                "cash",
                "collateral",
                "classes",
                "underlyings",
                "instruments",
                "positions");
    return new PortfolioFile(file).portfolio();
  }

  private static JsonNode tree(Path path) throws IOException {
    try {
      return JSON.readTree(Files.readAllBytes(path));
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      throw new BadInputException(path + ":" + line + ": not JSON: " + e.getOriginalMessage());
    }
  }

  private Portfolio portfolio() {
    file.list("classes").forEach(this::marginClass);
    file.list("underlyings").forEach(this::underlying);
    file.list("instruments").forEach(this::instrument);
    file.list("positions").forEach(this::position);
    List<Collateral> collateral = new ArrayList<>();
    file.list("collateral").forEach(place -> collateral.add(collateral(place)));
    return new Portfolio(
        file.number("initialFactor", 9, ONE, 10 * ONE),
        file.number("reputationFactor", 9, ONE, 10 * ONE, ONE),
        file.number("cash", 6, -MOST_AMOUNT, MOST_AMOUNT),
        collateral,
        offsets,
        List.copyOf(underlyings.values()));
  }

  private void marginClass(Place place) {
    String name = place.only("name", "omega").name("name");
    if (offsets.put(name, place.number("omega", 9, 0, ONE / 10 * 8)) != null) {
      throw place.field("name").fault("the class '" + name + "' is there twice");
    }
  }

  private void underlying(Place place) {
    RiskTerms terms = TermsReader.read(place);
    String name = place.name("name");
    String marginClass = place.name("class");
    if (!offsets.containsKey(marginClass)) {
      throw place.field("class").fault("unknown class '" + marginClass + "'");
    }
    Portfolio.Underlying underlying =
        Portfolio.Underlying.of(place.where(), name, marginClass, terms, new LinkedHashMap<>());
    if (underlyings.put(name, underlying) != null) {
      throw place.field("name").fault("the underlying '" + name + "' is there twice");
    }
  }

  private void instrument(Place place) {
    String id = place.name("id");
    String name = place.name("underlying");
    Portfolio.Underlying underlying = underlyings.get(name);
    if (underlying == null) {
      throw place.field("underlying").fault("unknown underlying '" + name + "'");
    }
    if (owners.put(id, name) != null) {
      throw place.field("id").fault("the instrument '" + id + "' is there twice");
    }
    Map<String, Contract> listed = underlying.contracts();
    listed.put(id, ContractReader.read(place, now, listed));
  }

  private void position(Place place) {
    String id = place.only("instrument", "contracts").name("instrument");
    String owner = owners.get(id);
    Portfolio.Underlying underlying = owner == null ? null : underlyings.get(owner);
    if (underlying == null) {
      throw place.field("instrument").fault("unknown instrument '" + id + "'");
    }
    long most = 1_000_000_000_000L;
    if (underlying.positions().put(id, place.number("contracts", 0, -most, most)) != null) {
      throw place.field("instrument").fault("a position in '" + id + "' is there twice");
    }
  }

  private static Collateral collateral(Place place) {
    place.only("asset", "amount", "price", "haircut", "cap", "stale", "ownIssue").name("asset");
    return new Collateral(
        place.number("amount", 6, 0, MOST_AMOUNT),
        place.number("price", 8, 1, MOST_AMOUNT),
        place.number("haircut", 9, 0, ONE),
        place.number("cap", 6, 0, MOST_AMOUNT, Long.MAX_VALUE),
        place.flag("stale"),
        place.flag("ownIssue"));
  }
}
