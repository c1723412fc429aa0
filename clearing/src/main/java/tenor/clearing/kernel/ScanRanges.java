package tenor.clearing.kernel;

/** Price scan ranges. Declared here, implemented by {@code margin}. */
@FunctionalInterface
public interface ScanRanges {
  /** The price scan range of {@code underlying}, a positive fraction in units of 10⁻⁹. */
  long priceScanRange(Reader state, int underlying);
}
