package tenor.benchmarks;

import com.google.protobuf.Message;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.accounts.Reason;
import tenor.clearing.compliance.Participants;
import tenor.clearing.instruments.Listings;
import tenor.clearing.kernel.BlockResult;
import tenor.clearing.kernel.Key;
import tenor.clearing.kernel.Overlay;
import tenor.clearing.kernel.Reader;
import tenor.clearing.liquidation.LiquidationKeys;
import tenor.clearing.margin.MarginKeys;
import tenor.clearing.oracle.Marks;
import tenor.clearing.positions.Held;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.AccountStanding;

/** Whether a block of the market does all that its cost is given for; fails if anything is not. */
final class BlockCheck {
  private static final int ASSET = 1;

  private final BlockMarket market;
  private final Reader before;

  BlockCheck(BlockMarket market) {
    this.market = market;
    this.before = market;
  }

  /** Checks a block in which the index moves by so many points. */
  void run(int points) {
    Reader after = after(before, market.next(points));
    SortedMap<Integer, Long> moves = new TreeMap<>();
    for (int option : Listings.liveInstruments(before)) {
      long move = mark(after, option) - mark(before, option);
      require(move != 0, "option " + option + " did not move");
      boolean anew =
          !MarginKeys.ARRAYS.get(after, option).equals(MarginKeys.ARRAYS.get(before, option));
      require(anew, "the array of option " + option + " stayed");
      moves.put(option, move);
    }
    variation(after, moves);
    margin(points);
  }

  /** Every account's cash moves by what its positions gained. */
  private void variation(Reader after, SortedMap<Integer, Long> moves) {
    SortedMap<Long, Long> gains = new TreeMap<>();
    for (Held held : Positions.all(before)) {
      long each =
          Listings.value(
              moves.getOrDefault(held.instrument(), 0L),
              Listings.instrument(before, held.instrument()));
      gains.merge(held.account(), Math.multiplyExact(each, held.contracts()), Math::addExact);
    }
    for (long account : Participants.accounts(before)) {
      long paid = Ledger.cash(after, account, ASSET) - Ledger.cash(before, account, ASSET);
      require(paid == gains.getOrDefault(account, 0L), "account " + account + " was paid " + paid);
    }
  }

  /** Without a cent every account lacks margin, so whoever is looked at is called. */
  private void margin(int points) {
    Overlay poor = new Overlay(before);
    for (long account : Participants.accounts(before)) {
      long cash = Ledger.cash(before, account, ASSET);
      Ledger.transfer(poor, account, Ledger.HOUSE, ASSET, cash, Reason.TRADE);
    }
    Reader after = after(poor, market.next(points, poor));
    for (long account : Participants.accounts(before)) {
      AccountStanding standing = LiquidationKeys.STANDINGS.get(after, account);
      boolean called = standing.getStandingValue() != 0 && standing.getMaintenance() > 0;
      require(called && !standing.getRestricted(), "account " + account + " was not margined");
    }
  }

  private static Reader after(Reader before, BlockResult block) {
    Overlay after = new Overlay(before);
    for (Map.Entry<Key, Optional<Message>> change : block.changes().entrySet()) {
      change
          .getValue()
          .ifPresentOrElse(
              value -> after.put(change.getKey(), value), () -> after.remove(change.getKey()));
    }
    return after;
  }

  private static long mark(Reader state, int option) {
    return Marks.price(state, option).orElseThrow();
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}
