package tenor.clearing.trading;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.accounts.Reason;
import tenor.clearing.compliance.Participants;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.RuleFailure;
import tenor.clearing.instruments.InstrumentsKeys;
import tenor.clearing.instruments.Listings;
import tenor.clearing.kernel.AccountGate;
import tenor.clearing.kernel.Authority;
import tenor.clearing.kernel.Block;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Outcome;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Reject;
import tenor.clearing.kernel.TxReject;
import tenor.clearing.margin.AccountMargin;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.Clock;
import tenor.clearing.proto.RegisterTrade;

/** A trade that is tried and forgotten. */
final class Trial {
  private static final long MEANS = Long.MAX_VALUE >> 2;

  private final RegisterTrade trade;
  private final AccountGate gate;
  private final Context context;
  private final int asset;

  Trial(Reader state, RegisterTrade trade, AccountGate gate) {
    this.trade = trade;
    this.gate = gate;
    this.context = new Context(next(state), state, bothSign(trade));
    this.asset =
        InstrumentsKeys.INSTRUMENTS.contains(state, trade.getInstrument())
            ? Listings.assetOf(state, trade.getInstrument())
            : 0;
  }

  /** As if the last block had one more transaction. */
  private static Block next(Reader state) {
    Clock last = ChainClock.last(state);
    long time = last.getTimeMillis();
    return new Block("", Fixed.plus(last.getHeight(), 1), time, time, List.of(), 0);
  }

  private static Authority bothSign(RegisterTrade trade) {
    return new Authority(
        parties(trade).map(account -> new Authority.Grant(account, 0, 0)).toList());
  }

  private static Stream<Long> parties(RegisterTrade trade) {
    return Stream.of(trade.getBuyer(), trade.getSeller());
  }

  WhatIf run() {
    Optional<Reject> malformed = TradeChecks.form(trade);
    if (asset != 0 && parties(trade).anyMatch(account -> account == WhatIf.STAND_IN)) {
      Ledger.transfer(
          context.state(), Ledger.CUSTODY, WhatIf.STAND_IN, asset, MEANS, Reason.DEPOSIT);
    }
    Optional<Reader> after =
        malformed.isPresent() ? Optional.empty() : computed(() -> novation().effect());
    return new WhatIf(
        Legs.mark(context.state(), trade.getInstrument()),
        asset,
        malformed.map(Outcome::rejected).orElseGet(this::judged),
        parties(trade)
            .filter(account -> account != WhatIf.STAND_IN)
            .map(account -> side(account, after))
            .toList());
  }

  /** What would become of it in a block; arithmetic out of range is a refusal there too. */
  private Outcome judged() {
    try {
      return parties(trade)
          .map(account -> Participants.participantOf(context.state(), account))
          .filter(participant -> !mayAct(participant))
          .findFirst()
          .map(participant -> Outcome.rejected(TxReject.SUSPENDED, "participant " + participant))
          .orElseGet(this::novated);
    } catch (RuleFailure failure) {
      return Outcome.rejected(TxReject.RULE_FAILURE, String.valueOf(failure.getMessage()));
    }
  }

  private boolean mayAct(long participant) {
    return participant == 0 || Participants.isActive(context.state(), participant);
  }

  private Outcome novated() {
    Optional<TradingReject> refused = new TradeChecks(trade, context, gate).refusal();
    if (refused.isPresent()) {
      return Outcome.rejected(refused.get());
    }
    Novation novation = novation();
    return novation.judge(novation.effect());
  }

  private Novation novation() {
    return new Novation(trade, context);
  }

  private WhatIf.Side side(long account, Optional<Reader> after) {
    Reader before = context.state();
    return new WhatIf.Side(
        account,
        contracts(before, account),
        contracts(after.orElse(before), account),
        Fixed.minus(cash(after.orElse(before), account), cash(before, account)),
        computed(() -> AccountMargin.of(before, account)),
        after.flatMap(state -> computed(() -> AccountMargin.of(state, account))));
  }

  private long contracts(Reader state, long account) {
    return Positions.contracts(state, account, trade.getInstrument());
  }

  private long cash(Reader state, long account) {
    return asset == 0 ? 0 : Ledger.cash(state, account, asset);
  }

  private static <T> Optional<T> computed(Supplier<T> rule) {
    try {
      return Optional.of(rule.get());
    } catch (RuleFailure failure) {
      return Optional.empty();
    }
  }
}
