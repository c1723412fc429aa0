package tenor.clearing.instruments;

import com.google.protobuf.Message;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import tenor.clearing.compliance.Participants;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Event;
import tenor.clearing.kernel.IndexPrices;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Reject;
import tenor.clearing.kernel.Table;
import tenor.clearing.kernel.Writer;
import tenor.clearing.proto.Asset;
import tenor.clearing.proto.Instrument;
import tenor.clearing.proto.InstrumentCounters;
import tenor.clearing.proto.InstrumentStatus;
import tenor.clearing.proto.ListAsset;
import tenor.clearing.proto.ListInstrument;
import tenor.clearing.proto.ListMarginClass;
import tenor.clearing.proto.ListUnderlying;
import tenor.clearing.proto.LiveInstrument;
import tenor.clearing.proto.MarginClass;
import tenor.clearing.proto.Underlying;

/** Writes listings, alike for genesis and for operations. Each method refuses or lists. */
final class Lister {
  /** So that a report of every underlying fits into a vote extension. */
  static final int MOST_UNDERLYINGS = 256;

  private static final int MOST_ASSETS = 256;
  private static final int MOST_CLASSES = 256;
  private static final int MOST_INSTRUMENTS = 65_536;
  private static final long HORIZON_DAYS = 3650;

  private final IndexPrices indices;
  private final UnaryOperator<Reader> toCome;

  Lister(IndexPrices indices, UnaryOperator<Reader> toCome) {
    this.indices = indices;
    this.toCome = toCome;
  }

  Optional<Reject> asset(ListAsset terms, Context context) {
    Writer state = context.state();
    Optional<Reject> refused =
        Terms.firstOf(
            Terms.symbol(terms.getSymbol()),
            fresh(state, InstrumentsKeys.ASSETS, MOST_ASSETS, Asset::getSymbol, terms.getSymbol()),
            // INS-22
            Terms.expect(
                terms.getIssuer() == 0 || Participants.groupOf(state, terms.getIssuer()) != 0,
                InstrumentsReject.UNKNOWN_ISSUER));
    if (refused.isPresent()) {
      return refused;
    }
    InstrumentCounters counters = counters(state);
    int number = next(counters.getNextAsset());
    put(state, counters.toBuilder().setNextAsset(number + 1).build());
    Asset asset =
        Asset.newBuilder().setSymbol(terms.getSymbol()).setIssuer(terms.getIssuer()).build();
    InstrumentsKeys.ASSETS.put(state, number, asset);
    return listed(context, "asset", number, terms.getSymbol());
  }

  Optional<Reject> marginClass(ListMarginClass terms, Context context) {
    Writer state = context.state();
    Optional<Reject> refused =
        Terms.firstOf(
            Terms.symbol(terms.getSymbol()),
            fresh(
                state,
                InstrumentsKeys.MARGIN_CLASSES,
                MOST_CLASSES,
                MarginClass::getSymbol,
                terms.getSymbol()),
            Terms.expect(
                InstrumentsKeys.ASSETS.contains(state, terms.getAsset()),
                InstrumentsReject.UNKNOWN_ASSET));
    if (refused.isPresent()) {
      return refused;
    }
    InstrumentCounters counters = counters(state);
    int number = next(counters.getNextMarginClass());
    put(state, counters.toBuilder().setNextMarginClass(number + 1).build());
    InstrumentsKeys.MARGIN_CLASSES.put(
        state,
        number,
        MarginClass.newBuilder().setSymbol(terms.getSymbol()).setAsset(terms.getAsset()).build());
    return listed(context, "marginClass", number, terms.getSymbol());
  }

  Optional<Reject> underlying(ListUnderlying terms, Context context) {
    Writer state = context.state();
    Optional<Reject> refused =
        Terms.firstOf(
            Terms.symbol(terms.getSymbol()),
            fresh(
                state,
                InstrumentsKeys.UNDERLYINGS,
                MOST_UNDERLYINGS,
                Underlying::getSymbol,
                terms.getSymbol()),
            Terms.expect(
                InstrumentsKeys.MARGIN_CLASSES.contains(state, terms.getMarginClass()),
                InstrumentsReject.UNKNOWN_MARGIN_CLASS),
            Terms.underlying(terms),
            Terms.expect(hasSurface(state, terms), InstrumentsReject.BAD_VARIANCE));
    if (refused.isPresent()) {
      return refused;
    }
    InstrumentCounters counters = counters(state);
    int number = next(counters.getNextUnderlying());
    put(state, counters.toBuilder().setNextUnderlying(number + 1).build());
    InstrumentsKeys.UNDERLYINGS.put(
        state,
        number,
        Underlying.newBuilder()
            .setSymbol(terms.getSymbol())
            .setMarginClass(terms.getMarginClass())
            .setMaxPrice(terms.getMaxPrice())
            .setVarianceOf(terms.getVarianceOf())
            .build());
    return listed(context, "underlying", number, terms.getSymbol());
  }

  /** INS-21: what a variance is taken of has a reported index, so no variance waits for another. */
  private static boolean hasSurface(Reader state, ListUnderlying terms) {
    Underlying of = InstrumentsKeys.UNDERLYINGS.find(state, terms.getVarianceOf());
    return terms.getVarianceOf() == 0 || (of != null && of.getVarianceOf() == 0);
  }

