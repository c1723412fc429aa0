package tenor.engine;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * CometBFT's genesis file. Every node of a chain needs the same bytes of {@code appState}.
 *
 * @param chainId 1 to 50 bytes
 * @param genesisTime the engine sleeps until then, with its RPC closed
 * @param initialHeight the first block's height, at least 1
 * @param params limits that CometBFT enforces
 * @param validators those of the first block, none twice, total power at most an eighth of the
 *     greatest long
 * @param appState JSON, handed to the application byte for byte
 */
public record ChainGenesis(
    String chainId,
    Instant genesisTime,
    long initialHeight,
    ChainParams params,
    List<GenesisValidator> validators,
    String appState) {

  private static final int MAX_CHAIN_ID_BYTES = 50;
  private static final long MAX_POWER = Long.MAX_VALUE / 8;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Refuses what CometBFT or the application would refuse at the first start. */
  public ChainGenesis {
    int length = chainId.getBytes(StandardCharsets.UTF_8).length;
    require(
        length > 0 && length <= MAX_CHAIN_ID_BYTES,
        "a chain id has 1 to 50 bytes: '" + chainId + "'");
    require(initialHeight > 0, "the first height must be positive, not " + initialHeight);
    validators = List.copyOf(validators);
    requireSet(validators);
    params.requireRoomFor(validators.size());
    requireJson(appState);
  }

  /** A chain that begins at height 1. */
  public static ChainGenesis of(
      String chainId,
      Instant genesisTime,
      ChainParams params,
      List<GenesisValidator> validators,
      String appState) {
    return new ChainGenesis(chainId, genesisTime, 1, params, validators, appState);
  }

  /** The text of {@code genesis.json}. */
  public String toJson() {
    ObjectNode root = JSON.createObjectNode();
    root.put("genesis_time", genesisTime.toString());
    root.put("chain_id", chainId);
    root.put("initial_height", Long.toString(initialHeight));
    root.set("consensus_params", paramsJson());
    ArrayNode list = root.putArray("validators");
    for (GenesisValidator validator : validators) {
      list.add(validatorJson(validator));
    }
    root.put("app_hash", "");
    root.putRawValue("app_state", new RawValue(appState));
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JacksonException e) {
      throw new IllegalStateException("a genesis that cannot be written", e);
    }
  }

  // CometBFT writes 64-bit integers as strings and durations in nanoseconds.
  private ObjectNode paramsJson() {
    ObjectNode json = JSON.createObjectNode();
    json.putObject("block")
        .put("max_bytes", Long.toString(params.blockMaxBytes()))
        .put("max_gas", "-1");
    json.putObject("evidence")
        .put("max_age_num_blocks", Long.toString(params.evidenceMaxAgeBlocks()))
        .put("max_age_duration", Long.toString(params.evidenceMaxAge().toNanos()))
        .put("max_bytes", Long.toString(params.evidenceMaxBytes()));
    json.putObject("validator").putArray("pub_key_types").add("ed25519");
    json.putObject("version").put("app", Long.toString(params.appVersion()));
    json.putObject("abci")
        .put("vote_extensions_enable_height", Long.toString(params.voteExtensionsEnableHeight()));
    return json;
  }

  private static ObjectNode validatorJson(GenesisValidator validator) {
    ObjectNode json = JSON.createObjectNode();
    json.put("address", validator.address());
    json.putObject("pub_key")
        .put("type", "tendermint/PubKeyEd25519")
        .put("value", Base64.getEncoder().encodeToString(validator.publicKeyBytes()));
    json.put("power", Long.toString(validator.power()));
    json.put("name", validator.name());
    return json;
  }

  private static void requireSet(List<GenesisValidator> validators) {
    require(!validators.isEmpty(), "a chain needs at least one validator");
    Set<String> keys = new HashSet<>();
    long total = 0;
    for (GenesisValidator validator : validators) {
      require(keys.add(validator.publicKey()), "validator twice: " + validator.publicKey());
      require(validator.power() <= MAX_POWER - total, "total power exceeds " + MAX_POWER);
      total += validator.power();
    }
  }

  private static void requireJson(String appState) {
    try {
      require(!JSON.readTree(appState).isMissingNode(), "the application's genesis is empty");
    } catch (JacksonException e) {
      throw new IllegalArgumentException("the application's genesis is not JSON: " + e, e);
    }
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
