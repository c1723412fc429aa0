import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs google-java-format over every Java source below a folder. Generated sources, under {@code
 * target/}, are left out, and so is, when it only checks, what is older than the last check that
 * found all in order.
 *
 * <p>Usage: {@code java build/Format.java FOLDER --dry-run --set-exit-if-changed}, or {@code
 * --replace} instead of the last two to rewrite the files.
 */
public final class Format {
  private Format() {}

  /** Formats, or with {@code --dry-run} lists what is not formatted. */
  public static void main(String[] args) throws Exception {
    Path root = Path.of(args[0]);
    List<String> options = List.of(args).subList(1, args.length);
    boolean checks = options.contains("--dry-run");
    Path stamp = root.resolve("target/formatted");
    Instant since = checks && Files.exists(stamp) ? lastModified(stamp) : Instant.MIN;
    Instant now = Instant.now();
    List<String> arguments = new ArrayList<>(options);
    try (var files = Files.walk(root)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !root.relativize(file).toString().contains("target/"))
          .filter(file -> !root.relativize(file).toString().startsWith("."))
          .filter(file -> !lastModified(file).isBefore(since))
          .map(Path::toString)
          .sorted()
          .forEach(arguments::add);
    }
    if (arguments.size() == options.size()) {
      return;
    }
    var out = new PrintWriter(System.out, true);
    var err = new PrintWriter(System.err, true);
    int code = new Main(out, err, System.in).format(arguments.toArray(String[]::new));
    out.flush();
    err.flush();
    if (code == 0 && checks) {
      Files.createDirectories(stamp.getParent());
      Files.writeString(stamp, "");
      Files.setLastModifiedTime(stamp, FileTime.from(now));
    } else if (code != 0) {
      System.err.println("Sources are not formatted; run build/format to mend them.");
    }
    System.exit(code);
  }

  private static Instant lastModified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
