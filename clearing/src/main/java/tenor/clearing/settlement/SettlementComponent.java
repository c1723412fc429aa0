package tenor.clearing.settlement;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.instruments.Listings;
import tenor.clearing.instruments.Payoffs;
import tenor.clearing.kernel.Component;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Invariant;
import tenor.clearing.kernel.Outcome;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Phase;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Reject;
import tenor.clearing.kernel.Step;
import tenor.clearing.kernel.Table;
import tenor.clearing.oracle.Marks;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.SettledMark;

/** Variation margin, funding of perpetuals, exercise and final settlement of what expires. */
public final class SettlementComponent implements Component {
  @Override
  public String name() {
    return "settlement";
  }

  @Override
  public int prefix() {
    return Prefix.SETTLEMENT;
  }

  @Override
  public List<Table<?, ?>> tables() {
    return SettlementKeys.ALL;
  }

  @Override
  public List<Param> params() {
    return SettlementParams.ALL;
  }

  @Override
  public List<Operation.KindCase> operations() {
    return List.of(Operation.KindCase.SET_EXERCISE_INTENTION);
  }

  @Override
  public Optional<Reject> check(Operation operation) {
    return Intentions.check(operation.getSetExerciseIntention());
  }

  @Override
  public Outcome execute(Operation operation, Context context) {
    return Intentions.execute(operation.getSetExerciseIntention(), context);
  }

  @Override
  public SortedMap<Phase, Step> phases() {
    SortedMap<Phase, Step> phases = new TreeMap<>();
    phases.put(Phase.BEGIN, Expiry::observe);
    phases.put(Phase.VARIATION, Variation::settle);
    phases.put(Phase.FUNDING, FundingPayments::pay);
    phases.put(Phase.EXPIRY, Expiry::settle);
    return phases;
  }

  @Override
  public List<Invariant> invariants() {
    return List.of(
        new Invariant("settledToMark", (state, block) -> unsettled(state)),
        new Invariant("paymentsSumToZero", (state, block) -> unpaid(state)));
  }

  /** SET-02: margin of every live instrument that is marked to market was paid up to its mark. */
  private static Optional<String> unsettled(Reader state) {
    for (int instrument : Listings.liveInstruments(state)) {
      if (Payoffs.isPaidUpFront(Listings.instrument(state, instrument))) {
        continue;
      }
      OptionalLong mark = Marks.price(state, instrument);
      SettledMark settled = SettlementKeys.SETTLED.find(state, instrument);
      long paidTo = settled == null ? 0 : settled.getPrice();
      if (mark.orElse(0) != paidTo) {
        return Optional.of(
            "instrument " + instrument + " is marked " + mark + " and settled to " + paidTo);
      }
    }
    return Optional.empty();
  }

  /** SET-07: variation margin, funding and settlement paid out what they took in. */
  private static Optional<String> unpaid(Reader state) {
    for (int asset : Listings.assets(state)) {
      long left = Ledger.cash(state, Ledger.CLEARING, asset);
      if (left != 0) {
        return Optional.of("the clearing account is left with " + left + " of asset " + asset);
      }
    }
    return Optional.empty();
  }
}
