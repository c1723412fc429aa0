package tenor.testnet;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.InstrumentType;
import tenor.clearing.proto.ListAsset;
import tenor.clearing.proto.ListInstrument;
import tenor.clearing.proto.ListMarginClass;
import tenor.clearing.proto.ListUnderlying;
import tenor.clearing.proto.SetParam;
import tenor.node.feed.ClosesFile;

/**
 * What a replay lists: for each column an underlying in a margin class of its own, a perpetual, and
 * a future for every 20 days of the replay; on the first underlying puts and calls for the next two
 * of these days as well, to which {@link OptionTraffic} adds.
 *
 * @param replay the days that are replayed
 * @param underlyings one per column
 * @param startMillis when day 0 begins
 * @param dayMillis how long a day is
 */
public record MarketPlan(
    ClosesFile replay, List<PlannedUnderlying> underlyings, long startMillis, long dayMillis) {
  /** The days between two expiries. */
  static final int EXPIRY_DAYS = 20;

  private static final long TICK = 1_000_000L;
  private static final long MULTIPLIER = 100_000_000L;
  private static final long POSITION_LIMIT = 100_000L;
  private static final long ROOM = 20;
  private static final BigDecimal FRACTION = BigDecimal.valueOf(1_000_000_000L);

  /** Keeps its own copy. */
  public MarketPlan {
    underlyings = List.copyOf(underlyings);
  }

  /**
   * An underlying of the plan.
   *
   * @param number its number in the state
   * @param symbol the column's name
   * @param firstPrice its price on day 0, in 10⁻⁸
   * @param scanRange its price scan range at the start, in 10⁻⁹
   */
  public record PlannedUnderlying(int number, String symbol, long firstPrice, long scanRange) {}

  /**
   * Plans a replay.
   *
   * @throws IllegalArgumentException as {@link ClosesFile#select}
   */
  public static MarketPlan of(
      ClosesFile closes,
      List<String> columns,
      LocalDate from,
      LocalDate to,
      long startMillis,
      long dayMillis) {
    ClosesFile replay = closes.select(columns, from, to);
    List<PlannedUnderlying> underlyings = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      int place = closes.columns().indexOf(columns.get(i));
      underlyings.add(
          new PlannedUnderlying(
              i + 1,
              columns.get(i),
              replay.rows().getFirst().prices().get(i).getAsLong(),
              ScanRange.before(closes, place, from)));
    }
    return new MarketPlan(replay, underlyings, startMillis, dayMillis);
  }

  /** The number of days. */
  public int days() {
    return replay.rows().size();
  }

  /** The market's part of the genesis state. */
  public void addTo(Genesis.Builder genesis) {
    genesis.setDayMillis(dayMillis);
    genesis.addAssets(ListAsset.newBuilder().setSymbol("USD"));
    for (PlannedUnderlying underlying : underlyings) {
      genesis.addMarginClasses(
          ListMarginClass.newBuilder().setSymbol(underlying.symbol()).setAsset(1));
      genesis.addUnderlyings(
          ListUnderlying.newBuilder()
              .setSymbol(underlying.symbol())
              .setMarginClass(underlying.number())
              .setMaxPrice(Math.multiplyExact(underlying.firstPrice(), ROOM)));
      addInstruments(genesis, underlying);
      addParams(genesis, underlying);
    }
    BigDecimal price = BigDecimal.valueOf(underlyings.getFirst().firstPrice(), 8);
    genesis.addAllInstruments(options(EXPIRY_DAYS, price));
    genesis.addAllInstruments(options(2 * EXPIRY_DAYS, price));
  }

  /** The underlying that has options: the first. */
  int optionUnderlying() {
    return underlyings.getFirst().number();
  }

  /** The options that expire when a day begins, with strikes around a price. */
  List<ListInstrument> options(long day, BigDecimal price) {
    PlannedUnderlying underlying = underlyings.getFirst();
    String name = underlying.symbol() + "-D" + day;
    ListInstrument base =
        instrument(underlying, name, InstrumentType.INSTRUMENT_TYPE_OPTION)
            .setExpiryMillis(startMillis + day * dayMillis)
            .build();
    return OptionLadder.of(base, name, price);
  }

  private void addInstruments(Genesis.Builder genesis, PlannedUnderlying underlying) {
    genesis.addInstruments(
        instrument(
                underlying, underlying.symbol() + "-PERP", InstrumentType.INSTRUMENT_TYPE_PERPETUAL)
            .setExpiryMillis(0));
    // One future always runs beyond the replay, so that there is a front contract to its end.
    for (int day = EXPIRY_DAYS; day < days() + EXPIRY_DAYS; day += EXPIRY_DAYS) {
      genesis.addInstruments(
          instrument(
                  underlying,
                  underlying.symbol() + "-F" + day,
                  InstrumentType.INSTRUMENT_TYPE_FUTURE)
              .setExpiryMillis(startMillis + day * dayMillis));
    }
  }

  private static ListInstrument.Builder instrument(
      PlannedUnderlying underlying, String symbol, InstrumentType type) {
    return ListInstrument.newBuilder()
        .setSymbol(symbol)
        .setUnderlying(underlying.number())
        .setType(type)
        .setTick(TICK)
        .setMultiplier(MULTIPLIER)
        .setPositionLimit(POSITION_LIMIT);
  }

  private static void addParams(Genesis.Builder genesis, PlannedUnderlying underlying) {
    genesis.addParams(
        param("margin", "priceScanRange", underlying.number(), underlying.scanRange()));
  }

  /** A parameter's value at the start. */
  static SetParam param(String component, String name, int scope, long value) {
    return SetParam.newBuilder()
        .setComponent(component)
        .setName(name)
        .setScope(scope)
        .setValue(value)
        .build();
  }

  /** Price scan ranges from the days before a replay. */
  private static final class ScanRange {
    private static final BigDecimal LAMBDA = new BigDecimal("0.97");
    private static final BigDecimal Z = new BigDecimal("2.6");
    private static final BigDecimal FLOOR = new BigDecimal("0.005");
    private static final BigDecimal WITHOUT_HISTORY = new BigDecimal("0.10");
    private static final int LEAST_RETURNS = 20;
    private static final BigDecimal PERIOD_DAYS = BigDecimal.TWO;

    private ScanRange() {}

    /**
     * z × σ × √MPOR with σ the larger of its floor and the EWMA of daily returns (risk model, 6).
     */
    static long before(ClosesFile closes, int place, LocalDate from) {
      List<BigDecimal> squares = new ArrayList<>();
      long last = 0;
      for (ClosesFile.Row row : closes.rows()) {
        OptionalLong price = row.prices().get(place);
        if (!row.date().isBefore(from) || price.isEmpty()) {
          continue;
        }
        if (last > 0) {
          BigDecimal move =
              BigDecimal.valueOf(price.getAsLong() - last)
                  .divide(BigDecimal.valueOf(last), MathContext.DECIMAL64);
          squares.add(move.multiply(move, MathContext.DECIMAL64));
        }
        last = price.getAsLong();
      }
      BigDecimal range = squares.size() < LEAST_RETURNS ? WITHOUT_HISTORY : range(squares);
      return range.multiply(FRACTION).setScale(0, RoundingMode.UP).longValueExact();
    }

    private static BigDecimal range(List<BigDecimal> squares) {
      BigDecimal variance =
          squares.subList(0, LEAST_RETURNS).stream()
              .reduce(BigDecimal.ZERO, BigDecimal::add)
              .divide(BigDecimal.valueOf(LEAST_RETURNS), MathContext.DECIMAL64);
      for (BigDecimal square : squares) {
        variance =
            LAMBDA
                .multiply(variance)
                .add(BigDecimal.ONE.subtract(LAMBDA).multiply(square), MathContext.DECIMAL64);
      }
      return Z.multiply(variance.sqrt(MathContext.DECIMAL64).max(FLOOR))
          .multiply(PERIOD_DAYS.sqrt(MathContext.DECIMAL64), MathContext.DECIMAL64);
    }
  }
}
