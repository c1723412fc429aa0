package tenor.node.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node's configuration, {@code tenor.toml} in its home folder.
 *
 * @param chainId the chain it belongs to
 * @param role {@code validator}, {@code full}, {@code observer} or {@code seed}
 * @param rpc the address of its CometBFT's RPC
 * @param p2p where its CometBFT meets peers
 * @param metrics where its metrics are served
 * @param retainedHeights how many heights can be asked for with proof, besides those that are
 *     recent enough; an observer keeps all
 * @param scrubSeconds within how many seconds everything on disk is read again and compared; a day
 *     if left out, at most a year
 * @param storage how long it keeps history, and how much memory its state may take; what is usual
 *     if left out
 * @param snapshots when it makes snapshots for others to join by; what its role does by default if
 *     left out
 * @param feeds its price sources; only a validator's are used
 */
public record NodeConfig(
    String chainId,
    String role,
    String rpc,
    String p2p,
    String metrics,
    int retainedHeights,
    long scrubSeconds,
    @Nullable Storage storage,
    @Nullable Snapshots snapshots,
    List<Feed> feeds) {
  /** The file's name in the home folder. */
  public static final String FILE = "tenor.toml";

  private static final long DAY_SECONDS = 86_400;
  private static final long YEAR_SECONDS = 365 * DAY_SECONDS;
  private static final ObjectMapper TOML =
      TomlMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /**
   * How long history is kept, and how much memory the state may take.
   *
   * @param retainedSeconds for how long a height can be asked for with proof, counted in the time
   *     of blocks; two weeks, as long as the engine keeps the blocks, if left out; an observer
   *     keeps all
   * @param pageMiB the greatest room outside the heap for pages of the tree, in MiB
   * @param valueMiB the greatest room on the heap for values of the current state, in MiB
   */
  public record Storage(long retainedSeconds, int pageMiB, int valueMiB) {
    private static final long TWO_WEEKS = 14 * DAY_SECONDS;
    private static final int MOST_MIB = 1 << 20;

    /** What is usual. */
    public static final Storage USUAL = new Storage(0, 0, 0);

    /** Fills what the file leaves out, and refuses what cannot be. */
    public Storage {
      if (retainedSeconds < 0 || retainedSeconds > 100 * YEAR_SECONDS) {
        throw new IllegalArgumentException(
            "storage: expected retainedSeconds from 1 to " + 100 * YEAR_SECONDS);
      }
      if (pageMiB < 0 || pageMiB > MOST_MIB || valueMiB < 0 || valueMiB > MOST_MIB) {
        throw new IllegalArgumentException(
            "storage: expected pageMiB and valueMiB from 1 to " + MOST_MIB);
      }
      retainedSeconds = retainedSeconds == 0 ? TWO_WEEKS : retainedSeconds;
      pageMiB = pageMiB == 0 ? 1024 : pageMiB;
      valueMiB = valueMiB == 0 ? 128 : valueMiB;
    }
  }

  /** How it stores the state, by what is configured or else as is usual. */
  public Storage storagePlan() {
    return storage == null ? Storage.USUAL : storage;
  }

  /**
   * When a node makes snapshots.
   *
   * @param every how many heights lie between two; equal on all nodes, so that they offer the same;
   *     0 makes none
   * @param keep how many are kept
   */
  public record Snapshots(int every, int keep) {
    private static final int DEFAULT_EVERY = 1000;
    private static final int DEFAULT_KEEP = 3;

    /** Fills what the file leaves out, and refuses what cannot be. */
    public Snapshots {
      if (every < 0) {
        throw new IllegalArgumentException("snapshots: expected every to be at least 0");
      }
      if (keep < 0) {
        throw new IllegalArgumentException("snapshots: expected keep to be at least 1");
      }
      keep = keep == 0 ? DEFAULT_KEEP : keep;
    }

    // A validator has its blocks to make; the others are there to serve.
    private static Snapshots of(String role) {
      boolean serves = role.equals("full") || role.equals("observer");
      return new Snapshots(serves ? DEFAULT_EVERY : 0, DEFAULT_KEEP);
    }
  }

  /** When it makes snapshots, by what is configured or else by its role. */
  public Snapshots snapshotPlan() {
    return snapshots == null ? Snapshots.of(role) : snapshots;
  }

  /**
   * A price source.
   *
   * @param kind {@code csv}, {@code http} or {@code surfaces}
   * @param file csv: daily closes; surfaces: implied volatilities
   * @param columns csv: the underlying of each column to replay
   * @param from csv: the first day, as 2008-09-02
   * @param to csv: the last day
   * @param startMillis csv: when the first day begins
   * @param dayMillis csv: how long a day stands
   * @param product http: the underlying it prices
   * @param url http: the document
   * @param price http: a JSON Pointer to the price
   * @param time http: a JSON Pointer to its time in milliseconds, or empty
   * @param everyMillis http and surfaces: how often to ask
   * @param smile csv: how to make surfaces of the closes; none if left out
   */
  public record Feed(
      String kind,
      @Nullable String file,
      @Nullable Map<String, Integer> columns,
      @Nullable String from,
      @Nullable String to,
      long startMillis,
      long dayMillis,
      int product,
      @Nullable String url,
      @Nullable String price,
      @Nullable String time,
      long everyMillis,
      @Nullable Smile smile) {}

  /**
   * Surfaces for a replay of closes: volatility at the money is what they realised, times 1 + skew
   * z + curve z² at z = ln(K/F) ÷ (vol √T).
   *
   * @param expiryDays days between two expiries, which are counted from the first row; 20 if left
   *     out
   * @param expiries how many expiries ahead; 3 if left out
   * @param knots on each side of the middle one, as the chain wants them; 5 if left out
   * @param step of z between two knots, as the chain wants it; 0.5 if left out
   * @param skew −0.08 if it and curve are left out
   * @param curve 0.01 if it and skew are left out
   */
  public record Smile(
      int expiryDays, int expiries, int knots, double step, double skew, double curve) {
    private static final int MOST_DAYS = 3650;
    private static final int MOST_EXPIRIES = 32;
    private static final int MOST_KNOTS = 16;

    /** What is usual. */
    public static final Smile USUAL = new Smile(0, 0, 0, 0, 0, 0);

    /** Fills what the file leaves out, and refuses what cannot be. */
    public Smile {
      expiryDays = expiryDays == 0 ? 20 : expiryDays;
      expiries = expiries == 0 ? 3 : expiries;
      knots = knots == 0 ? 5 : knots;
      step = step == 0 ? 0.5 : step;
      boolean usual = skew == 0 && curve == 0;
      skew = usual ? -0.08 : skew;
      curve = usual ? 0.01 : curve;
      expect(expiryDays > 0 && expiryDays <= MOST_DAYS, "expiryDays from 1 to " + MOST_DAYS);
      expect(expiries > 0 && expiries <= MOST_EXPIRIES, "expiries from 1 to " + MOST_EXPIRIES);
      expect(knots > 0 && knots <= MOST_KNOTS, "knots from 1 to " + MOST_KNOTS);
      expect(step >= 0.1 && step <= 2, "step from 0.1 to 2");
      expect(Math.abs(skew) <= 1 && Math.abs(curve) <= 1, "skew and curve from -1 to 1");
    }

    private static void expect(boolean right, String what) {
      if (!right) {
        throw new IllegalArgumentException("smile: expected " + what);
      }
    }
  }

  /** Fills what the file leaves out, and refuses what cannot be. */
  public NodeConfig {
    required(chainId, "chainId");
    required(role, "role");
    required(rpc, "rpc");
    NodeHome.engineRole(role);
    if (retainedHeights < 0) {
      throw new IllegalArgumentException("retainedHeights: expected at least 1");
    }
    retainedHeights = retainedHeights == 0 ? 200 : retainedHeights;
    if (scrubSeconds < 0 || scrubSeconds > YEAR_SECONDS) {
      throw new IllegalArgumentException("scrubSeconds: expected 1 to " + YEAR_SECONDS);
    }
    scrubSeconds = scrubSeconds == 0 ? DAY_SECONDS : scrubSeconds;
    feeds = feeds == null ? List.of() : List.copyOf(feeds);
  }

  private static void required(@Nullable String text, String name) {
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException(name + ": expected text");
    }
  }

  /**
   * Reads a node's configuration.
   *
   * @throws IOException naming the file, the line and what was expected
   */
  public static NodeConfig read(Path home) throws IOException {
    Path file = home.resolve(FILE);
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new IOException(
          "no node in " + home + ": 'tenor init --home " + home + "' makes one", e);
    } catch (CharacterCodingException e) {
      throw new IOException(file + ":1: expected UTF-8 text", e);
    }
    try {
      return TOML.readValue(text, NodeConfig.class);
    } catch (JsonMappingException e) {
      throw fault(file, text, path(e), message(e));
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      throw new IOException(file + ":" + line + ": not TOML: " + e.getOriginalMessage(), e);
    }
  }

  private static List<String> path(JsonMappingException e) {
    List<String> path = new ArrayList<>();
    for (JsonMappingException.Reference part : e.getPath()) {
      path.add(
          part.getFieldName() == null ? Integer.toString(part.getIndex()) : part.getFieldName());
    }
    // What the record itself refuses begins with the name of the setting.
    if (e instanceof ValueInstantiationException) {
      path.add(message(e).replaceFirst(":.*", ""));
    }
    return path;
  }

  private static String message(JsonMappingException e) {
    return switch (e) {
      case UnrecognizedPropertyException unknown ->
          unknown.getPropertyName()
              + ": no such setting, there are "
              + unknown.getKnownPropertyIds();
      case ValueInstantiationException refused when refused.getCause() != null ->
          String.valueOf(refused.getCause().getMessage());
      default -> {
        List<JsonMappingException.Reference> path = e.getPath();
        String name = path.isEmpty() ? "" : path.getLast().getFieldName() + ": ";
        yield name + e.getOriginalMessage();
      }
    };
  }

  private static IOException fault(Path file, String text, List<String> path, String message) {
    return new IOException(file + ":" + TomlLines.find(text, path) + ": " + message);
  }

  /**
   * What is wrong with a setting of the file in {@code home}.
   *
   * @param path where it stands, such as {@code feeds}, {@code 0}, {@code url}
   * @return an exception that names the file and the line
   */
  public static IOException fault(Path home, List<String> path, String message) {
    Path file = home.resolve(FILE);
    try {
      return fault(file, Files.readString(file), path, message);
    } catch (IOException e) {
      return new IOException(file + ": " + message, e);
    }
  }

  /** Writes it. */
  public void write(Path home) throws IOException {
    Files.createDirectories(home);
    Files.writeString(home.resolve(FILE), TOML.writeValueAsString(this));
  }
}
