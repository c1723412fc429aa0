package tenor.node.setup;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tenor.app.books.BooksExport;
import tenor.clearing.governance.EngineKeys;
import tenor.clearing.proto.EngineSettings;
import tenor.clearing.proto.ValidatorRecord;
import tenor.engine.ChainGenesis;
import tenor.engine.ChainParams;
import tenor.engine.GenesisValidator;
import tenor.genesis.GenesisJson;

/**
 * The genesis file of a chain that goes on with the books of another. Without choices it depends on
 * the books alone, so every node of the other chain makes the same file.
 *
 * @param chainId never one that the books were on
 * @param initialHeight above the height of the books
 * @param time not before the time of the books
 * @param rulesVersion the version in force from the first block on, not below that of the books
 * @param validators of the first block
 */
public record Restart(
    String chainId,
    long initialHeight,
    Instant time,
    int rulesVersion,
    List<GenesisValidator> validators) {
  private static final Pattern NUMBERED = Pattern.compile("(.*-)([0-9]{1,9})");

  /** Keeps its own copy. */
  public Restart {
    validators = List.copyOf(validators);
  }

  /**
   * What follows from the books: the next height, the same time, rules and validators, and the
   * chain id with the next number: {@code tenor-1} becomes {@code tenor-2}.
   */
  public static Restart of(BooksExport books) {
    return new Restart(
        nextId(books.engine().getChainId()),
        books.nextHeight(),
        Instant.ofEpochMilli(books.timeMillis()),
        books.rulesVersion(),
        validators(books));
  }

  static String nextId(String chainId) {
    Matcher numbered = NUMBERED.matcher(chainId);
    return numbered.matches()
        ? numbered.group(1) + (Long.parseLong(numbered.group(2)) + 1)
        : chainId + "-2";
  }

  private static List<GenesisValidator> validators(BooksExport books) {
    List<GenesisValidator> validators = new ArrayList<>();
    for (ByteString address : EngineKeys.VALIDATORS.rows(books.reader())) {
      ValidatorRecord record = EngineKeys.VALIDATORS.require(books.reader(), address);
      validators.add(
          new GenesisValidator(
              HexFormat.of().formatHex(record.getEd25519().toByteArray()),
              record.getPower(),
              "validator" + validators.size()));
    }
    return validators;
  }

  /** The file, with the limits of the chain that ends. */
  public ChainGenesis genesis(BooksExport books) {
    EngineSettings engine = books.engine();
    return new ChainGenesis(
        chainId,
        time,
        initialHeight,
        new ChainParams(
            engine.getBlockMaxBytes(),
            engine.getEvidenceMaxBytes(),
            engine.getEvidenceMaxAgeBlocks(),
            Duration.ofMillis(engine.getEvidenceMaxAgeMillis()),
            engine.getExtensionsHeight(),
            rulesVersion),
        validators,
        GenesisJson.print(books.genesis(rulesVersion)));
  }
}
