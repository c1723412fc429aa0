package tenor.clearing.risk;

import java.math.BigInteger;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Losses;

/**
 * What margin needs to know of a contract; per contract held long.
 *
 * @param timeMillis to its expiry: what its vega counts to
 * @param forwardMillis to the expiry of its forward: what its delta counts to
 * @param losses its risk array: the common scenarios, then the pins of the underlying; 10⁻⁶ of the
 *     settlement asset
 * @param isPremium whether its value was paid up front and is part of net option value
 * @param value then, rounded down, 10⁻⁶; 0 for all else
 * @param delta 10⁻⁹ units of the underlying
 * @param vega per 1.00 of volatility, 10⁻⁹ of the settlement asset
 * @param writtenLong the vanilla options that a contract held long is short of, 10⁻⁹
 * @param writtenShort those that a contract held short is short of, 10⁻⁹
 */
public record ContractRisk(
    long timeMillis,
    long forwardMillis,
    Losses losses,
    boolean isPremium,
    long value,
    long delta,
    long vega,
    long writtenLong,
    long writtenShort) {
  /**
   * The units to trade out of that a contract, held long or short, adds to those of a portfolio at
   * most, 10⁻¹⁸ (RSK-09): neither deltas nor losses of several add up to more than their sizes.
   */
  public BigInteger mostUnits(RiskTerms terms) {
    // Who is short loses a unit more than the array says.
    long loss = Fixed.plus(losses.bound(), 1);
    return Liquidity.units(BigInteger.valueOf(delta).abs(), loss, terms);
  }
}
