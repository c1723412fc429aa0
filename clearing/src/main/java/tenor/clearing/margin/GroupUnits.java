package tenor.clearing.margin;

import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Table;
import tenor.clearing.positions.PositionsKeys;
import tenor.clearing.proto.OpenInterest;
import tenor.clearing.risk.Holding;
import tenor.clearing.risk.RiskTerms;
import tenor.clearing.risk.UnderlyingRequirement;

/**
 * N: the units that the accounts of a group must trade out of together, 10⁻¹⁸ (MRG-05). For one
 * state: found once per group and underlying, however many accounts the group has.
 */
final class GroupUnits {
  private final Reader state;
  private final BlockRisk block;
  private final SortedMap<Long, SortedMap<Integer, BigInteger>> units = new TreeMap<>();

  private final boolean isForAll;
  private final SortedMap<Integer, RiskTerms> terms = new TreeMap<>();

  private GroupUnits(Reader state, BlockRisk block, boolean isForAll) {
    this.state = state;
    this.block = block;
    this.isForAll = isForAll;
  }

  /** For one account: its group is gone through. */
  static GroupUnits forOne(Reader state, BlockRisk block) {
    return new GroupUnits(state, block, false);
  }

  /** For all accounts: a market in which nobody can be charged is found once, and not again. */
  static GroupUnits forAll(Reader state, BlockRisk block) {
    return new GroupUnits(state, block, true);
  }

  /**
   * What the others of an account's group have in a market; {@code alone} is what it has itself.
   */
  BigInteger elsewhere(long account, Market market, UnderlyingRequirement alone) {
    if (terms(market).dailyCapacity() == 0) {
      return BigInteger.ZERO;
    }
    List<Long> accounts = block.accounts(account);
    if (accounts.size() < 2) {
      return BigInteger.ZERO;
    }
    SortedMap<Integer, BigInteger> known = units.get(accounts.getFirst());
    if (known == null) {
      known = ofGroup(accounts);
      units.put(accounts.getFirst(), known);
    }
    BigInteger own = alone.units(market.terms());
    return known.getOrDefault(market.underlying(), own).subtract(own).max(BigInteger.ZERO);
  }

  /**
   * The terms of a market: where not even a group that held all open contracts on both sides would
   * be charged for concentration, terms that charge nobody and need not be asked again.
   */
  RiskTerms terms(Market market) {
    if (!isForAll) {
      return market.terms();
    }
    return terms.computeIfAbsent(
        market.underlying(),
        _ -> market.isCharged(most(market)) ? market.terms() : market.terms().uncharged());
  }

  /** What any group has in a market is at most this: Σ over contracts held of what one adds. */
  private BigInteger most(Market market) {
    BigInteger most = BigInteger.ZERO;
    for (Table.Entry<Integer, OpenInterest> open : PositionsKeys.OPEN_INTEREST.entries(state)) {
      int number = open.row();
      if (block.isListed(number) && block.listed(number).underlying() == market.underlying()) {
        BigInteger each = block.listed(number).risk().mostUnits(market.terms());
        most = most.add(each.multiply(BigInteger.valueOf(open.value().getContracts())));
      }
    }
    // What is open is held on both sides.
    return most.shiftLeft(1);
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
        .units(market.terms());
  }
}
