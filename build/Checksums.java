import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares the jars and programs of a local Maven repository with the committed list, or writes the
 * list. See {@code build/checksums --help}.
 *
 * <p>Usage: {@code java build/Checksums.java check|strict|update LIST REPOSITORY ROOT}.
 */
public final class Checksums {
  private static final Set<String> KINDS = Set.of("jar", "exe");
  private static final String HEADER =
      "# Every jar and program that the build takes from outside:"
          + " groupId:artifactId:version:classifier:ext sha256.\n"
          + "# Written by build/checksums --update; read the difference before committing it.\n";

  private Checksums() {}

  /** Exits with 0 if all agrees, 1 if not. */
  public static void main(String[] args) throws IOException {
    Path list = Path.of(args[1]);
    Map<String, Path> present = artifacts(Path.of(args[2]));
    if (present.isEmpty()) {
      fail(args[2] + " holds no artifact: run 'mvn verify' first, or name another with --repo.");
    }
    if (args[0].equals("update")) {
      Files.writeString(list, HEADER + text(hashes(present)));
      System.err.println("Wrote " + present.size() + " artifacts to " + list);
      return;
    }
    Map<String, String> expected = read(list);
    Set<String> problems = new TreeSet<>();
    Map<String, Path> listed = new TreeMap<>(present);
    listed.keySet().retainAll(expected.keySet());
    hashes(listed)
        .forEach((name, hash) -> mismatch(problems, name, expected.get(name), hash, listed));
    unlistedPins(Path.of(args[3]), expected.keySet(), problems);
    if (args[0].equals("strict")) {
      present.keySet().stream()
          .filter(name -> !expected.containsKey(name))
          .forEach(name -> problems.add(name + " is not listed"));
    }
    problems.forEach(System.out::println);
    if (!problems.isEmpty()) {
      fail(
          problems.size()
              + " of "
              + present.size()
              + " artifacts are not as committed. If you changed versions, run build/checksums"
              + " --update and read its difference; if not, delete the named files, build again,"
              + " and do not trust them if they return.");
    }
    System.out.println(
        listed.size() + " of " + expected.size() + " listed artifacts are here, all as committed");
  }

  private static void mismatch(
      Set<String> problems, String name, String expected, String actual, Map<String, Path> files) {
    if (!expected.equals(actual)) {
      problems.add(
          name + " has sha256 " + actual + ", committed is " + expected + ": " + files.get(name));
    }
  }

  /** The artifacts of a repository by name. Those of this project are not from outside. */
  private static Map<String, Path> artifacts(Path repository) throws IOException {
    Map<String, Path> found = new TreeMap<>();
    if (!Files.isDirectory(repository)) {
      return found;
    }
    try (Stream<Path> files = Files.walk(repository)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path path = repository.relativize(file);
        String name = path.getNameCount() < 4 ? "" : name(path);
        if (!name.isEmpty() && !name.startsWith("tenor:")) {
          found.put(name, file);
        }
      }
    }
    return found;
  }

  /**
   * The coordinates of {@code group/artifact/version/artifact-version[-classifier].ext}, or empty.
   */
  private static String name(Path path) {
    int depth = path.getNameCount();
    String version = path.getName(depth - 2).toString();
    String artifact = path.getName(depth - 3).toString();
    String group = path.subpath(0, depth - 3).toString().replace('/', '.');
    Matcher parts =
        Pattern.compile(
                Pattern.quote(artifact + "-" + version) + "(?:-([^.]+(?:\\.[^.]+)*))?\\.([a-z]+)")
            .matcher(path.getFileName().toString());
    if (!parts.matches() || !KINDS.contains(parts.group(2))) {
      return "";
    }
    String classifier = parts.group(1) == null ? "" : parts.group(1);
    return String.join(":", group, artifact, version, classifier, parts.group(2));
  }

  private static Map<String, String> hashes(Map<String, Path> files) {
    return files.entrySet().parallelStream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, e -> sha256(e.getValue()), (a, _) -> a, TreeMap::new));
  }

  private static String sha256(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(file + " cannot be read", e);
    }
  }

  private static String text(Map<String, String> hashes) {
    StringBuilder text = new StringBuilder();
    hashes.forEach((name, hash) -> text.append(name).append(' ').append(hash).append('\n'));
    return text.toString();
  }

  private static Map<String, String> read(Path list) throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    int number = 0;
    for (String line : Files.readAllLines(list)) {
      number++;
      if (line.startsWith("#")) {
        continue;
      }
      String[] parts = line.split(" ", -1);
      if (parts.length != 2
          || !parts[1].matches("[0-9a-f]{64}")
          || hashes.put(parts[0], parts[1]) != null) {
        fail(list + ":" + number + ": expected a name not yet seen and its sha256: " + line);
      }
    }
    return hashes;
  }

  /**
   * Adds each dependency and plugin that a pom uses, with a version of its own, and no line lists.
   */
  private static void unlistedPins(Path root, Set<String> listed, Set<String> problems)
      throws IOException {
    String parent = Files.readString(root.resolve("pom.xml"));
    Map<String, String> pins = new TreeMap<>();
    for (Element element : elements(parent)) {
      String version = property(element.version(), parent);
      if (!version.isEmpty() && !element.type().equals("pom")) {
        pins.put(element.group() + ":" + element.artifact(), version);
      }
    }
    Set<String> used = new TreeSet<>();
    try (Stream<Path> folders = Files.list(root)) {
      for (Path pom : folders.map(f -> f.resolve("pom.xml")).filter(Files::exists).toList()) {
        elements(Files.readString(pom)).forEach(e -> used.add(e.group() + ":" + e.artifact()));
      }
    }
    elements(cut(parent, "dependencyManagement", "pluginManagement", "profiles"))
        .forEach(e -> used.add(e.group() + ":" + e.artifact()));
    for (String name : used) {
      String version = pins.get(name);
      if (version != null
          && listed.stream().noneMatch(l -> l.startsWith(name + ":" + version + ":"))) {
        problems.add(name + ":" + version + " is used by a pom and not listed");
      }
    }
  }

  private record Element(String group, String artifact, String version, String type) {}

  /** The dependencies, plugins and tools of a pom, this project's own modules left out. */
  private static List<Element> elements(String pom) {
    return Pattern.compile(
            "<(dependency|plugin|path|artifactItem)>(.*?)<(?:/\\1|configuration|executions)>",
            Pattern.DOTALL)
        .matcher(pom)
        .results()
        .map(match -> match.group(2))
        .map(
            body ->
                new Element(
                    tag(body, "groupId", "org.apache.maven.plugins"),
                    tag(body, "artifactId", ""),
                    tag(body, "version", ""),
                    tag(body, "type", "jar")))
        .filter(element -> !element.group().equals("tenor"))
        .toList();
  }

  private static String tag(String body, String name, String otherwise) {
    Matcher found = Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(body);
    return found.find() ? found.group(1) : otherwise;
  }

  private static String property(String version, String pom) {
    return version.startsWith("${")
        ? tag(pom, Pattern.quote(version.substring(2, version.length() - 1)), "")
        : version;
  }

  private static String cut(String pom, String... names) {
    String rest = pom;
    for (String name : names) {
      rest =
          Pattern.compile("<" + name + ">.*?</" + name + ">", Pattern.DOTALL)
              .matcher(rest)
              .replaceAll("");
    }
    return rest;
  }

  private static void fail(String message) {
    System.err.println(message);
    System.exit(1);
  }
}
