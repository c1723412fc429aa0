package tenor.genesis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tenor.clearing.ClearingHouse;
import tenor.clearing.kernel.Block;
import tenor.clearing.kernel.BrokenInvariant;
import tenor.clearing.proto.Genesis;

/** Checks a genesis as InitChain will, before a chain is started with it. */
public final class GenesisCheck {
  private GenesisCheck() {}

  /**
   * Applies the genesis to nothing and throws the result away.
   *
   * @param house the rules with their rule for public keys
   * @throws IllegalArgumentException naming the first entry that is wrong, such as {@code
   *     deposits[3]: …}
   */
  public static void validate(Genesis genesis, ClearingHouse house, String chainId, Instant time) {
    validate(genesis, house, chainId, 1, time);
  }

  /** As above, for a chain whose first block has height {@code initialHeight}. */
  public static void validate(
      Genesis genesis, ClearingHouse house, String chainId, long initialHeight, Instant time) {
    peers(genesis);
    long millis = time.toEpochMilli();
    try {
      house.genesis(genesis, new Block(chainId, initialHeight - 1, millis, millis, List.of(), 0));
    } catch (BrokenInvariant e) {
      throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * The node ids that the genesis admits as peers.
   *
   * @throws IllegalArgumentException naming the first that is none
   */
  public static List<String> peers(Genesis genesis) {
    List<String> peers = new ArrayList<>();
    for (int i = 0; i < genesis.getPeersCount(); i++) {
      String id = genesis.getPeers(i);
      if (!id.matches("[0-9a-f]{40}")) {
        throw new IllegalArgumentException(
            "peers[" + i + "]: expected 40 lower-case hexadecimal digits, found " + id);
      }
      peers.add(id);
    }
    return peers;
  }
}
