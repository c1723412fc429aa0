package tenor.clearing.oracle;

import java.util.List;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.Index;
import tenor.clearing.proto.Mark;

/** The tables of this component. */
public final class OracleKeys {
  /** By underlying. */
  public static final Table<Integer, Index> INDICES =
      Table.byInt("indices", Prefix.ORACLE, 1, Index.getDefaultInstance(), "underlying");

  /** By instrument. */
  public static final Table<Integer, Mark> MARKS =
      Table.byInt("marks", Prefix.ORACLE, 2, Mark.getDefaultInstance(), "instrument");

  /** All tables. */
  static final List<Table<?, ?>> ALL = List.of(INDICES, MARKS);

  private OracleKeys() {}
}