  /** Lists an instrument; a future's expiry must be ahead of the block. */
  Optional<Reject> instrument(ListInstrument terms, Context context, long dayMillis) {
    Writer state = context.state();
    Optional<Reject> refused = refusal(terms, context, dayMillis);
    if (refused.isPresent()) {
      return refused;
    }
    InstrumentCounters counters = counters(state);
    int number = next(counters.getNextInstrument());
    put(state, counters.toBuilder().setNextInstrument(number + 1).build());
    InstrumentsKeys.INSTRUMENTS.put(state, number, of(state, terms));
    // A block does nothing for a package: its legs are what clears.
    if (!Packages.isPackage(terms)) {
      InstrumentsKeys.LIVE.put(
          state, number, LiveInstrument.newBuilder().setUnderlying(terms.getUnderlying()).build());
    }
    return listed(context, "instrument", number, terms.getSymbol());
  }

  private Optional<Reject> refusal(ListInstrument terms, Context context, long dayMillis) {
    Reader state = context.state();
    Optional<Reject> named =
        Terms.firstOf(
            Terms.symbol(terms.getSymbol()),
            fresh(
                state,
                InstrumentsKeys.INSTRUMENTS,
                MOST_INSTRUMENTS,
                Instrument::getSymbol,
                terms.getSymbol()));
    if (Packages.isPackage(terms)) {
      long now = context.block().timeMillis();
      return named
          .or(() -> Packages.terms(terms))
          .or(() -> Packages.listed(state, terms.getPackage(), now));
    }
    return named.or(() -> single(terms, context, dayMillis));
  }

  private Optional<Reject> single(ListInstrument terms, Context context, long dayMillis) {
    Reader state = context.state();
    Underlying underlying = InstrumentsKeys.UNDERLYINGS.find(state, terms.getUnderlying());
    Optional<Reject> early =
        Terms.firstOf(
            Terms.expect(underlying != null, InstrumentsReject.UNKNOWN_UNDERLYING),
            Terms.instrument(terms),
            Terms.expect(
                ahead(terms, context.block().timeMillis(), dayMillis),
                InstrumentsReject.BAD_EXPIRY));
    if (early.isPresent() || underlying == null) {
      return early;
    }
    // INS-25: a shift that was set in this block applies from the next one, to what is listed now.
    return ranged(terms, state, PriceRange.of(state, terms.getUnderlying(), underlying))
        .or(
            () ->
                ranged(
                    terms,
                    state,
                    PriceRange.of(toCome.apply(state), terms.getUnderlying(), underlying)));
  }

  private Optional<Reject> ranged(ListInstrument terms, Reader state, PriceRange range) {
    // INS-13: judged at the index; before there is one, at the greatest price.
    long price = indices.price(state, terms.getUnderlying()).orElse(range.greatest());
    return Derivatives.listed(state, terms, range)
        .or(() -> Terms.scale(terms, range, Fixed.plus(price, range.shift())));
  }

  private static boolean ahead(ListInstrument terms, long now, long dayMillis) {
    return terms.getExpiryMillis() == 0
        || (terms.getExpiryMillis() > now
            && terms.getExpiryMillis() <= Fixed.plus(now, Fixed.times(HORIZON_DAYS, dayMillis)));
  }

  private static Instrument of(Reader state, ListInstrument terms) {
    Instrument.Builder listed = base(terms);
    return switch (terms.getTermsCase()) {
      case OPTION -> listed.setOption(terms.getOption()).build();
      case PAYOFF -> listed.setPayoff(terms.getPayoff()).build();
      case PACKAGE ->
          listed
              .setPackage(terms.getPackage())
              .setExpiryMillis(Packages.expiryMillis(state, terms.getPackage()))
              .build();
      case TERMS_NOT_SET -> listed.build();
    };
  }

  private static Instrument.Builder base(ListInstrument terms) {
    return Instrument.newBuilder()
        .setSymbol(terms.getSymbol())
        .setUnderlying(terms.getUnderlying())
        .setType(terms.getType())
        .setTick(terms.getTick())
        .setMultiplier(terms.getMultiplier())
        .setExpiryMillis(terms.getExpiryMillis())
        .setPositionLimit(terms.getPositionLimit())
        .setStatus(InstrumentStatus.INSTRUMENT_STATUS_LISTED);
  }

  private static <V extends Message> Optional<Reject> fresh(
      Reader state,
      Table<Integer, V> table,
      int most,
      Function<V, String> symbolOf,
      String symbol) {
    List<Integer> rows = table.rows(state);
    boolean taken =
        rows.stream().anyMatch(row -> symbolOf.apply(table.require(state, row)).equals(symbol));
    return Terms.firstOf(
        Terms.expect(!taken, InstrumentsReject.DUPLICATE_SYMBOL),
        Terms.expect(rows.size() < most, InstrumentsReject.TOO_MANY));
  }

  private static InstrumentCounters counters(Reader state) {
    return InstrumentsKeys.COUNTERS.get(state, Table.Singleton.ROW);
  }

  private static int next(int counter) {
    return Math.max(1, counter);
  }

  private static void put(Writer state, InstrumentCounters counters) {
    InstrumentsKeys.COUNTERS.put(state, Table.Singleton.ROW, counters);
  }

  private static Optional<Reject> listed(Context context, String kind, int number, String symbol) {
    context.emit(
        Event.of("listed").with("kind", kind).with("number", number).with("symbol", symbol));
    return Optional.empty();
  }
}
