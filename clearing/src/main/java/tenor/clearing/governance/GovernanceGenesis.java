package tenor.clearing.governance;

import tenor.clearing.kernel.Block;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Rules;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.Clock;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.ParamValue;
import tenor.clearing.proto.RulesVersion;
import tenor.clearing.proto.SetParam;

/** The clock, the version of the rules and the parameters that a chain starts with. */
final class GovernanceGenesis {
  private static final long LEAST_DAY_MILLIS = 100;
  private static final long MOST_DAY_MILLIS = 86_400_000;

  private GovernanceGenesis() {}

  static void write(Genesis genesis, ParamBook book, Context context) {
    clock(genesis, context);
    rules(genesis, context);
    for (int i = 0; i < genesis.getParamsCount(); i++) {
      param(genesis, i, book, context);
    }
  }

  private static void clock(Genesis genesis, Context context) {
    long day = genesis.getDayMillis();
    if (day < LEAST_DAY_MILLIS || day > MOST_DAY_MILLIS) {
      throw new IllegalArgumentException(
          "dayMillis is " + day + ", expected " + LEAST_DAY_MILLIS + " to " + MOST_DAY_MILLIS);
    }
    Block block = context.block();
    ChainClock.CLOCK.put(
        context.state(),
        Table.Singleton.ROW,
        Clock.newBuilder()
            .setHeight(block.height())
            .setTimeMillis(block.timeMillis())
            .setGenesisTimeMillis(block.timeMillis())
            .setDayMillis(day)
            .build());
  }

  private static void rules(Genesis genesis, Context context) {
    int version = genesis.getRulesVersion();
    if (version < Rules.FIRST || version > Rules.KNOWN) {
      throw new IllegalArgumentException(
          "rulesVersion is " + version + ", expected " + Rules.FIRST + " to " + Rules.KNOWN);
    }
    Rules.VERSIONS.put(context.state(), 0L, RulesVersion.newBuilder().setVersion(version).build());
  }

  private static void param(Genesis genesis, int i, ParamBook book, Context context) {
    SetParam set = genesis.getParams(i);
    String where = "params[" + i + "] " + set.getComponent() + "." + set.getName() + ": ";
    ParamBook.Entry entry =
        book.find(set.getComponent(), set.getName())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(where + GovernanceReject.UNKNOWN_PARAM.message()));
    if (!Scopes.exists(genesis, entry.param().scope(), set.getScope())) {
      throw new IllegalArgumentException(
          where + "scope " + set.getScope() + ", " + GovernanceReject.BAD_SCOPE.message());
    }
    if (!entry.inBounds(set.getValue())) {
      throw new IllegalArgumentException(where + entry.bounds());
    }
    entry
        .objection(set.getScope(), set.getValue(), context.state())
        .ifPresent(
            objection -> {
              throw new IllegalArgumentException(where + objection);
            });
    Param.VALUES.put(
        context.state(),
        entry.row(set.getScope()),
        ParamValue.newBuilder().setValue(set.getValue()).build());
  }
}
