package tenor.clearing.governance;

import java.util.ArrayList;
import java.util.List;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.kernel.Block;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Rules;
import tenor.clearing.kernel.Table;
import tenor.clearing.kernel.Writer;
import tenor.clearing.proto.Books;
import tenor.clearing.proto.Clock;
import tenor.clearing.proto.EngineSettings;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.Origin;

/**
 * GOV-07: what a chain that goes on with the books of another takes over from it, and what it must
 * not contradict. Heights and times in the books stay as they are, so the new chain is later in
 * both; its id is new, so no signature for the other chain is one for it.
 */
final class CarriedChain {
  private CarriedChain() {}

  /** After the new chain's clock and version of the rules were written. */
  static void write(Genesis genesis, Reader books, Context context) {
    Books header = genesis.getBooks();
    Clock last = ChainClock.last(books);
    requireThatOf(header, last, books);
    requireLater(genesis, last, context.block());
    List<Origin> origins = origins(header, books);
    requireNewId(context.block().chainId(), origins);
    int before = Rules.version(books, Fixed.plus(last.getHeight(), 1));
    require(
        genesis.getRulesVersion() >= before,
        "rulesVersion is "
            + genesis.getRulesVersion()
            + ", expected at least "
            + before
            + ", which is in force in the books");
    Writer state = context.state();
    Param.VALUES.copy(books, state);
    pending(books, Fixed.plus(context.block().height(), 1), state);
    EngineKeys.SETTINGS.put(
        state, Table.Singleton.ROW, EngineSettings.newBuilder().addAllOrigins(origins).build());
  }

  private static void requireThatOf(Books header, Clock last, Reader books) {
    String chain = EngineKeys.settings(books).getChainId();
    require(
        !chain.isEmpty() && header.getChainId().equals(chain),
        "books.chainId: expected '" + chain + "', of which the books are");
    require(
        header.getHeight() == last.getHeight(),
        "books.height: expected " + last.getHeight() + ", after which the books are so");
  }

  private static void requireLater(Genesis genesis, Clock last, Block block) {
    require(
        block.height() >= last.getHeight(),
        "initial_height is "
            + Fixed.plus(block.height(), 1)
            + ", expected above "
            + last.getHeight()
            + ", the height of the books");
    require(
        block.timeMillis() >= last.getTimeMillis(),
        "genesis_time is "
            + block.timeMillis()
            + " ms, expected "
            + last.getTimeMillis()
            + " or later, the time of the books");
    require(
        genesis.getDayMillis() == last.getDayMillis(),
        "dayMillis is "
            + genesis.getDayMillis()
            + ", expected that of the books, "
            + last.getDayMillis());
  }

  private static List<Origin> origins(Books header, Reader books) {
    List<Origin> origins = new ArrayList<>(EngineKeys.settings(books).getOriginsList());
    origins.add(
        Origin.newBuilder()
            .setChainId(header.getChainId())
            .setHeight(header.getHeight())
            .setAppHash(header.getAppHash())
            .build());
    return origins;
  }

  /** A signature names its chain: an id that was used would bring old ones back to life. */
  private static void requireNewId(String chainId, List<Origin> origins) {
    for (Origin origin : origins) {
      require(
          !origin.getChainId().equals(chainId),
          "chain_id is "
              + chainId
              + ", which the books were on: signatures for it would count again");
    }
  }

  /** Values that were to apply from the next block on do so here. */
  private static void pending(Reader books, long first, Writer state) {
    for (PendingRow row : GovernanceKeys.PENDING.rows(books)) {
      GovernanceKeys.PENDING.put(
          state, new PendingRow(first, row.param()), GovernanceKeys.PENDING.require(books, row));
    }
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
