package tenor.clearing.margin;

import java.util.List;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.RiskArray;
import tenor.clearing.proto.UnderlyingRisk;

/** The tables of this component. */
public final class MarginKeys {
  /** By instrument. */
  public static final Table<Integer, RiskArray> ARRAYS =
      Table.byInt("arrays", Prefix.MARGIN, 1, RiskArray.getDefaultInstance(), "instrument");

  /** What the arrays of an underlying have in common, by underlying. */
  public static final Table<Integer, UnderlyingRisk> RISKS =
      Table.byInt(
          "underlyingRisks", Prefix.MARGIN, 2, UnderlyingRisk.getDefaultInstance(), "underlying");

  /** All tables. */
  static final List<Table<?, ?>> ALL = List.of(ARRAYS, RISKS);

  private MarginKeys() {}
}
