package tenor.clearing.trading;

import java.util.List;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.TradeCounter;
import tenor.clearing.proto.TradeStats;

/** The tables of this component. */
public final class TradingKeys {
  /** Trades so far, by instrument. */
  public static final Table<Integer, TradeStats> STATS =
      Table.byInt("tradeStats", Prefix.TRADING, 1, TradeStats.getDefaultInstance(), "instrument");

  /** The next trade's number. */
  public static final Table<Table.Singleton, TradeCounter> COUNTER =
      Table.single("tradeCounter", Prefix.TRADING, 2, TradeCounter.getDefaultInstance());

  /** All tables. */
  static final List<Table<?, ?>> ALL = List.of(STATS, COUNTER);

  private TradingKeys() {}
}
