package tenor.clearing.governance;

import java.util.List;
import java.util.stream.Stream;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Key;
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
          (start, row) ->
              start
                  .u64(row.height())
                  .u8(row.param().prefix())
                  .u16(row.param().number())
                  .u32(row.param().scope()),
          GovernanceKeys::pending);

  /** All tables. */
  static final List<Table<?, ?>> ALL =
      Stream.concat(
              Stream.of(Param.VALUES, PENDING, Rules.VERSIONS, ChainClock.CLOCK),
              EngineKeys.ALL.stream())
          .toList();

  private GovernanceKeys() {}

  private static PendingRow pending(Key key) {
    return new PendingRow(key.u64At(2), new Param.Row(key.u8At(10), key.u16At(11), key.u32At(13)));
  }
}
