package tenor.clearing.kernel;

import java.util.OptionalLong;

/** What trading says of an instrument's price. Declared here, implemented by {@code trading}. */
public interface MarkInputs {
  /** The mid of the book, in units of 10⁻⁸; empty without a book or with one empty side. */
  OptionalLong bookMid(Reader state, int instrument);

  /**
   * The time-weighted average of trade prices over the last five minutes (day / 288), or over the
   * gap to the block before if that is longer, in units of 10⁻⁸; empty if nothing was traded then.
   */
  OptionalLong tradeAverage(Reader state, int instrument, Block block);

  /**
   * The same average of premiums of a perpetual's trades, each over the index at which it was made,
   * a fraction in units of 10⁻⁹; empty if nothing was traded then.
   */
  OptionalLong tradePremium(Reader state, int instrument, Block block);
}
