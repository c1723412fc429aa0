package tenor.state;

import java.util.Optional;

/**
 * A place of the store that is not what was written.
 *
 * @param part what kind of data
 * @param file the file it is in, if one is known
 * @param component the component of the state it belongs to, if one is known
 * @param from the key from which on it may lie, if known
 * @param to the key up to which it may lie, if known
 * @param what what was found, in words
 */
public record Damage(
    Part part,
    Optional<String> file,
    Optional<String> component,
    Optional<Bytes> from,
    Optional<Bytes> to,
    String what) {

  /** The kinds of data that a store keeps. */
  public enum Part {
    /** The values of the state. */
    VALUES("values"),
    /** What older heights need. */
    HISTORY("history"),
    /** A sorted table file of the database, whatever it holds. */
    TABLE("table"),
    /** A file of large values. */
    BLOB("blob"),
    /** The database's write-ahead log. */
    LOG("log"),
    /** The database's own list of files. */
    MANIFEST("manifest"),
    /** The saved upper part of the tree, which can always be made anew. */
    TREE_FILE("treeFile"),
    /** A snapshot for others. */
    SNAPSHOT("snapshot");

    private final String title;

    Part(String title) {
      this.title = title;
    }

    /** Its name in JSON. */
    public String title() {
      return title;
    }
  }

  static Damage of(Part part, String what) {
    return new Damage(
        part, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), what);
  }

  static Damage inFile(Part part, String file, String what) {
    return new Damage(
        part, Optional.of(file), Optional.empty(), Optional.empty(), Optional.empty(), what);
  }

  /** Within the keys above {@code from} (from the first, if that is empty) up to {@code to}. */
  Damage within(Optional<String> owner, Optional<Bytes> lower, Optional<Bytes> upper) {
    return new Damage(part, file, owner, lower, upper, what);
  }

  /** Where and what, in one line. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(part.title);
    file.ifPresent(name -> text.append(", file ").append(name));
    component.ifPresent(name -> text.append(", component ").append(name));
    if (from.isPresent() || to.isPresent()) {
      text.append(", keys ")
          .append(from.map(Bytes::hex).orElse("from the first"))
          .append(" to ")
          .append(to.map(Bytes::hex).orElse("the last"));
    }
    return text.append(": ").append(what).toString();
  }
}
