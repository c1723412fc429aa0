package tenor.clearing.margin;

import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.clearing.kernel.Reader;
import tenor.clearing.risk.Holding;
import tenor.clearing.risk.UnderlyingRequirement;

/**
 * N: the units that the accounts of a group must trade out of together, 10⁻¹⁸ (MRG-05). For one
 * state: found once per group and underlying, however many accounts the group has.
 */
final class GroupUnits {
  private final Reader state;
  private final BlockRisk block;
  private final SortedMap<Long, SortedMap<Integer, BigInteger>> units = new TreeMap<>();

  GroupUnits(Reader state, BlockRisk block) {
    this.state = state;
    this.block = block;
  }

  /** What the others of an account's group have in a market; {@code own} is what it has itself. */
  BigInteger elsewhere(long account, Market market, BigInteger own) {
    List<Long> accounts = block.accounts(account);
    if (accounts.size() < 2 || market.terms().dailyCapacity() == 0) {
      return BigInteger.ZERO;
    }
    SortedMap<Integer, BigInteger> known = units.get(accounts.getFirst());
    if (known == null) {
      known = ofGroup(accounts);
      units.put(accounts.getFirst(), known);
    }
    return known.getOrDefault(market.underlying(), own).subtract(own).max(BigInteger.ZERO);
  }

  private SortedMap<Integer, BigInteger> ofGroup(List<Long> accounts) {
    SortedMap<Integer, BigInteger> sums = new TreeMap<>();
    for (long account : accounts) {
      Book book = Book.ofArrays(state, account, block);
      for (int underlying : book.positions().keySet()) {
        sums.merge(
            underlying,
            units(block.market(underlying), book.holdings(underlying)),
            BigInteger::add);
      }
    }
    return sums;
  }

  private static BigInteger units(Market market, List<Holding> holdings) {
    return UnderlyingRequirement.of(market.terms(), market.scenarios(), holdings, BigInteger.ZERO)
        .units();
  }
}
