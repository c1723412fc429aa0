package tenor.state;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** The column families of the database, by RocksDB's numbers of them. */
enum Family {
  /** Format, head and how far background work has come. */
  META(0, "default"),
  /** The current values, by key. */
  VALUES(1, "values"),
  /** What each block replaced, by height. */
  UNDO(2, "undo"),
  /** The heights at which something was replaced, by what it was. */
  INDEX(3, "index");

  private final int number;
  private final String title;

  Family(int number, String title) {
    this.number = number;
    this.title = title;
  }

  /** RocksDB's number of it, part of every batch; families are listed by it. */
  int number() {
    return number;
  }

  byte[] title() {
    return title.getBytes(US_ASCII);
  }
}
