package tenor.genesis;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tenor.clearing.ClearingHouse;
import tenor.clearing.proto.Genesis;

/**
 * A chain's genesis file: CometBFT's {@code genesis.json}, with our genesis as its {@code
 * app_state}. Everything that is wrong is an {@code IOException} with the file and the line.
 */
public final class GenesisFile {
  private static final String APP_STATE = "/app_state";
  private static final Pattern ENTRY =
      Pattern.compile("([a-zA-Z]+(?:\\[\\d+])?[^: ]*)[: ].*", Pattern.DOTALL);

  private final JsonText json;
  private final String chainId;
  private final long initialHeight;
  private final Instant time;
  private final Genesis genesis;

  private GenesisFile(
      JsonText json, String chainId, long initialHeight, Instant time, Genesis genesis) {
    this.json = json;
    this.chainId = chainId;
    this.initialHeight = initialHeight;
    this.time = time;
    this.genesis = genesis;
  }

  /**
   * Reads a genesis file.
   *
   * @throws IOException if it is missing, is no JSON, lacks a field or has one that the schema does
   *     not know
   */
  public static GenesisFile read(Path file) throws IOException {
    JsonText json = JsonText.read(file);
    if (!json.root().isObject()) {
      throw json.fault("", "expected a genesis file, a JSON object");
    }
    String chainId = text(json, "chain_id");
    return new GenesisFile(json, chainId, initialHeight(json), time(json), genesis(json));
  }

  private static String text(JsonText json, String name) throws IOException {
    JsonNode node = json.root().path(name);
    if (!node.isTextual() || node.asText().isEmpty()) {
      throw json.fault("/" + name, name + ": expected text");
    }
    return node.asText();
  }

  private static long initialHeight(JsonText json) throws IOException {
    JsonNode node = json.root().path("initial_height");
    if (node.isMissingNode()) {
      return 1;
    }
    if (!node.asText().matches("[1-9][0-9]{0,17}")) {
      throw json.fault(
          "/initial_height",
          "initial_height: expected a number of 1 or more, found '" + node.asText() + "'");
    }
    return Long.parseLong(node.asText());
  }

  private static Instant time(JsonText json) throws IOException {
    String text = text(json, "genesis_time");
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw json.fault(
          "/genesis_time",
          "genesis_time: expected a time like 2026-11-01T09:00:00Z, found '" + text + "'");
    }
  }

  private static Genesis genesis(JsonText json) throws IOException {
    if (!json.root().path("app_state").isObject()) {
      throw json.fault(APP_STATE, "app_state: expected an object");
    }
    Genesis.Builder genesis = Genesis.newBuilder();
    MessageFile.merge(json, APP_STATE, genesis);
    return genesis.build();
  }

  /** The chain that starts with it. */
  public String chainId() {
    return chainId;
  }

  /** The height of its first block. */
  public long initialHeight() {
    return initialHeight;
  }

  /** When the chain starts. */
  public Instant time() {
    return time;
  }

  /** What the application starts with. */
  public Genesis genesis() {
    return genesis;
  }

  /** The file as it is: every node of a chain has the same. */
  public String text() {
    return json.text();
  }

  /**
   * Checks it by the rules, as {@link GenesisCheck} does.
   *
   * @throws IOException naming the line of the first entry that is wrong
   */
  public void validate(ClearingHouse house) throws IOException {
    validate(house, whole -> {});
  }

  /**
   * As above, with a check of the books between that of their form and that of their meaning.
   *
   * @param books throws an {@code IllegalArgumentException} whose message begins with the entry
   */
  public void validate(ClearingHouse house, Consumer<Genesis> books) throws IOException {
    try {
      house.checkBooks(genesis);
      books.accept(genesis);
      GenesisCheck.validate(genesis, house, chainId, initialHeight, time);
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      throw json.fault(APP_STATE + entry(message).orElse(""), message);
    }
  }

  /** Messages of the rules begin with the entry: {@code deposits[3]: expected a listed asset}. */
  private static Optional<String> entry(String message) {
    Matcher matcher = ENTRY.matcher(message);
    return matcher.matches() ? Optional.of(JsonText.pointer(matcher.group(1))) : Optional.empty();
  }
}
