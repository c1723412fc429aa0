package tenor.abci;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tenor.abci.proto.ValidatorUpdate;

/** The validator set of each height: updates of block H count from H + 2 on. */
final class SimSets {

  private static final Comparator<SimValidator> ORDER =
      Comparator.comparingLong(SimValidator::power)
          .reversed()
          .thenComparing(SimValidator::address, ByteString.unsignedLexicographicalComparator());

  private final Map<ByteString, SimValidator> known =
      new TreeMap<>(ByteString.unsignedLexicographicalComparator());
  private final TreeMap<Long, List<SimValidator>> sets = new TreeMap<>();

  /**
   * @param genesis the set that InitChain names
   * @param answered what InitChain answered; if not empty it is the first set
   */
  SimSets(long initialHeight, List<SimValidator> genesis, List<ValidatorUpdate> answered) {
    genesis.forEach(validator -> known.put(validator.publicKey(), validator));
    sets.put(
        initialHeight, answered.isEmpty() ? sorted(genesis) : sorted(apply(List.of(), answered)));
  }

  /** The set at a height, by power and then address. */
  List<SimValidator> at(long height) {
    return sets.floorEntry(height).getValue();
  }

  /** Takes the updates of block {@code height}. */
  void update(long height, List<ValidatorUpdate> updates) {
    if (!updates.isEmpty()) {
      sets.put(height + 2, sorted(apply(at(height + 2), updates)));
    }
  }

  ByteString hash(long height) {
    ByteString all = ByteString.EMPTY;
    for (SimValidator validator : at(height)) {
      all = all.concat(validator.update().toByteString());
    }
    return SimValidator.sha256(all);
  }

  static long power(List<SimValidator> set) {
    return set.stream().mapToLong(SimValidator::power).reduce(0, Math::addExact);
  }

  private List<SimValidator> apply(List<SimValidator> set, List<ValidatorUpdate> updates) {
    List<SimValidator> next = new ArrayList<>(set);
    for (ValidatorUpdate update : updates) {
      SimValidator found = known.get(update.getPubKey().getEd25519());
      if (found == null) {
        throw new AssertionError("an update of a validator nobody has the key of");
      }
      next.removeIf(validator -> validator.publicKey().equals(found.publicKey()));
      if (update.getPower() > 0) {
        next.add(found.withPower(update.getPower()));
      }
    }
    if (next.isEmpty()) {
      throw new AssertionError("updates that leave no validator");
    }
    return next;
  }

  private static List<SimValidator> sorted(List<SimValidator> set) {
    return set.stream().sorted(ORDER).toList();
  }
}
