package tenor.clearing.margin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.clearing.TestGenesis;
import tenor.clearing.TestHouse;
import tenor.clearing.accounts.AccountAsset;
import tenor.clearing.accounts.AccountsKeys;
import tenor.clearing.adaptive.AdaptiveKeys;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.instruments.InstrumentsKeys;
import tenor.clearing.kernel.Overlay;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Table;
import tenor.clearing.oracle.OracleKeys;
import tenor.clearing.oracle.OracleParams;
import tenor.clearing.positions.AccountInstrument;
import tenor.clearing.positions.PositionsKeys;
import tenor.clearing.proto.AdaptiveOffset;
import tenor.clearing.proto.Balance;
import tenor.clearing.proto.Index;
import tenor.clearing.proto.Instrument;
import tenor.clearing.proto.InstrumentType;
import tenor.clearing.proto.LiveInstrument;
import tenor.clearing.proto.MarginClass;
import tenor.clearing.proto.OptionSide;
import tenor.clearing.proto.OptionTerms;
import tenor.clearing.proto.ParamValue;
import tenor.clearing.proto.Position;
import tenor.clearing.proto.PremiumStyle;
import tenor.clearing.proto.RiskArray;
import tenor.clearing.proto.Underlying;

/**
 * A portfolio of the vectors as the state of a chain: listed, held, and its arrays computed and
 * stored as in a block. Volatilities and marks are those of the file, since no surface bends
 * through all of them.
 */
final class PortfolioMarket {
  static final long ACCOUNT = TestGenesis.ALPHA_ACCOUNT;

  private final Portfolio portfolio;
  private final Overlay state = new Overlay(TestHouse.market().state());
  private final List<String> classes = new ArrayList<>();
  private final List<String> underlyings = new ArrayList<>();
  private final SortedMap<Integer, SortedMap<Integer, RiskArray>> inputs = new TreeMap<>();

  private PortfolioMarket(Portfolio portfolio) {
    this.portfolio = portfolio;
  }

  static PortfolioMarket of(Portfolio portfolio) {
    PortfolioMarket market = new PortfolioMarket(portfolio);
    market.clear(InstrumentsKeys.MARGIN_CLASSES);
    market.clear(InstrumentsKeys.UNDERLYINGS);
    market.clear(InstrumentsKeys.INSTRUMENTS);
    market.clear(InstrumentsKeys.LIVE);
    portfolio.classes().forEach(market::marginClass);
    portfolio.underlyings().forEach(market::underlying);
    portfolio.instruments().forEach(market::instrument);
    market.param(MarginParams.INITIAL_FACTOR, 0, portfolio.given().get("initialFactor"), 9);
    AccountsKeys.BALANCES.put(
        market.state,
        new AccountAsset(ACCOUNT, TestGenesis.USD),
        Balance.newBuilder().setCash(Portfolio.units(portfolio.given().get("cash"), 6)).build());
    market.inputs.forEach(market::compute);
    return market;
  }

  Overlay state() {
    return state;
  }

  int underlying(String name) {
    return underlyings.indexOf(name) + 1;
  }

  int marginClass(String name) {
    return classes.indexOf(name) + 1;
  }

  private <K> void clear(Table<K, ?> table) {
    table.rows(state).forEach(row -> table.remove(state, row));
  }

  private void marginClass(JsonNode given) {
    classes.add(given.get("name").asText());
    InstrumentsKeys.MARGIN_CLASSES.put(
        state,
        classes.size(),
        MarginClass.newBuilder().setSymbol("C" + classes.size()).setAsset(1).build());
    param(MarginParams.OFFSET, classes.size(), given.get("omega"), 9);
    AdaptiveKeys.OFFSETS.put(
        state,
        classes.size(),
        AdaptiveOffset.newBuilder()
            .setEpochs(1)
            .setOmega(Portfolio.units(given.get("omega"), 9))
            .build());
  }

