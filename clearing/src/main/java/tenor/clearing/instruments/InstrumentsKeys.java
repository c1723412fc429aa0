package tenor.clearing.instruments;

import java.util.List;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.Asset;
import tenor.clearing.proto.Instrument;
import tenor.clearing.proto.InstrumentCounters;
import tenor.clearing.proto.LiveInstrument;
import tenor.clearing.proto.MarginClass;
import tenor.clearing.proto.Underlying;

/** The tables of this component. */
public final class InstrumentsKeys {
  /** By asset number. */
  public static final Table<Integer, Asset> ASSETS =
      Table.byInt("assets", Prefix.INSTRUMENTS, 1, Asset.getDefaultInstance(), "asset");

  /** By margin class number. */
  public static final Table<Integer, MarginClass> MARGIN_CLASSES =
      Table.byInt(
          "marginClasses", Prefix.INSTRUMENTS, 2, MarginClass.getDefaultInstance(), "marginClass");

  /** By underlying number. */
  public static final Table<Integer, Underlying> UNDERLYINGS =
      Table.byInt(
          "underlyings", Prefix.INSTRUMENTS, 3, Underlying.getDefaultInstance(), "underlying");

  /** By instrument number. */
  public static final Table<Integer, Instrument> INSTRUMENTS =
      Table.byInt(
          "instruments", Prefix.INSTRUMENTS, 4, Instrument.getDefaultInstance(), "instrument");

  /** What the next ones will be called. */
  public static final Table<Table.Singleton, InstrumentCounters> COUNTERS =
      Table.single("counters", Prefix.INSTRUMENTS, 5, InstrumentCounters.getDefaultInstance());

  /** Those that are not settled, by instrument number. */
  public static final Table<Integer, LiveInstrument> LIVE =
      Table.byInt(
          "liveInstruments",
          Prefix.INSTRUMENTS,
          6,
          LiveInstrument.getDefaultInstance(),
          "instrument");

  /** All tables. */
  static final List<Table<?, ?>> ALL =
      List.of(ASSETS, MARGIN_CLASSES, UNDERLYINGS, INSTRUMENTS, COUNTERS, LIVE);

  private InstrumentsKeys() {}
}
