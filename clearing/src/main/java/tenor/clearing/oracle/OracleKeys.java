package tenor.clearing.oracle;

import java.util.List;
import tenor.clearing.kernel.KeyField;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.Index;
import tenor.clearing.proto.Mark;
import tenor.clearing.proto.Surface;

/** The tables of this component. */
public final class OracleKeys {
  /** By underlying. */
  public static final Table<Integer, Index> INDICES =
      Table.byInt("indices", Prefix.ORACLE, 1, Index.getDefaultInstance(), "underlying");

  /** By instrument. */
  public static final Table<Integer, Mark> MARKS =
      Table.byInt("marks", Prefix.ORACLE, 2, Mark.getDefaultInstance(), "instrument");

  /** By underlying and expiry. */
  public static final Table<UnderlyingExpiry, Surface> SURFACES =
      Table.of(
          "surfaces",
          Prefix.ORACLE,
          3,
          Surface.getDefaultInstance(),
          List.of(KeyField.u32("underlying"), KeyField.u64("expiryMillis")),
          (start, row) -> start.u32(row.underlying()).u64(row.expiryMillis()),
          in -> new UnderlyingExpiry(in.u32(), in.u64()));

  /** All tables. */
  static final List<Table<?, ?>> ALL = List.of(INDICES, MARKS, SURFACES);

  private OracleKeys() {}
}
