package tenor.testnet;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import tenor.app.crypto.SigningKey;
import tenor.clearing.proto.Deposit;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.RegisterTrade;
import tenor.clearing.proto.RequestWithdrawal;
import tenor.clearing.proto.SettleWithdrawal;
import tenor.testnet.ChainView.AccountView;
import tenor.testnet.ChainView.InstrumentView;

/**
 * What the institutions do: they open positions, trade every day, roll what expires, bring cash
 * when they are short of it, take some out, and hand on what they took from failing accounts.
 */
final class Traffic {
  private static final BigDecimal MULTIPLIER = BigDecimal.valueOf(100);
  private static final BigDecimal INITIAL_FACTOR = new BigDecimal("1.25");
  private static final BigDecimal THIN = new BigDecimal("1.05");
  private static final BigDecimal HEDGE_SHARE = new BigDecimal("0.45");
  private static final BigDecimal TREND_SHARE = new BigDecimal("0.08");
  private static final BigDecimal TOP_UP_BELOW = new BigDecimal("1.10");
  private static final BigDecimal TOP_UP_TO = new BigDecimal("1.40");
  private static final BigDecimal WITHDRAWAL = BigDecimal.valueOf(250_000);
  private static final int WITHDRAWAL_DAYS = 7;
  private static final int BLOCKS_TO_SHOW = 4;
  private static final int DAYS_AWAY = 12;

  private final ChainView view;
  private final Wallet wallet;
  private final MarketPlan market;
  private final List<Member> members;
  private final SigningKey custodian;
  private final Random random;
  private final OptionTraffic options;
  private final Map<Integer, BigDecimal> lastMarks = new HashMap<>();
  private final Map<String, Long> sent = new HashMap<>();
  private final Map<Long, Long> lastHeld = new HashMap<>();
  private boolean opened;
  private long lastDay = -1;
  private int maker;

  Traffic(
      ChainView view,
      Wallet wallet,
      MarketPlan market,
      List<Member> members,
      SigningKey admin,
      SigningKey custodian,
      long seed) {
    this.view = view;
    this.wallet = wallet;
    this.market = market;
    this.members = members;
    this.custodian = custodian;
    this.random = new Random(seed);
    this.options = new OptionTraffic(view, wallet, market, admin, new Random(seed + 1), this::take);
  }

  /** One look at the market and what follows from it. */
  void act(long height, long day) throws IOException, InterruptedException {
    List<InstrumentView> instruments = view.instruments();
    if (!opened) {
      opened = open(instruments, height);
      return;
    }
    topUps(height);
    settleWithdrawals(height);
    if (day > lastDay && day < market.days()) {
      lastDay = day;
      trade(instruments, height);
      unload(instruments, height);
      options.act(members, instruments, day, height);
      if (day % WITHDRAWAL_DAYS == WITHDRAWAL_DAYS - 1) {
        withdraw(height);
      }
    }
  }

  private boolean open(List<InstrumentView> instruments, long height)
      throws IOException, InterruptedException {
    for (MarketPlan.PlannedUnderlying underlying : market.underlyings()) {
      if (perpetual(instruments, underlying.number()).isEmpty()
          || front(instruments, underlying.number()).isEmpty()) {
        return false;
      }
    }
    for (Member member : members) {
      if (member.side() != 0) {
        hold(member, instruments, height);
      }
    }
    return true;
  }

  private void hold(Member member, List<InstrumentView> instruments, long height)
      throws IOException, InterruptedException {
    boolean thin = member.policy() == Member.Policy.THIN;
    Optional<InstrumentView> found =
        thin
            ? perpetual(instruments, member.underlying())
            : front(instruments, member.underlying());
    if (found.isPresent()) {
      BigDecimal cash = BigDecimal.valueOf(member.cash(), 6);
      BigDecimal budget =
          thin ? cash.divide(THIN, 6, RoundingMode.DOWN) : cash.multiply(HEDGE_SHARE);
      take(member, found.get(), member.side() * affordable(budget, found.get()), height);
    }
  }

  private long affordable(BigDecimal budget, InstrumentView instrument) {
    BigDecimal scan =
        BigDecimal.valueOf(market.underlyings().get(instrument.underlying() - 1).scanRange(), 9);
    BigDecimal perContract =
        instrument.mark().multiply(MULTIPLIER).multiply(scan).multiply(INITIAL_FACTOR);
    return budget.divide(perContract, 0, RoundingMode.DOWN).longValue();
  }

