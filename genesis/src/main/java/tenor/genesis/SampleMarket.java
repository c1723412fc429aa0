package tenor.genesis;

import java.time.Duration;
import java.time.Instant;
import tenor.clearing.proto.AccountKind;
import tenor.clearing.proto.Deposit;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.GenesisAccount;
import tenor.clearing.proto.GenesisFund;
import tenor.clearing.proto.GenesisParticipant;
import tenor.clearing.proto.InstrumentType;
import tenor.clearing.proto.ListAsset;
import tenor.clearing.proto.ListInstrument;
import tenor.clearing.proto.ListMarginClass;
import tenor.clearing.proto.ListUnderlying;
import tenor.clearing.proto.PublicKey;
import tenor.clearing.proto.Role;
import tenor.clearing.proto.SetLiquidatorOffer;

/**
 * A market to begin with: one asset, one underlying, a perpetual and a future on it, two clearing
 * members with a house account each, and a liquidator with a standing offer.
 */
public final class SampleMarket {
  /** The number of the first member's account; the others follow. */
  public static final long FIRST_ACCOUNT = 1001;

  /** The underlying's symbol; its number is 1. */
  public static final String UNDERLYING = "SPX";

  private static final long DAY_MILLIS = 86_400_000L;
  private static final long ONE = 1_000_000L;
  private static final long MEMBER_CASH = 1_000_000L * ONE;
  private static final long LIQUIDATOR_CASH = 5_000_000L * ONE;
  private static final long FUND = 2_000_000L * ONE;
  private static final long TICK = 1_000_000L;
  private static final long MULTIPLIER = 10 * ONE;
  private static final long MAX_PRICE = 100_000L * 100_000_000L;
  private static final long POSITION_LIMIT = 10_000;
  private static final long FIVE_PERCENT = 50_000_000L;
  private static final long OFFER_CONTRACTS = 1_000;
  private static final Duration EXPIRY = Duration.ofDays(90);

  private SampleMarket() {}

  /**
   * The keys of those who take part.
   *
   * @param admin lists instruments, sets parameters, admits participants
   * @param custodian signs deposits and settles withdrawals
   * @param alpha a clearing member, account 1001
   * @param beta another, account 1002
   * @param gamma a clearing member that liquidates, account 1003
   */
  public record Keys(
      PublicKey admin, PublicKey custodian, PublicKey alpha, PublicKey beta, PublicKey gamma) {}

  /** The market of these parties; the future expires 90 days after {@code start}, at midnight. */
  public static Genesis of(Keys keys, Instant start) {
    Genesis.Builder genesis = Genesis.newBuilder().setDayMillis(DAY_MILLIS).setRulesVersion(1);
    int clearing = 1 << Role.ROLE_CLEARING_MEMBER_VALUE;
    genesis.addParticipants(office("admin", keys.admin(), 1 << Role.ROLE_ADMIN_VALUE));
    genesis.addParticipants(office("custodian", keys.custodian(), 1 << Role.ROLE_CUSTODIAN_VALUE));
    genesis.addParticipants(member("alpha", keys.alpha(), clearing));
    genesis.addParticipants(member("beta", keys.beta(), clearing));
    genesis.addParticipants(
        member("gamma", keys.gamma(), clearing | 1 << Role.ROLE_LIQUIDATOR_VALUE));
    addListings(genesis, start);
    addMoney(genesis);
    genesis.addLiquidatorOffers(
        SetLiquidatorOffer.newBuilder()
            .setAccount(FIRST_ACCOUNT + 2)
            .setUnderlying(1)
            .setMinPremium(FIVE_PERCENT)
            .setMaxContracts(OFFER_CONTRACTS));
    return genesis.build();
  }

  private static GenesisParticipant.Builder office(String name, PublicKey key, int roles) {
    return GenesisParticipant.newBuilder().setName(name).setRoles(roles).addPublicKeys(key);
  }

  private static GenesisParticipant.Builder member(String name, PublicKey key, int roles) {
    return office(name, key, roles)
        .addAccounts(
            GenesisAccount.newBuilder().setKind(AccountKind.ACCOUNT_KIND_HOUSE).setName(name));
  }

  private static void addListings(Genesis.Builder genesis, Instant start) {
    genesis.addAssets(ListAsset.newBuilder().setSymbol("USD"));
    genesis.addMarginClasses(ListMarginClass.newBuilder().setSymbol("EQUITY").setAsset(1));
    genesis.addUnderlyings(
        ListUnderlying.newBuilder().setSymbol(UNDERLYING).setMarginClass(1).setMaxPrice(MAX_PRICE));
    genesis.addInstruments(
        instrument(UNDERLYING + "-PERP", InstrumentType.INSTRUMENT_TYPE_PERPETUAL));
    long expiry = start.plus(EXPIRY).toEpochMilli();
    genesis.addInstruments(
        instrument(UNDERLYING + "-F90", InstrumentType.INSTRUMENT_TYPE_FUTURE)
            .setExpiryMillis(expiry - Math.floorMod(expiry, DAY_MILLIS)));
  }

  private static ListInstrument.Builder instrument(String symbol, InstrumentType type) {
    return ListInstrument.newBuilder()
        .setSymbol(symbol)
        .setUnderlying(1)
        .setType(type)
        .setTick(TICK)
        .setMultiplier(MULTIPLIER)
        .setPositionLimit(POSITION_LIMIT);
  }

  private static void addMoney(Genesis.Builder genesis) {
    genesis.addDeposits(deposit(FIRST_ACCOUNT, MEMBER_CASH));
    genesis.addDeposits(deposit(FIRST_ACCOUNT + 1, MEMBER_CASH));
    genesis.addDeposits(deposit(FIRST_ACCOUNT + 2, LIQUIDATOR_CASH));
    genesis.addFunds(GenesisFund.newBuilder().setAsset(1).setAmount(FUND));
  }

  private static Deposit deposit(long account, long amount) {
    return Deposit.newBuilder()
        .setAccount(account)
        .setAsset(1)
        .setAmount(amount)
        .setReference("opening balance")
        .build();
  }
}
