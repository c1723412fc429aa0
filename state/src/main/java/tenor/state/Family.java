package tenor.state;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** The column families of the database, by RocksDB's numbers of them. */
enum Family {
  /** Format, head and how far background work has come. */
  META(0, "default"),
  /** Values of leaves, by key and height. */
  LEAVES(1, "leaves"),
  /** Stubs of groups, by place and height. */
  GROUPS(2, "groups"),
  /** What each block is known by and what it changed, by height. */
  BLOCKS(3, "blocks");

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
