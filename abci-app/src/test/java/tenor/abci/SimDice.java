package tenor.abci;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import tenor.abci.proto.BlockIDFlag;

/** The choices of a simulation, all from one seed. */
final class SimDice {

  private final Random random;

  SimDice(long seed) {
    random = new Random(seed);
  }

  /** From 0 to n − 1. */
  int below(int n) {
    return random.nextInt(n);
  }

  boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  /** Validators with less than a third of the power together. */
  List<SimValidator> minority(List<SimValidator> set) {
    long total = SimSets.power(set);
    List<SimValidator> chosen = new ArrayList<>();
    for (SimValidator validator : shuffled(set)) {
      chosen.add(validator);
      if (Math.multiplyExact(SimSets.power(chosen), 3L) >= total) {
        chosen.removeLast();
        return chosen;
      }
    }
    return chosen;
  }

  /** What a late precommit may carry: it reaches the next proposer unverified. */
  ByteString noise() {
    byte[] noise = new byte[random.nextInt(64)];
    random.nextBytes(noise);
    return ByteString.copyFrom(noise);
  }

  BlockIDFlag absentOrNil() {
    return random.nextBoolean() ? BlockIDFlag.BLOCK_ID_FLAG_ABSENT : BlockIDFlag.BLOCK_ID_FLAG_NIL;
  }

  <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  <T> List<T> some(List<T> from) {
    return shuffled(from).subList(0, random.nextInt(from.size() + 1));
  }

  <T> List<T> shuffled(List<T> from) {
    List<T> copy = new ArrayList<>(from);
    Collections.shuffle(copy, random);
    return copy;
  }
}
