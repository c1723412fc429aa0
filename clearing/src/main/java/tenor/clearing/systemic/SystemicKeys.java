package tenor.clearing.systemic;

import java.util.List;
import tenor.clearing.accounts.AccountAsset;
import tenor.clearing.kernel.KeyField;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.HouseExposure;
import tenor.clearing.proto.InstrumentExposure;
import tenor.clearing.proto.LossCount;
import tenor.clearing.proto.LossTotals;
import tenor.clearing.proto.ParticipantExposure;
import tenor.clearing.proto.SystemicView;

/** The tables of this component. */
public final class SystemicKeys {
  /** When the view was taken. */
  public static final Table<Table.Singleton, SystemicView> VIEW =
      Table.single("view", Prefix.SYSTEMIC, 1, SystemicView.getDefaultInstance());

  /** What a participant has at stake in a settlement asset. */
  public static final Table<ParticipantAsset, ParticipantExposure> PARTICIPANTS =
      Table.of(
          "participantExposures",
          Prefix.SYSTEMIC,
          2,
          ParticipantExposure.getDefaultInstance(),
          List.of(KeyField.u64("participant"), KeyField.u32("asset")),
          (start, row) -> start.u64(row.participant()).u32(row.asset()),
          in -> new ParticipantAsset(in.u64(), in.u32()));

  /** What all have at stake in a settlement asset. */
  public static final Table<Integer, HouseExposure> HOUSE =
      Table.byInt(
          "houseExposures", Prefix.SYSTEMIC, 3, HouseExposure.getDefaultInstance(), "asset");

  /** What is open in an instrument. */
  public static final Table<Integer, InstrumentExposure> INSTRUMENTS =
      Table.byInt(
          "instrumentExposures",
          Prefix.SYSTEMIC,
          4,
          InstrumentExposure.getDefaultInstance(),
          "instrument");

  /** How often an account lost more in an epoch than its maintenance at the start of it. */
  public static final Table<AccountAsset, LossCount> LOSSES =
      Table.of(
          "lossCounts",
          Prefix.SYSTEMIC,
          5,
          LossCount.getDefaultInstance(),
          AccountAsset.FIELDS,
          (start, row) -> row.append(start),
          AccountAsset::read);

  /** The same over all accounts. */
  public static final Table<Table.Singleton, LossTotals> LOSS_TOTALS =
      Table.single("lossTotals", Prefix.SYSTEMIC, 6, LossTotals.getDefaultInstance());

  /** All tables. */
  static final List<Table<?, ?>> ALL =
      List.of(VIEW, PARTICIPANTS, HOUSE, INSTRUMENTS, LOSSES, LOSS_TOTALS);

  private SystemicKeys() {}
}
