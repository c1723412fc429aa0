package tenor.clearing.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import tenor.clearing.TestGenesis;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.proto.Deposit;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.GenesisFund;
import tenor.clearing.proto.InstrumentType;
import tenor.clearing.proto.ListAsset;
import tenor.clearing.proto.ListInstrument;
import tenor.clearing.proto.ListMarginClass;
import tenor.clearing.proto.ListUnderlying;
import tenor.clearing.proto.OptionSide;
import tenor.clearing.proto.OptionTerms;
import tenor.clearing.proto.PremiumStyle;
import tenor.clearing.proto.Role;
import tenor.clearing.proto.SetLiquidatorOffer;

/**
 * Forty members, five of them liquidators, three underlyings in two margin classes, each with a
 * perpetual and futures.
 *
 * @param places which place in the genesis each member has, from 0; accounts are numbered by place
 * @param fund of insurance, 10⁻⁶ of the asset
 */
record SimulatedMarket(List<Integer> places, long fund) {
  static final int MEMBERS = 40;
  static final int ASSET = 1;
  static final List<Integer> UNDERLYINGS = List.of(1, 2, 3);
  static final long DAY_MILLIS = 86_400_000;
  static final long STEP_MILLIS = DAY_MILLIS / 4;

  /** When the options expire: after 120 steps. */
  static final long OPTION_EXPIRY = TestGenesis.TIME_MILLIS + 30 * DAY_MILLIS;

  private static final long FUND = 20_000_000_000_000L;
  private static final int FIRST_LIQUIDATOR = 35;

  /** Members in their own order. */
  static SimulatedMarket standard() {
    return new SimulatedMarket(IntStream.range(0, MEMBERS).boxed().toList(), FUND);
  }

  /** The standard market with a fund that the jumps exhaust. */
  static SimulatedMarket withLittleFund() {
    return new SimulatedMarket(standard().places(), FUND / 100);
  }

  /** Members in an order of their own, so that their accounts have other numbers. */
  static SimulatedMarket shuffled(long seed) {
    List<Integer> places = new ArrayList<>(standard().places());
    Collections.shuffle(places, new Random(seed));
    return new SimulatedMarket(places, FUND);
  }

  /** The account of a member. */
  long account(int member) {
    return Ledger.FIRST_PARTICIPANT_ACCOUNT + places.get(member);
  }

  Genesis genesis() {
    Genesis.Builder genesis =
        Genesis.newBuilder()
            .setDayMillis(DAY_MILLIS)
            .setRulesVersion(1)
            .addParticipants(TestGenesis.participant(1, "Admin", List.of(Role.ROLE_ADMIN)))
            .addParticipants(TestGenesis.participant(2, "Custodian", List.of(Role.ROLE_CUSTODIAN)));
    Integer[] members = new Integer[MEMBERS];
    for (int member = 0; member < MEMBERS; member++) {
      members[places.get(member)] = member;
    }
    Arrays.asList(members).forEach(member -> addMember(genesis, member));
    addMarket(genesis);
    for (int member = 0; member < MEMBERS; member++) {
      addCash(genesis, member);
    }
    return genesis.build();
  }

  private static void addMember(Genesis.Builder genesis, int member) {
    List<Role> roles =
        member < FIRST_LIQUIDATOR
            ? List.of(Role.ROLE_CLEARING_MEMBER)
            : List.of(Role.ROLE_CLEARING_MEMBER, Role.ROLE_LIQUIDATOR);
    int number = genesis.getParticipantsCount() + 1;
    genesis.addParticipants(TestGenesis.member(number, "Member " + member, roles));
  }

  private void addCash(Genesis.Builder genesis, int member) {
    boolean liquidator = member >= FIRST_LIQUIDATOR;
    long cash = liquidator ? 50_000_000 : 150_000 + 20_000L * member;
    genesis.addDeposits(
        Deposit.newBuilder()
            .setAccount(account(member))
            .setAsset(ASSET)
            .setAmount(cash * Fixed.AMOUNT_ONE)
            .setReference("start"));
    for (int underlying : liquidator ? UNDERLYINGS : List.<Integer>of()) {
      // No two ask the same, so that none is before another for its number.
      genesis.addLiquidatorOffers(
          SetLiquidatorOffer.newBuilder()
              .setAccount(account(member))
              .setUnderlying(underlying)
              .setMinPremium(50_000_000L + 1_000_000L * (member - FIRST_LIQUIDATOR))
              .setMaxContracts(20));
    }
  }

  /** A call paid up front, and a futures-style put, struck where prices begin. */
  private static void addOptions(Genesis.Builder genesis, int underlying) {
    OptionTerms.Builder terms =
        OptionTerms.newBuilder().setStrike(1_000L * (underlying + 1) * Fixed.PRICE_ONE);
    ListInstrument.Builder option =
        TestGenesis.instrument("U" + underlying + "-CALL", underlying, OPTION_EXPIRY)
            .setType(InstrumentType.INSTRUMENT_TYPE_OPTION);
    genesis
        .addInstruments(
            option.setOption(
                terms
                    .setSide(OptionSide.OPTION_SIDE_CALL)
                    .setStyle(PremiumStyle.PREMIUM_STYLE_UP_FRONT)))
        .addInstruments(
            option
                .setSymbol("U" + underlying + "-PUT")
                .setOption(
                    terms
                        .setSide(OptionSide.OPTION_SIDE_PUT)
                        .setStyle(PremiumStyle.PREMIUM_STYLE_FUTURES)));
  }

  private void addMarket(Genesis.Builder genesis) {
    genesis
        .addAssets(ListAsset.newBuilder().setSymbol("USD"))
        .addMarginClasses(ListMarginClass.newBuilder().setSymbol("EQUITY").setAsset(ASSET))
        .addMarginClasses(ListMarginClass.newBuilder().setSymbol("ENERGY").setAsset(ASSET));
    for (int underlying : UNDERLYINGS) {
      genesis.addUnderlyings(
          ListUnderlying.newBuilder()
              .setSymbol("U" + underlying)
              .setMarginClass(underlying < 3 ? 1 : 2)
              .setMaxPrice(100_000 * Fixed.PRICE_ONE));
      for (int days : List.of(20, 40, 80, 0)) {
        long expiry = days == 0 ? 0 : TestGenesis.TIME_MILLIS + days * DAY_MILLIS;
        genesis.addInstruments(
            TestGenesis.instrument("U" + underlying + "-" + days, underlying, expiry));
      }
    }
    UNDERLYINGS.forEach(underlying -> addOptions(genesis, underlying));
    genesis
        .addFunds(GenesisFund.newBuilder().setAsset(ASSET).setAmount(fund))
        .addParams(TestGenesis.param("oracle", "maxMove", 0, Fixed.FRACTION_ONE))
        .addParams(TestGenesis.param("margin", "dailyCapacity", 1, 4_000 * Fixed.AMOUNT_ONE))
        .addParams(TestGenesis.param("margin", "offset", 1, 500_000_000));
  }
}
