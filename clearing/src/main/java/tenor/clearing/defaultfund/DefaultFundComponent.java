package tenor.clearing.defaultfund;

import java.util.List;
import java.util.Optional;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.collateral.Custody;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.instruments.InstrumentsKeys;
import tenor.clearing.kernel.Block;
import tenor.clearing.kernel.Component;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Invariant;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.FundTotals;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.GenesisFund;

/** The insurance fund. */
public final class DefaultFundComponent implements Component {
  @Override
  public String name() {
    return "defaultfund";
  }

  @Override
  public int prefix() {
    return Prefix.DEFAULT_FUND;
  }

  @Override
  public List<Table<?, ?>> tables() {
    return DefaultFundKeys.ALL;
  }

  /** The fund at the start is cash that the custodian holds, so it counts as deposited (DFN-04). */
  @Override
  public void genesis(Genesis genesis, Context context) {
    for (int i = 0; i < genesis.getFundsCount(); i++) {
      GenesisFund fund = genesis.getFunds(i);
      if (!InstrumentsKeys.ASSETS.contains(context.state(), fund.getAsset())) {
        throw new IllegalArgumentException("funds[" + i + "]: expected a listed asset");
      }
      if (fund.getAmount() <= 0) {
        throw new IllegalArgumentException("funds[" + i + "]: expected an amount above 0");
      }
      Custody.receive(context.state(), Ledger.FUND, fund.getAsset(), fund.getAmount());
      Fund.endow(context.state(), fund.getAsset(), fund.getAmount());
    }
  }

  @Override
  public List<Invariant> invariants() {
    return List.of(new Invariant("fund", DefaultFundComponent::broken));
  }

  /** DFN-05: what the fund has is what it received less what it paid, and never negative. */
  private static Optional<String> broken(Reader state, Block block) {
    for (int asset : DefaultFundKeys.TOTALS.rows(state)) {
      FundTotals totals = DefaultFundKeys.TOTALS.require(state, asset);
      long expected = Fixed.minus(totals.getContributed(), totals.getPaid());
      long cash = Fund.cash(state, asset);
      if (cash != expected || cash < 0) {
        return Optional.of("asset " + asset + ": cash " + cash + ", in less out " + expected);
      }
    }
    return Optional.empty();
  }
}
