package tenor.testnet;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import tenor.app.crypto.SigningKey;
import tenor.clearing.proto.ListInstrument;
import tenor.clearing.proto.Operation;
import tenor.testnet.ChainView.InstrumentView;

/**
 * What happens in options: the exchange lists the next expiry whenever one has passed, and some
 * institutions hedge with puts, write calls, and spread puts, in the front expiry.
 */
final class OptionTraffic {
  /** What is about to expire is left alone. */
  private static final int LAST_DAYS = 3;

  private static final BigDecimal MULTIPLIER = BigDecimal.valueOf(100);
  private static final BigDecimal PREMIUM_SHARE = new BigDecimal("0.04");
  private static final BigDecimal NOTIONAL_SHARE = new BigDecimal("2.5");
  private static final BigDecimal HEDGE_AT = new BigDecimal("0.95");
  private static final BigDecimal WRITE_AT = new BigDecimal("1.05");
  private static final BigDecimal SPREAD_TO = new BigDecimal("0.90");
  private static final int SOMETIMES = 3;

  private final ChainView view;
  private final Wallet wallet;
  private final MarketPlan market;
  private final SigningKey admin;
  private final Random random;
  private final Trader trader;

  /** Trades an instrument with a market maker at its mark. */
  interface Trader {
    void take(Member member, InstrumentView instrument, long contracts, long height)
        throws IOException, InterruptedException;
  }

  OptionTraffic(
      ChainView view,
      Wallet wallet,
      MarketPlan market,
      SigningKey admin,
      Random random,
      Trader trader) {
    this.view = view;
    this.wallet = wallet;
    this.market = market;
    this.admin = admin;
    this.random = random;
    this.trader = trader;
  }

  /** What is done once a day. */
  void act(List<Member> members, List<InstrumentView> instruments, long day, long height)
      throws IOException, InterruptedException {
    Optional<InstrumentView> index =
        instruments.stream()
            .filter(each -> each.isPerpetual() && each.underlying() == market.optionUnderlying())
            .findFirst();
    if (index.isEmpty() || index.get().mark().signum() == 0) {
      return;
    }
    BigDecimal price = index.get().mark();
    if (day > 0 && day % MarketPlan.EXPIRY_DAYS == 0) {
      list(instruments, day + 2L * MarketPlan.EXPIRY_DAYS, price, height);
    }
    List<InstrumentView> front = front(instruments, day);
    for (Member member : members) {
      if (member.policy().tradesOptions() && !front.isEmpty()) {
        trade(member, front, price, height);
      }
    }
  }

  private void list(List<InstrumentView> instruments, long day, BigDecimal price, long height)
      throws IOException, InterruptedException {
    for (ListInstrument option : market.options(day, price)) {
      if (instruments.stream().noneMatch(each -> each.symbol().equals(option.getSymbol()))) {
        wallet.send(
            Operation.newBuilder().setListInstrument(option).build(),
            List.of(new Wallet.Party(0, admin)),
            height);
      }
    }
  }

  /** The live options with a mark of the first expiry that is not about to pass. */
  private List<InstrumentView> front(List<InstrumentView> instruments, long day) {
    long after = market.startMillis() + (day + LAST_DAYS) * market.dayMillis();
    List<InstrumentView> ahead =
        instruments.stream()
            .filter(each -> each.isOption() && each.isLive() && each.mark().signum() > 0)
            .filter(each -> each.expiryMillis() > after)
            .toList();
    long first = ahead.stream().mapToLong(InstrumentView::expiryMillis).min().orElse(0);
    return ahead.stream().filter(each -> each.expiryMillis() == first).toList();
  }

  private void trade(Member member, List<InstrumentView> front, BigDecimal price, long height)
      throws IOException, InterruptedException {
    Map<Integer, Long> positions = view.positions(member.account());
    boolean holds = front.stream().anyMatch(each -> positions.containsKey(each.number()));
    if (holds && random.nextInt(SOMETIMES) > 0) {
      return;
    }
    // What is held already is added to in small pieces.
    long part = holds ? 10 : 1;
    long byNotional = notional(member, price) / part;
    switch (member.policy()) {
      case PROTECT -> {
        InstrumentView put = nearest(front, false, price.multiply(HEDGE_AT));
        long most = Math.min(byNotional, premium(member, put) / part);
        trader.take(member, put, Math.max(1, most), height);
      }
      case WRITE ->
          trader.take(member, nearest(front, true, price.multiply(WRITE_AT)), -byNotional, height);
      default -> {
        trader.take(member, nearest(front, false, price), byNotional, height);
        InstrumentView low = nearest(front, false, price.multiply(SPREAD_TO));
        trader.take(member, low, -byNotional, height);
      }
    }
  }

  /** Contracts of as much notional as a multiple of what it began with. */
  private static long notional(Member member, BigDecimal price) {
    return Math.max(
        1,
        BigDecimal.valueOf(member.cash(), 6)
            .multiply(NOTIONAL_SHARE)
            .divide(price.multiply(MULTIPLIER), 0, RoundingMode.DOWN)
            .longValue());
  }

  /** Contracts for a share of what it began with. */
  private static long premium(Member member, InstrumentView option) {
    return BigDecimal.valueOf(member.cash(), 6)
        .multiply(PREMIUM_SHARE)
        .divide(option.mark().multiply(MULTIPLIER), 0, RoundingMode.DOWN)
        .longValue();
  }

  /** The put or call whose strike is nearest; there is one of each at every strike. */
  private static InstrumentView nearest(
      List<InstrumentView> options, boolean isCall, BigDecimal strike) {
    Comparator<InstrumentView> byDistance =
        Comparator.comparing(each -> each.strike().subtract(strike).abs());
    return options.stream()
        .filter(each -> each.isCall() == isCall)
        .min(byDistance)
        .orElse(options.getFirst());
  }
}
