package tenor.clearing.governance;

import java.util.List;
import java.util.stream.Stream;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.KeyField;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Rules;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.PendingParam;

/** The tables of this component. */
public final class GovernanceKeys {
  /** What applies from a height. */
  public static final Table<PendingRow, PendingParam> PENDING =
      Table.of(
          "pendingParams",
          Prefix.GOVERNANCE,
          2,
          PendingParam.getDefaultInstance(),
          Stream.concat(Stream.of(KeyField.u64("height")), Param.Row.FIELDS.stream()).toList(),
          (start, row) -> row.param().append(start.u64(row.height())),
          in -> new PendingRow(in.u64(), Param.Row.read(in)));

  /** All tables. */
  static final List<Table<?, ?>> ALL =
      Stream.concat(
              Stream.of(Param.VALUES, PENDING, Rules.VERSIONS, ChainClock.CLOCK),
              EngineKeys.ALL.stream())
          .toList();

  private GovernanceKeys() {}
}
