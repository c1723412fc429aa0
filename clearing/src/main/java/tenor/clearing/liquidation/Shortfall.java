package tenor.clearing.liquidation;

import java.util.Comparator;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.margin.AccountMargin;
import tenor.clearing.margin.Requirement;

/**
 * The worst of what an account lacks over its settlement assets.
 *
 * @param account its number
 * @param worst the requirement of the asset in which it lacks most
 * @param amount maintenance − equity there, 10⁻⁶; not positive if margin is covered
 */
record Shortfall(long account, Requirement worst, long amount) {
  /** The order in which accounts are acted on (LIQ-03): the largest first, then by number. */
  static final Comparator<Shortfall> ORDER =
      Comparator.comparingLong(Shortfall::amount).reversed().thenComparingLong(Shortfall::account);

  /**
   * Of a margin; an asset that is insolvent is worse than one that is called for, and that than
   * others.
   */
  static Shortfall of(AccountMargin margin) {
    Requirement worst = margin.in(0);
    for (Requirement requirement : margin.requirements().values()) {
      worst = worst.asset() == 0 || isWorse(requirement, worst) ? requirement : worst;
    }
    return new Shortfall(margin.account(), worst, Fixed.negate(worst.excess()));
  }

  private static boolean isWorse(Requirement one, Requirement other) {
    return rank(one) == rank(other) ? one.excess() < other.excess() : rank(one) > rank(other);
  }

  /** An asset that is owed is called for, whatever margin says of options held in it. */
  private static int rank(Requirement requirement) {
    boolean isShort = requirement.excess() < 0 || requirement.cash() < 0;
    return isInsolvent(requirement) ? 2 : isShort ? 1 : 0;
  }

  private static boolean isInsolvent(Requirement requirement) {
    return requirement.equity() < 0;
  }

  /** Whether equity is negative. */
  boolean isInsolvent() {
    return isInsolvent(worst);
  }

  /** Whether equity is below maintenance margin, or cash below zero. */
  boolean isCall() {
    return amount > 0 || worst.cash() < 0;
  }
}
