package tenor.clearing.margin;

import tenor.clearing.fixed.Fixed;

/**
 * What an account has and needs in one asset; amounts in 10⁻⁶ of it.
 *
 * @param asset its number
 * @param cash negative if owed
 * @param optionValue of what was paid for up front: it counts as equity but never pays (MRG-12)
 * @param equity cash, option value, and what other assets count for as collateral (MRG-13)
 * @param maintenance below which the account is called
 * @param scaled maintenance × initial factor: what a taker of a slice needs
 * @param initial needed to open and to withdraw: scaled, or more where open interest nears its cap
 * @param worstScenario of the class that needs most; from 1, 0 if no scenario loses
 */
public record Requirement(
    int asset,
    long cash,
    long optionValue,
    long equity,
    long maintenance,
    long scaled,
    long initial,
    int worstScenario) {
  /** Without option value: equity is cash. */
  public Requirement(
      int asset,
      long cash,
      long equity,
      long maintenance,
      long scaled,
      long initial,
      int worstScenario) {
    this(asset, cash, 0, equity, maintenance, scaled, initial, worstScenario);
  }

  /** The same with another equity. */
  Requirement withEquity(long other) {
    return new Requirement(
        asset, cash, optionValue, other, maintenance, scaled, initial, worstScenario);
  }

  /** Whether equity is at least initial margin. */
  public boolean coversInitial() {
    return equity >= initial;
  }

  /** Whether equity is at least maintenance margin. */
  public boolean coversMaintenance() {
    return equity >= maintenance;
  }

  /** Whether equity is at least maintenance × initial factor. */
  public boolean coversScaled() {
    return equity >= scaled;
  }

  /** equity − maintenance; negative in a call. */
  public long excess() {
    return Fixed.minus(equity, maintenance);
  }
}
