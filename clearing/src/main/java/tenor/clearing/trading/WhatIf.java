package tenor.clearing.trading;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.kernel.AccountGate;
import tenor.clearing.kernel.Outcome;
import tenor.clearing.kernel.Reader;
import tenor.clearing.margin.AccountMargin;
import tenor.clearing.proto.RegisterTrade;

/**
 * TRD-19: what a trade would do, found by doing it on top of a state that stays as it is: the
 * checks, payments and margin are those of a trade in a block, at the prices and the time of the
 * state's last block, both sides having signed.
 *
 * @param mark at which the position would stand, 10⁻⁸, of a package what its legs' come to; empty
 *     if the instrument has none
 * @param asset that the instrument settles in; 0 if there is no such instrument
 * @param outcome whether it would be accepted
 * @param sides buyer, then seller, without the stand-in
 */
public record WhatIf(OptionalLong mark, int asset, Outcome outcome, List<Side> sides) {
  /**
   * Takes the other side of a trade whose second party is not named: no participant has this
   * account. It has no positions, and cash for any trade.
   */
  public static final long STAND_IN = Ledger.FIRST_PARTICIPANT_ACCOUNT - 1;

  /** Keeps its own copy. */
  public WhatIf {
    sides = List.copyOf(sides);
  }

  /**
   * What the trade would do in {@code state}, which is not changed.
   *
   * @param gate who may take on positions
   */
  public static WhatIf of(Reader state, RegisterTrade trade, AccountGate gate) {
    return new Trial(state, trade, gate).run();
  }

  /**
   * One party. What follows the trade is there if the rules can compute it, even where the trade is
   * refused: it says why.
   *
   * @param account its number
   * @param contractsBefore held in the instrument, long positive; nobody holds a package
   * @param contractsAfter the same after the trade
   * @param received cash, 10⁻⁶ of the asset; negative if it pays
   * @param before margin as it is; empty if the rules cannot compute it
   * @param after margin after the trade; empty if the rules cannot compute it
   */
  public record Side(
      long account,
      long contractsBefore,
      long contractsAfter,
      long received,
      Optional<AccountMargin> before,
      Optional<AccountMargin> after) {}
}
