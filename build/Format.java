import com.google.googlejavaformat.java.Main;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs google-java-format over every Java source below a folder. Generated sources, under {@code
 * target/}, are left out.
 *
 * <p>Usage: {@code java build/Format.java FOLDER --dry-run --set-exit-if-changed}, or {@code
 * --replace} instead of the last two to rewrite the files.
 */
public final class Format {
  private Format() {}

  /** Formats, or with {@code --dry-run} lists what is not formatted. */
  public static void main(String[] args) throws Exception {
    Path root = Path.of(args[0]);
    List<String> arguments = new ArrayList<>(List.of(args).subList(1, args.length));
    try (var files = Files.walk(root)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !root.relativize(file).toString().contains("target/"))
          .filter(file -> !root.relativize(file).toString().startsWith("."))
          .map(Path::toString)
          .sorted()
          .forEach(arguments::add);
    }
    var out = new PrintWriter(System.out, true);
    var err = new PrintWriter(System.err, true);
    int code = new Main(out, err, System.in).format(arguments.toArray(String[]::new));
    out.flush();
    err.flush();
    if (code != 0) {
      System.err.println("Sources are not formatted; run build/format to mend them.");
    }
    System.exit(code);
  }
}
