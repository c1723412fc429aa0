package tenor.clearing.margin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tenor.clearing.instruments.InstrumentsKeys;
import tenor.clearing.instruments.Listings;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Overlay;
import tenor.clearing.proto.RiskArray;
import tenor.clearing.proto.UnderlyingRisk;
import tenor.clearing.risk.Contract;
import tenor.clearing.risk.ContractRisk;
import tenor.clearing.risk.UnderlyingArrays;

/**
 * The step of phase ARRAYS (MRG-02): the arrays of every underlying of which an input changed. One
 * that cannot be computed is removed: the margin of those who hold it then fails, which restricts
 * them.
 */
final class ArrayUpdate {
  private ArrayUpdate() {}

  static void run(Context context) {
    SortedMap<Integer, List<Integer>> live = new TreeMap<>();
    for (int number : Listings.liveInstruments(context.state())) {
      int underlying = InstrumentsKeys.LIVE.require(context.state(), number).getUnderlying();
      live.computeIfAbsent(underlying, _ -> new ArrayList<>()).add(number);
    }
    for (int number : MarginKeys.ARRAYS.rows(context.state())) {
      if (!InstrumentsKeys.LIVE.contains(context.state(), number)) {
        MarginKeys.ARRAYS.remove(context.state(), number);
      }
    }
    live.forEach((underlying, instruments) -> underlying(context, underlying, instruments));
    for (int underlying : MarginKeys.RISKS.rows(context.state())) {
      if (!live.containsKey(underlying)) {
        MarginKeys.RISKS.remove(context.state(), underlying);
      }
    }
  }

  private static void underlying(Context context, int underlying, List<Integer> instruments) {
    long now = context.block().timeMillis();
    if (context.isolated(work -> update(work.state(), underlying, instruments, now)) != null) {
      MarginKeys.RISKS.remove(context.state(), underlying);
      instruments.forEach(number -> MarginKeys.ARRAYS.remove(context.state(), number));
    }
  }

  private static void update(Overlay state, int underlying, List<Integer> instruments, long now) {
    ArrayInputs inputs = ArrayInputs.of(state, underlying, instruments, now);
    if (isChanged(state, underlying, instruments, inputs)) {
      store(state, underlying, instruments, inputs, now);
    }
  }

  /** Computes and stores the arrays that follow from inputs. */
  static void store(
      Overlay state, int underlying, List<Integer> instruments, ArrayInputs inputs, long now) {
    List<Integer> numbers = List.copyOf(inputs.arrays().keySet());
    List<Contract> contracts =
        numbers.stream().map(number -> inputs.contract(state, number, now)).toList();
    UnderlyingArrays.Possible computed =
        UnderlyingArrays.Possible.of(
            Market.terms(inputs.risk(), ChainClock.dayMillis(state)), contracts);
    MarginKeys.RISKS.put(state, underlying, withPins(inputs.risk(), computed));
    SortedMap<Integer, RiskArray> arrays = new TreeMap<>();
    for (int i = 0; i < numbers.size(); i++) {
      Optional<ContractRisk> risk = computed.contracts().get(i);
      if (risk.isPresent()) {
        arrays.put(numbers.get(i), filled(inputs.own(numbers.get(i)), risk.get()));
      }
    }
    instruments.forEach(number -> write(state, number, arrays.get(number)));
  }

  /** Whether an input differs from what the rows were computed from, or a row is missing. */
  private static boolean isChanged(
      Overlay state, int underlying, List<Integer> instruments, ArrayInputs inputs) {
    UnderlyingRisk old = MarginKeys.RISKS.find(state, underlying);
    if (old == null || !old.toBuilder().clearPins().build().equals(inputs.risk())) {
      return true;
    }
    for (int number : instruments) {
      RiskArray stored = MarginKeys.ARRAYS.find(state, number);
      RiskArray now = inputs.arrays().get(number);
      if (stored == null ? now != null : now == null || !own(stored).equals(now)) {
        return true;
      }
    }
    return false;
  }

  /** The inputs of a stored array. */
  private static RiskArray own(RiskArray stored) {
    return RiskArray.newBuilder()
        .setMark(stored.getMark())
        .setMultiplier(stored.getMultiplier())
        .addAllVols(stored.getVolsList())
        .build();
  }

  private static RiskArray filled(RiskArray own, ContractRisk risk) {
    return own.toBuilder()
        .addAllLosses(risk.losses().list())
        .setValue(risk.value())
        .setDelta(risk.delta())
        .setVega(risk.vega())
        .setWrittenLong(risk.writtenLong())
        .setWrittenShort(risk.writtenShort())
        .build();
  }

  private static UnderlyingRisk withPins(UnderlyingRisk risk, UnderlyingArrays.Possible computed) {
    return risk.toBuilder()
        .addAllPins(computed.pins().stream().map(pin -> Market.stored(pin, risk)).toList())
        .build();
  }

  private static void write(Overlay state, int number, @Nullable RiskArray array) {
    RiskArray old = MarginKeys.ARRAYS.find(state, number);
    if (array == null) {
      if (old != null) {
        MarginKeys.ARRAYS.remove(state, number);
      }
    } else if (old == null || !array.equals(old)) {
      MarginKeys.ARRAYS.put(state, number, array);
    }
  }
}
