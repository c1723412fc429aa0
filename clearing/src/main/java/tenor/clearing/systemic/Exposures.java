package tenor.clearing.systemic;

import com.google.protobuf.Message;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.clearing.compliance.Participants;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.instruments.Listings;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Table;
import tenor.clearing.kernel.Writer;
import tenor.clearing.margin.AccountMargin;
import tenor.clearing.margin.Requirement;
import tenor.clearing.positions.Held;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.HouseExposure;
import tenor.clearing.proto.InstrumentExposure;
import tenor.clearing.proto.ParticipantExposure;

/**
 * The view of the house (SYS-02, SYS-03): one pass over the positions and the margins of accounts.
 */
final class Exposures {
  private final SortedMap<ParticipantAsset, Stake> stakes = new TreeMap<>();
  private final SortedMap<Integer, SortedMap<Long, BigInteger>> holders = new TreeMap<>();
  private final SortedMap<Integer, BigInteger> notionals = new TreeMap<>();

  private Exposures() {}

  /** The view of a state, the margins of which are known. */
  static Exposures of(Reader state, SortedMap<Long, AccountMargin> margins) {
    Exposures view = new Exposures();
    view.add(state, margins);
    SortedMap<Integer, BigInteger> values = new TreeMap<>();
    for (Held held : Positions.all(state)) {
      BigInteger each =
          values.computeIfAbsent(held.instrument(), number -> Notional.of(state, number));
      view.add(state, held, each);
    }
    return view;
  }

  private void add(Reader state, SortedMap<Long, AccountMargin> margins) {
    for (AccountMargin margin : margins.values()) {
      long participant = Participants.participantOf(state, margin.account());
      for (Requirement need : margin.requirements().values()) {
        stakes.merge(
            new ParticipantAsset(participant, need.asset()),
            Stake.ofMargin(need.equity(), need.maintenance()),
            Stake::plus);
      }
    }
  }

  private void add(Reader state, Held held, BigInteger each) {
    long participant = Participants.participantOf(state, held.account());
    BigInteger contracts = BigInteger.valueOf(Fixed.abs(held.contracts()));
    stakes.merge(
        new ParticipantAsset(participant, Listings.assetOf(state, held.instrument())),
        Stake.ofNotional(contracts.multiply(each)),
        Stake::plus);
    holders
        .computeIfAbsent(held.instrument(), _ -> new TreeMap<>())
        .merge(participant, contracts, BigInteger::add);
    notionals.put(held.instrument(), each);
  }

  /** Writes the view; what is no more is removed. */
  void put(Writer state) {
    SortedMap<Integer, List<Stake>> byAsset = new TreeMap<>();
    SortedMap<ParticipantAsset, ParticipantExposure> participants = new TreeMap<>();
    for (Map.Entry<ParticipantAsset, Stake> entry : stakes.entrySet()) {
      if (!entry.getValue().isNothing()) {
        participants.put(entry.getKey(), participant(entry.getValue()));
        byAsset
            .computeIfAbsent(entry.getKey().asset(), _ -> new ArrayList<>())
            .add(entry.getValue());
      }
    }
    replace(state, SystemicKeys.PARTICIPANTS, participants);
    SortedMap<Integer, HouseExposure> houses = new TreeMap<>();
    byAsset.forEach((asset, all) -> houses.put(asset, house(all)));
    replace(state, SystemicKeys.HOUSE, houses);
    SortedMap<Integer, InstrumentExposure> instruments = new TreeMap<>();
    holders.keySet().forEach(number -> instruments.put(number, instrument(state, number)));
    replace(state, SystemicKeys.INSTRUMENTS, instruments);
  }

  private static ParticipantExposure participant(Stake stake) {
    return ParticipantExposure.newBuilder()
        .setNotionalHigh(Fixed.high(stake.notional()))
        .setNotionalLow(Fixed.low(stake.notional()))
        .setEquity(Fixed.toLong(stake.equity()))
        .setMaintenance(Fixed.toLong(stake.maintenance()))
        .setLeverage(stake.leverage())
        .build();
  }

  private static HouseExposure house(List<Stake> stakes) {
    Stake all = stakes.stream().reduce(Stake.NONE, Stake::plus);
    Concentration spread = Concentration.of(stakes.stream().map(Stake::notional).toList());
    return HouseExposure.newBuilder()
        .setNotionalHigh(Fixed.high(all.notional()))
        .setNotionalLow(Fixed.low(all.notional()))
        .setEquity(Fixed.toLong(all.equity()))
        .setMaintenance(Fixed.toLong(all.maintenance()))
        .setLeverage(all.leverage())
        .setConcentration(spread.index())
        .setTopFive(spread.topFive())
        .setParticipants(stakes.stream().filter(one -> one.notional().signum() > 0).count())
        .build();
  }

  private InstrumentExposure instrument(Reader state, int number) {
    SortedMap<Long, BigInteger> held = holders.getOrDefault(number, new TreeMap<>());
    Concentration spread = Concentration.of(held.values());
    long open = Positions.openInterest(state, number);
    BigInteger notional =
        notionals.getOrDefault(number, BigInteger.ZERO).multiply(BigInteger.valueOf(open));
    return InstrumentExposure.newBuilder()
        .setOpenInterest(open)
        .setNotionalHigh(Fixed.high(notional))
        .setNotionalLow(Fixed.low(notional))
        .setConcentration(spread.index())
        .setTopFive(spread.topFive())
        .setParticipants(held.size())
        .build();
  }

  private static <K extends Comparable<K>, V extends Message> void replace(
      Writer state, Table<K, V> table, SortedMap<K, V> rows) {
    for (K row : table.rows(state)) {
      if (!rows.containsKey(row)) {
        table.remove(state, row);
      }
    }
    rows.forEach(
        (row, value) -> {
          if (!value.equals(table.find(state, row)) && value.getSerializedSize() > 0) {
            table.put(state, row, value);
          }
        });
  }
}
