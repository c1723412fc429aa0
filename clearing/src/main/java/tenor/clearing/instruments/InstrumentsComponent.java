package tenor.clearing.instruments;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Component;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Event;
import tenor.clearing.kernel.IndexPrices;
import tenor.clearing.kernel.Outcome;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Reject;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.Instrument;
import tenor.clearing.proto.InstrumentStatus;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.Role;
import tenor.clearing.proto.SetInstrumentStatus;

/** Lists assets, margin classes, underlyings and instruments. */
public final class InstrumentsComponent implements Component {
  private final IndexPrices indices;
  private final Lister lister;

  /**
   * Lists.
   *
   * @param indices at which a contract's worth is judged
   * @param toCome a state with the parameters that were set for the next block
   */
  public InstrumentsComponent(IndexPrices indices, UnaryOperator<Reader> toCome) {
    this.indices = indices;
    this.lister = new Lister(indices, toCome);
  }

  @Override
  public String name() {
    return "instruments";
  }

  @Override
  public int prefix() {
    return Prefix.INSTRUMENTS;
  }

  @Override
  public List<Table<?, ?>> tables() {
    return InstrumentsKeys.ALL;
  }

  @Override
  public List<Param> params() {
    return InstrumentsParams.ALL;
  }

  @Override
  public Optional<String> objection(Param param, int scope, long value, Reader state) {
    return PriceShift.objection(scope, value, state, indices);
  }

  @Override
  public List<Operation.KindCase> operations() {
    return List.of(
        Operation.KindCase.LIST_ASSET,
        Operation.KindCase.LIST_MARGIN_CLASS,
        Operation.KindCase.LIST_UNDERLYING,
        Operation.KindCase.LIST_INSTRUMENT,
        Operation.KindCase.SET_INSTRUMENT_STATUS);
  }

  @Override
  public Optional<Reject> check(Operation operation) {
    return switch (operation.getKindCase()) {
      case LIST_ASSET -> Terms.symbol(operation.getListAsset().getSymbol());
      case LIST_MARGIN_CLASS -> Terms.symbol(operation.getListMarginClass().getSymbol());
      case LIST_UNDERLYING -> Terms.underlying(operation.getListUnderlying());
      case LIST_INSTRUMENT -> Terms.instrument(operation.getListInstrument());
      default -> Optional.empty();
    };
  }

  @Override
  public Outcome execute(Operation operation, Context context) {
    if (!context.authority().hasRole(Role.ROLE_ADMIN)) {
      return Outcome.rejected(InstrumentsReject.NOT_ADMIN);
    }
    Optional<Reject> refused =
        switch (operation.getKindCase()) {
          case LIST_ASSET -> lister.asset(operation.getListAsset(), context);
          case LIST_MARGIN_CLASS -> lister.marginClass(operation.getListMarginClass(), context);
          case LIST_UNDERLYING -> lister.underlying(operation.getListUnderlying(), context);
          case LIST_INSTRUMENT ->
              lister.instrument(
                  operation.getListInstrument(), context, ChainClock.dayMillis(context.state()));
          case SET_INSTRUMENT_STATUS -> status(operation.getSetInstrumentStatus(), context);
          default -> throw new IllegalStateException("not listing: " + operation.getKindCase());
        };
    return refused.map(Outcome::rejected).orElseGet(Outcome::accepted);
  }

  @Override
  public void genesis(Genesis genesis, Context context) {
    for (int i = 0; i < genesis.getAssetsCount(); i++) {
      expect(lister.asset(genesis.getAssets(i), context), "assets", i);
    }
    for (int i = 0; i < genesis.getMarginClassesCount(); i++) {
      expect(lister.marginClass(genesis.getMarginClasses(i), context), "marginClasses", i);
    }
    for (int i = 0; i < genesis.getUnderlyingsCount(); i++) {
      expect(lister.underlying(genesis.getUnderlyings(i), context), "underlyings", i);
    }
    for (int i = 0; i < genesis.getInstrumentsCount(); i++) {
      Optional<Reject> refused =
          lister.instrument(genesis.getInstruments(i), context, genesis.getDayMillis());
      expect(refused, "instruments", i);
    }
  }

  private static void expect(Optional<Reject> refused, String entries, int place) {
    if (refused.isPresent()) {
      throw new IllegalArgumentException(entries + "[" + place + "]: " + refused.get().message());
    }
  }

  /** INS-15: an admin pauses a market, or lets a paused or frozen one go on. */
  private static Optional<Reject> status(SetInstrumentStatus operation, Context context) {
    int number = operation.getInstrument();
    Instrument instrument = InstrumentsKeys.INSTRUMENTS.find(context.state(), number);
    if (instrument == null) {
      return Optional.of(InstrumentsReject.UNKNOWN_INSTRUMENT);
    }
    InstrumentStatus from = instrument.getStatus();
    boolean allowed =
        switch (operation.getStatus()) {
          case INSTRUMENT_STATUS_LISTED ->
              from == InstrumentStatus.INSTRUMENT_STATUS_PAUSED
                  || from == InstrumentStatus.INSTRUMENT_STATUS_FROZEN;
          case INSTRUMENT_STATUS_PAUSED -> from == InstrumentStatus.INSTRUMENT_STATUS_LISTED;
          default -> false;
        };
    if (!allowed) {
      return Optional.of(InstrumentsReject.BAD_STATUS);
    }
    Listings.setStatus(context.state(), number, operation.getStatus());
    context.emit(
        Event.of("instrumentStatus")
            .with("instrument", number)
            .with("status", operation.getStatus().getNumber()));
    return Optional.empty();
  }
}
