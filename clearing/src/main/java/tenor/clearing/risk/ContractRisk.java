package tenor.clearing.risk;

import tenor.clearing.fixed.Losses;

/**
 * What margin needs to know of a contract; per contract held long.
 *
 * @param timeMillis to its expiry
 * @param losses its risk array: the common scenarios, then the pins of the underlying; 10⁻⁶ of the
 *     settlement asset
 * @param isPremium whether its value was paid up front and is part of net option value
 * @param value then, rounded down, 10⁻⁶; 0 for all else
 * @param delta 10⁻⁹ units of the underlying
 * @param vega per 1.00 of volatility, 10⁻⁹ of the settlement asset
 * @param vanillas how many vanilla options it is made of
 */
public record ContractRisk(
    long timeMillis,
    Losses losses,
    boolean isPremium,
    long value,
    long delta,
    long vega,
    int vanillas) {}
