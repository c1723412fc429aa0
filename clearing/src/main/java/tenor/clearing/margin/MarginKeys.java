package tenor.clearing.margin;

import java.util.List;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.RiskArray;

/** The tables of this component. */
public final class MarginKeys {
  /** By instrument. */
  public static final Table<Integer, RiskArray> ARRAYS =
      Table.byInt("arrays", Prefix.MARGIN, 1, RiskArray.getDefaultInstance(), "instrument");

  /** All tables. */
  static final List<Table<?, ?>> ALL = List.of(ARRAYS);

  private MarginKeys() {}
}