  private void trade(List<InstrumentView> instruments, long height)
      throws IOException, InterruptedException {
    for (Member member : members) {
      switch (member.policy()) {
        case HEDGER -> roll(member, instruments, height);
        case TREND -> follow(member, instruments, height);
        case THIN -> comeBack(member, instruments, height);
        default -> {}
      }
    }
    instruments.forEach(instrument -> lastMarks.put(instrument.number(), instrument.mark()));
  }

  private void roll(Member member, List<InstrumentView> instruments, long height)
      throws IOException, InterruptedException {
    Map<Integer, Long> positions = view.positions(member.account());
    boolean holds =
        instruments.stream()
            .anyMatch(
                each ->
                    each.isFuture()
                        && each.underlying() == member.underlying()
                        && positions.containsKey(each.number()));
    if (!holds) {
      hold(member, instruments, height);
    } else if (random.nextInt(4) == 0) {
      perpetual(instruments, member.underlying())
          .ifPresent(each -> tryTake(member, each, 1 + random.nextInt(3), height));
    }
  }

  /**
   * Opens again what the market refused yesterday; whoever was closed out comes back some days
   * later with fresh cash, as thin as before.
   */
  private void comeBack(Member member, List<InstrumentView> instruments, long height)
      throws IOException, InterruptedException {
    if (!view.positions(member.account()).isEmpty()) {
      lastHeld.put(member.account(), lastDay);
      return;
    }
    BigDecimal cash = BigDecimal.valueOf(member.cash(), 6);
    BigDecimal missing = cash.subtract(equity(member.account()));
    boolean stayedAway = lastDay - lastHeld.getOrDefault(member.account(), lastDay) >= DAYS_AWAY;
    if (missing.signum() > 0 && stayedAway) {
      deposit(member.account(), missing, height);
    }
    if (missing.signum() <= 0 || stayedAway) {
      hold(member, instruments, height);
    }
  }

  private BigDecimal equity(long account) throws IOException, InterruptedException {
    return view.accounts().stream()
        .filter(each -> each.number() == account)
        .map(AccountView::equity)
        .findFirst()
        .orElse(BigDecimal.ZERO);
  }

  private void follow(Member member, List<InstrumentView> instruments, long height)
      throws IOException, InterruptedException {
    int underlying = 1 + random.nextInt(market.underlyings().size());
    Optional<InstrumentView> found =
        random.nextBoolean() ? perpetual(instruments, underlying) : front(instruments, underlying);
    if (found.isEmpty()) {
      return;
    }
    InstrumentView instrument = found.get();
    BigDecimal before = lastMarks.getOrDefault(instrument.number(), instrument.mark());
    long side = instrument.mark().compareTo(before) >= 0 ? 1 : -1;
    BigDecimal budget = BigDecimal.valueOf(member.cash(), 6).multiply(TREND_SHARE);
    take(member, instrument, side * Math.max(1, affordable(budget, instrument)), height);
  }

  /** Liquidators hand on what they took. */
  private void unload(List<InstrumentView> instruments, long height)
      throws IOException, InterruptedException {
    for (Member member : members) {
      if (member.policy() != Member.Policy.LIQUIDATOR) {
        continue;
      }
      Map<Integer, Long> positions = view.positions(member.account());
      for (InstrumentView instrument : instruments) {
        long contracts = positions.getOrDefault(instrument.number(), 0L);
        if (contracts != 0 && instrument.isLive()) {
          take(member, instrument, -contracts, height);
        }
      }
    }
  }

