package tenor.clearing.liquidation;

import java.util.List;
import tenor.clearing.kernel.KeyField;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.AccountStanding;
import tenor.clearing.proto.LiquidationTotals;
import tenor.clearing.proto.LiquidatorOffer;
import tenor.clearing.proto.Outage;

/** The tables of this component. */
public final class LiquidationKeys {
  /** By account; absent while in good standing. */
  public static final Table<Long, AccountStanding> STANDINGS =
      Table.byLong(
          "standings", Prefix.LIQUIDATION, 1, AccountStanding.getDefaultInstance(), "account");

  /** A liquidator's standing offer, by underlying and account. */
  public static final Table<OfferRow, LiquidatorOffer> OFFERS =
      Table.of(
          "liquidatorOffers",
          Prefix.LIQUIDATION,
          2,
          LiquidatorOffer.getDefaultInstance(),
          List.of(KeyField.u32("underlying"), KeyField.u64("account")),
          (start, row) -> start.u32(row.underlying()).u64(row.account()),
          in -> new OfferRow(in.u32(), in.u64()));

  /** Totals for reports. */
  public static final Table<Table.Singleton, LiquidationTotals> TOTALS =
      Table.single(
          "liquidationTotals", Prefix.LIQUIDATION, 3, LiquidationTotals.getDefaultInstance());

  /** When an instrument's mark was last old, by instrument; absent while all is calm. */
  public static final Table<Integer, Outage> OUTAGES =
      Table.byInt("outages", Prefix.LIQUIDATION, 4, Outage.getDefaultInstance(), "instrument");

  /** All tables. */
  static final List<Table<?, ?>> ALL = List.of(STANDINGS, OFFERS, TOTALS, OUTAGES);

  private LiquidationKeys() {}
}