  private void underlying(JsonNode given) {
    underlyings.add(given.get("name").asText());
    int number = underlyings.size();
    InstrumentsKeys.UNDERLYINGS.put(
        state,
        number,
        Underlying.newBuilder()
            .setSymbol("U" + number)
            .setMarginClass(marginClass(given.get("class").asText()))
            .setMaxPrice(1_000_000_000_000_000_000L)
            .build());
    OracleKeys.INDICES.put(
        state,
        number,
        Index.newBuilder()
            .setPrice(Portfolio.units(given.get("index"), 8))
            .setTimeMillis(portfolio.asOfMillis())
            .build());
    param(OracleParams.RATE, number, given.get("rate"), 9);
    param(OracleParams.YIELD, number, given.get("yield"), 9);
    param(MarginParams.PRICE_SCAN_RANGE, number, given.get("priceScanRange"), 9);
    param(MarginParams.VOL_SCAN_RANGE, number, given.get("volScanRange"), 9);
    param(MarginParams.VOL_FLOOR, number, given.get("volFloor"), 9);
    param(MarginParams.EXTREME, number, given.get("extreme"), 9);
    param(MarginParams.COVER, number, given.get("cover"), 9);
    param(MarginParams.CALENDAR_CHARGE, number, given.get("calendarCharge"), 9);
    param(MarginParams.VEGA_CHARGE, number, given.get("vegaCharge"), 9);
    param(MarginParams.SHORT_OPTION_MINIMUM, number, given.get("shortOptionMinimum"), 6);
    param(MarginParams.DAILY_CAPACITY, number, given.get("dailyCapacity"), 6);
    param(MarginParams.MPOR_DAYS, number, given.get("mporDays"), 9);
    set(MarginParams.LOOK_AHEAD, number, 1440 * given.get("lookAheadDays").asLong());
    term(MarginParams.VOL_TERM_SHORT, number, given, "volTermShort");
    term(MarginParams.VOL_TERM_LONG, number, given, "volTermLong");
    inputs.put(number, new TreeMap<>());
  }

  private void term(Param param, int scope, JsonNode given, String field) {
    if (given.hasNonNull(field)) {
      param(param, scope, given.get(field), 9);
    }
  }

  private void param(Param param, int scope, JsonNode value, int digits) {
    set(param, scope, Portfolio.units(value, digits));
  }

  private void set(Param param, int scope, long value) {
    Param.VALUES.put(
        state,
        new Param.Row(param.prefix(), param.number(), scope),
        ParamValue.newBuilder().setValue(value).build());
  }

  private void instrument(JsonNode given) {
    int number = InstrumentsKeys.INSTRUMENTS.rows(state).size() + 1;
    int underlying = underlying(given.get("underlying").asText());
    long multiplier = Portfolio.units(given.get("multiplier"), 6);
    Instrument.Builder listed =
        Instrument.newBuilder()
            .setSymbol("I" + number)
            .setUnderlying(underlying)
            .setMultiplier(multiplier)
            .setTick(Fixed.PRICE_ONE)
            .setExpiryMillis(
                given.hasNonNull("expiry") ? Portfolio.millis(given.get("expiry")) : 0);
    RiskArray.Builder array = RiskArray.newBuilder().setMultiplier(multiplier);
    if (given.get("type").asText().equals("option")) {
      listed.setType(InstrumentType.INSTRUMENT_TYPE_OPTION).setOption(option(given));
      array.addVols(Portfolio.units(given.get("vol"), 9));
    } else {
      listed.setType(
          given.hasNonNull("expiry")
              ? InstrumentType.INSTRUMENT_TYPE_FUTURE
              : InstrumentType.INSTRUMENT_TYPE_PERPETUAL);
      array.setMark(given.hasNonNull("mark") ? Portfolio.units(given.get("mark"), 8) : 0);
    }
    InstrumentsKeys.INSTRUMENTS.put(state, number, listed.build());
    InstrumentsKeys.LIVE.put(
        state, number, LiveInstrument.newBuilder().setUnderlying(underlying).build());
    inputs.computeIfAbsent(underlying, _ -> new TreeMap<>()).put(number, array.build());
    if (portfolio.contracts(given) != 0) {
      PositionsKeys.POSITIONS.put(
          state,
          new AccountInstrument(ACCOUNT, number),
          Position.newBuilder().setContracts(portfolio.contracts(given)).build());
    }
  }

  private static OptionTerms option(JsonNode given) {
    return OptionTerms.newBuilder()
        .setSide(
            given.get("right").asText().equals("call")
                ? OptionSide.OPTION_SIDE_CALL
                : OptionSide.OPTION_SIDE_PUT)
        .setStrike(Portfolio.units(given.get("strike"), 8))
        .setStyle(PremiumStyle.PREMIUM_STYLE_UP_FRONT)
        .build();
  }

  private void compute(int underlying, SortedMap<Integer, RiskArray> arrays) {
    List<Integer> instruments = List.copyOf(arrays.keySet());
    long now = portfolio.asOfMillis();
    ArrayInputs gathered = ArrayInputs.of(state, underlying, instruments, now);
    ArrayUpdate.store(
        state, underlying, instruments, new ArrayInputs(gathered.risk(), arrays), now);
  }
}