  private void tryTake(Member member, InstrumentView instrument, long contracts, long height) {
    try {
      take(member, instrument, contracts, height);
    } catch (IOException e) {
      // The node may be restarting: the next day brings another trade.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Buys from a market maker, or sells to it if {@code contracts} is negative, at the mark. */
  private void take(Member member, InstrumentView instrument, long contracts, long height)
      throws IOException, InterruptedException {
    if (contracts == 0 || instrument.mark().signum() == 0) {
      return;
    }
    List<Member> makers =
        members.stream().filter(each -> each.policy() == Member.Policy.MAKER).toList();
    maker = (maker + 1) % makers.size();
    Member other = makers.get(maker);
    Member buyer = contracts > 0 ? member : other;
    Member seller = contracts > 0 ? other : member;
    RegisterTrade trade =
        RegisterTrade.newBuilder()
            .setInstrument(instrument.number())
            .setBuyer(buyer.account())
            .setSeller(seller.account())
            .setPrice(instrument.mark().movePointRight(8).longValueExact())
            .setContracts(Math.abs(contracts))
            .build();
    wallet.send(
        Operation.newBuilder().setRegisterTrade(trade).build(),
        List.of(
            new Wallet.Party(buyer.account(), buyer.key()),
            new Wallet.Party(seller.account(), seller.key())),
        height);
  }

  private void topUps(long height) throws IOException, InterruptedException {
    for (AccountView account : view.accounts()) {
      Member member = member(account.number());
      boolean isShort = account.equity().compareTo(account.initial().multiply(TOP_UP_BELOW)) < 0;
      if (member.topsUp() && isShort && isDue("top-up " + account.number(), height)) {
        deposit(
            account.number(),
            account.initial().multiply(TOP_UP_TO).subtract(account.equity()),
            height);
      }
    }
  }

  private void deposit(long account, BigDecimal amount, long height)
      throws IOException, InterruptedException {
    Deposit deposit =
        Deposit.newBuilder()
            .setAccount(account)
            .setAsset(1)
            .setAmount(units(amount))
            .setReference("transfer at " + height)
            .build();
    wallet.send(Operation.newBuilder().setDeposit(deposit).build(), List.of(custody()), height);
  }

  private void withdraw(long height) throws IOException, InterruptedException {
    Member richest =
        members.stream()
            .filter(each -> each.policy() == Member.Policy.MAKER)
            .skip(random.nextInt(2))
            .findFirst()
            .orElseThrow();
    RequestWithdrawal request =
        RequestWithdrawal.newBuilder()
            .setAccount(richest.account())
            .setAsset(1)
            .setAmount(units(WITHDRAWAL))
            .setReference("profit at " + height)
            .build();
    wallet.send(
        Operation.newBuilder().setRequestWithdrawal(request).build(),
        List.of(new Wallet.Party(richest.account(), richest.key())),
        height);
  }

  private void settleWithdrawals(long height) throws IOException, InterruptedException {
    for (com.fasterxml.jackson.databind.JsonNode row : view.rows("collateral", "withdrawals", 0)) {
      long number = ChainView.field(row, 0);
      boolean isPending = row.path("decoded").path("status").asText().equals("pending");
      if (isPending && isDue("withdrawal " + number, height)) {
        SettleWithdrawal settle =
            SettleWithdrawal.newBuilder().setWithdrawal(number).setReference("paid").build();
        wallet.send(
            Operation.newBuilder().setSettleWithdrawal(settle).build(), List.of(custody()), height);
      }
    }
  }

  // What was sent needs some blocks to show; sending it again before would do it twice.
  private boolean isDue(String what, long height) {
    Long before = sent.get(what);
    if (before != null && height <= before + BLOCKS_TO_SHOW) {
      return false;
    }
    sent.put(what, height);
    return true;
  }

  private Wallet.Party custody() {
    return new Wallet.Party(0, custodian);
  }

  private Member member(long account) {
    return members.stream()
        .filter(each -> each.account() == account)
        .findFirst()
        .orElseThrow(() -> new TestnetException("account " + account + " is nobody's here"));
  }

  private static long units(BigDecimal amount) {
    return amount.movePointRight(6).setScale(0, RoundingMode.UP).longValueExact();
  }

  private static Optional<InstrumentView> perpetual(List<InstrumentView> all, int underlying) {
    return all.stream()
        .filter(
            each ->
                each.isPerpetual()
                    && each.underlying() == underlying
                    && each.isLive()
                    && each.mark().signum() > 0)
        .findFirst();
  }

  /** The live future that expires first. */
  private static Optional<InstrumentView> front(List<InstrumentView> all, int underlying) {
    return all.stream()
        .filter(
            each ->
                each.isFuture()
                    && each.underlying() == underlying
                    && each.isLive()
                    && each.mark().signum() > 0)
        .min(Comparator.comparingLong(InstrumentView::expiryMillis));
  }
}
