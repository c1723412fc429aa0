package tenor.node.risk;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.clearing.risk.Collateral;
import tenor.clearing.risk.Contract;
import tenor.clearing.risk.RiskTerms;

/**
 * A portfolio with its market and parameters.
 *
 * @param initialFactor 10⁻⁹
 * @param reputation 10⁻⁹
 * @param cash 10⁻⁶
 * @param offsets ω by margin class, 10⁻⁹, in the order of the file
 * @param underlyings in the order of the file
 */
record Portfolio(
    long initialFactor,
    long reputation,
    long cash,
    List<Collateral> collateral,
    Map<String, Long> offsets,
    List<Underlying> underlyings) {
  /** Keeps its own copies. */
  Portfolio {
    collateral = List.copyOf(collateral);
    underlyings = List.copyOf(underlyings);
  }

  /**
   * An underlying with all that is listed on it.
   *
   * @param where it stands in the file
   * @param contracts by id, in the order of the file
   * @param positions contracts held by id, long positive
   */
  record Underlying(
      String where,
      String name,
      String marginClass,
      RiskTerms terms,
      Map<String, Contract> contracts,
      SortedMap<String, Long> positions) {
    /** Begins without positions. */
    static Underlying of(
        String where,
        String name,
        String marginClass,
        RiskTerms terms,
        Map<String, Contract> contracts) {
      return new Underlying(where, name, marginClass, terms, contracts, new TreeMap<>());
    }
  }
}
