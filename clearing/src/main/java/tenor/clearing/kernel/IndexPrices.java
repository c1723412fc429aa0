package tenor.clearing.kernel;

import java.util.OptionalLong;

/** The standing price of an underlying. Declared here, implemented by {@code oracle}. */
@FunctionalInterface
public interface IndexPrices {
  /** The index of {@code underlying} in units of 10⁻⁸; empty while there is none. */
  OptionalLong price(Reader state, int underlying);
}
