package tenor.clearing.positions;

import java.util.List;
import tenor.clearing.kernel.KeyField;
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
          List.of(KeyField.u64("account"), KeyField.u32("instrument")),
          (start, row) -> start.u64(row.account()).u32(row.instrument()),
          in -> new AccountInstrument(in.u64(), in.u32()));

  /** By instrument. */
  public static final Table<Integer, OpenInterest> OPEN_INTEREST =
      Table.byInt(
          "openInterest", Prefix.POSITIONS, 2, OpenInterest.getDefaultInstance(), "instrument");

  /** All tables. */
  static final List<Table<?, ?>> ALL = List.of(POSITIONS, OPEN_INTEREST);

  private PositionsKeys() {}
}
