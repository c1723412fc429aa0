package tenor.clearing.positions;

/**
 * A position as it was read.
 *
 * @param row whose it is and in what
 * @param contracts long positive, never zero
 */
public record Held(AccountInstrument row, long contracts) {
  /** The account's number. */
  public long account() {
    return row.account();
  }

  /** The instrument's number. */
  public int instrument() {
    return row.instrument();
  }
}
