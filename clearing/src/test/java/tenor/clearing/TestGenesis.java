package tenor.clearing;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.List;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.proto.AccountKind;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.GenesisAccount;
import tenor.clearing.proto.GenesisParticipant;
import tenor.clearing.proto.InstrumentType;
import tenor.clearing.proto.ListAsset;
import tenor.clearing.proto.ListInstrument;
import tenor.clearing.proto.ListMarginClass;
import tenor.clearing.proto.ListUnderlying;
import tenor.clearing.proto.OptionSide;
import tenor.clearing.proto.OptionTerms;
import tenor.clearing.proto.PremiumStyle;
import tenor.clearing.proto.PublicKey;
import tenor.clearing.proto.Role;
import tenor.clearing.proto.SetParam;

/** A small market to test in: see the constants for who and what is there. */
public final class TestGenesis {
  /** Participant with role admin. */
  public static final long ADMIN = 1;

  /** Participant with role custodian. */
  public static final long CUSTODIAN = 2;

  /** Clearing member with {@link #ALPHA_ACCOUNT}. */
  public static final long ALPHA = 3;

  /** Clearing member with {@link #BETA_ACCOUNT}. */
  public static final long BETA = 4;

  /** Clearing member and liquidator with {@link #LIQUIDATOR_ACCOUNT}. */
  public static final long LIQUIDATOR = 5;

  /** Observer without an account. */
  public static final long OBSERVER = 6;

  /** Account of {@link #ALPHA}. */
  public static final long ALPHA_ACCOUNT = 1001;

  /** Account of {@link #BETA}. */
  public static final long BETA_ACCOUNT = 1002;

  /** Account of {@link #LIQUIDATOR}. */
  public static final long LIQUIDATOR_ACCOUNT = 1003;

  /** Asset USD. */
  public static final int USD = 1;

  /** Asset EUR. */
  public static final int EUR = 2;

  /** Margin class of US equity indices, settled in USD. */
  public static final int US_EQUITY = 1;

  /** Underlying SPX, in {@link #US_EQUITY}. */
  public static final int SPX = 1;

  /** Underlying NDQ, in {@link #US_EQUITY}. */
  public static final int NDQ = 2;

  /** Future on SPX that expires 30 days after genesis; tick 0.01, multiplier 100. */
  public static final int SPX_FUTURE = 1;

  /** Perpetual on SPX; tick 0.01, multiplier 100. */
  public static final int SPX_PERPETUAL = 2;

  /** Future on NDQ that expires 30 days after genesis; tick 0.01, multiplier 100. */
  public static final int NDQ_FUTURE = 3;

  /** Genesis time: 2026-01-01T00:00:00Z. */
  public static final long TIME_MILLIS = 1_767_225_600_000L;

  /** A day of the rules. */
  public static final long DAY_MILLIS = 86_400_000L;

  private TestGenesis() {}

  /** The whole market, without cash. */
  public static Genesis.Builder market() {
    return bare()
        .addAssets(ListAsset.newBuilder().setSymbol("USD"))
        .addAssets(ListAsset.newBuilder().setSymbol("EUR"))
        .addMarginClasses(ListMarginClass.newBuilder().setSymbol("US-EQUITY").setAsset(USD))
        .addUnderlyings(underlying("SPX"))
        .addUnderlyings(underlying("NDQ"))
        .addInstruments(instrument("SPX-30D", SPX, TIME_MILLIS + 30 * DAY_MILLIS))
        .addInstruments(instrument("SPX-PERP", SPX, 0))
        .addInstruments(instrument("NDQ-30D", NDQ, TIME_MILLIS + 30 * DAY_MILLIS));
  }

  /** The participants alone. */
  public static Genesis.Builder bare() {
    return Genesis.newBuilder()
        .setDayMillis(DAY_MILLIS)
        .setRulesVersion(1)
        .addParticipants(participant(ADMIN, "Admin", List.of(Role.ROLE_ADMIN)))
        .addParticipants(participant(CUSTODIAN, "Custodian", List.of(Role.ROLE_CUSTODIAN)))
        .addParticipants(member(ALPHA, "Alpha", List.of(Role.ROLE_CLEARING_MEMBER)))
        .addParticipants(member(BETA, "Beta", List.of(Role.ROLE_CLEARING_MEMBER)))
        .addParticipants(
            member(
                LIQUIDATOR, "Liquidator", List.of(Role.ROLE_CLEARING_MEMBER, Role.ROLE_LIQUIDATOR)))
        .addParticipants(participant(OBSERVER, "Observer", List.of(Role.ROLE_OBSERVER)));
  }

  /** A participant whose key is {@link #key(long)} of {@code number}, its place from 1. */
  public static GenesisParticipant.Builder participant(long number, String name, List<Role> roles) {
    int bits = roles.stream().mapToInt(role -> 1 << role.getNumber()).sum();
    return GenesisParticipant.newBuilder().setName(name).setRoles(bits).addPublicKeys(key(number));
  }

  /** A participant with one house account. */
  public static GenesisParticipant.Builder member(long number, String name, List<Role> roles) {
    return participant(number, name, roles)
        .addAccounts(
            GenesisAccount.newBuilder()
                .setKind(AccountKind.ACCOUNT_KIND_HOUSE)
                .setName(name + " house"));
  }

  /** A future on {@code underlying}, or a perpetual if {@code expiryMillis} is 0. */
  public static ListInstrument.Builder instrument(
      String symbol, int underlying, long expiryMillis) {
    return ListInstrument.newBuilder()
        .setSymbol(symbol)
        .setUnderlying(underlying)
        .setType(
            expiryMillis == 0
                ? InstrumentType.INSTRUMENT_TYPE_PERPETUAL
                : InstrumentType.INSTRUMENT_TYPE_FUTURE)
        .setTick(Fixed.PRICE_ONE / 100)
        .setMultiplier(100 * Fixed.AMOUNT_ONE)
        .setExpiryMillis(expiryMillis)
        .setPositionLimit(100_000);
  }

  /** An option on the index, paid up front. */
  public static ListInstrument.Builder option(
      String symbol, int underlying, long expiryMillis, OptionSide side, long strike) {
    return instrument(symbol, underlying, expiryMillis)
        .setType(InstrumentType.INSTRUMENT_TYPE_OPTION)
        .setOption(
            OptionTerms.newBuilder()
                .setSide(side)
                .setStrike(strike)
                .setStyle(PremiumStyle.PREMIUM_STYLE_UP_FRONT));
  }

  /** An entry of the genesis parameters. */
  public static SetParam param(String component, String name, int scope, long value) {
    return SetParam.newBuilder()
        .setComponent(component)
        .setName(name)
        .setScope(scope)
        .setValue(value)
        .build();
  }

  /** A key of the right form, told apart by {@code number}; it signs nothing. */
  public static PublicKey key(long number) {
    ByteBuffer bytes = ByteBuffer.allocate(32).putLong(24, number);
    return PublicKey.newBuilder().setEd25519(ByteString.copyFrom(bytes)).build();
  }

  private static ListUnderlying.Builder underlying(String symbol) {
    return ListUnderlying.newBuilder()
        .setSymbol(symbol)
        .setMarginClass(US_EQUITY)
        .setMaxPrice(100_000 * Fixed.PRICE_ONE);
  }
}
