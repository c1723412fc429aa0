package tenor.clearing.positions;

import java.util.List;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.OpenInterest;
import tenor.clearing.proto.Position;

/** The tables of this component. */
public final class PositionsKeys {
  /** Contracts of an account in an instrument, never zero. */
  public static final Table<AccountInstrument, Position> POSITIONS =
      Table.of(
          "positions",
          Prefix.POSITIONS,
          1,
          Position.getDefaultInstance(),
          (start, row) -> start.u64(row.account()).u32(row.instrument()),
          key -> new AccountInstrument(key.u64At(2), key.u32At(10)));

  /** By instrument. */
  public static final Table<Integer, OpenInterest> OPEN_INTEREST =
      Table.byInt("openInterest", Prefix.POSITIONS, 2, OpenInterest.getDefaultInstance());

  /** All tables. */
  static final List<Table<?, ?>> ALL = List.of(POSITIONS, OPEN_INTEREST);

  private PositionsKeys() {}
}
