package tenor.clearing.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tenor.clearing.ClearingHouse;
import tenor.clearing.RowNames;
import tenor.clearing.TableSchema;
import tenor.clearing.kernel.Key;

/**
 * No leaf's bytes can be read as those of another key: what a forger who may lengthen the leaf's
 * prefix would need. See docs/decisions/0017-no-length-inside-a-key.md.
 */
class KeysOfAStateTest {
  private static final int BLOCKS = 130;
  private static final int VALUE_HASH = 32;

  private final TableSchema schema = ClearingHouse.standard().schema();

  @Test
  void everyKey_hasAllHighBitsSet_aName_andNoLengthInside() {
    Simulation simulation =
        new Simulation(Long.getLong("tenor.seed", 2), SimulatedMarket.standard());
    for (int i = 0; i < BLOCKS; i++) {
      if (i == BLOCKS / 2) {
        SimulatedMarket.UNDERLYINGS.forEach(underlying -> simulation.move(underlying, 0.55));
      }
      simulation.step();
    }
    Set<String> tables = new TreeSet<>();
    RowNames rows = RowNames.of(schema);
    for (Key key : simulation.house.state().all().keySet()) {
      for (byte each : key.bytes()) {
        assertThat(each).as("a byte of %s", key).isNegative();
      }
      String name = rows.name(key);
      assertThat(rows.key(schema.componentName(key.prefix()), name)).isEqualTo(key);
      assertThat(starts(key.bytes(), (byte) 0xff)).as("lengths in %s", key).hasSize(1);
      tables.add(key.toString().substring(0, 4));
    }
    assertThat(tables).as("tables in the state").hasSizeGreaterThan(35);
  }

  /** The search finds what it looks for: the cash of account 1028 under a key of older releases. */
  @Test
  void aKeyWithALengthInside_isFound() {
    byte[] old = HexFormat.of().parseHex("0301000000000000040400000001");
    assertThat(starts(old, (byte) 0)).hasSize(2).contains(1 + 1 + 9);
  }

  /**
   * Where in a leaf a key with its length may begin: behind the 00, so that the length, as many
   * bytes, 20 and a hash are all that follows. Whatever the hash holds, since it is fixed.
   */
  private static List<Integer> starts(byte[] key, byte hash) {
    byte[] leaf = new byte[2 + key.length + 1 + VALUE_HASH];
    Arrays.fill(leaf, hash);
    leaf[0] = 0;
    leaf[1] = (byte) key.length;
    System.arraycopy(key, 0, leaf, 2, key.length);
    leaf[2 + key.length] = VALUE_HASH;
    List<Integer> starts = new ArrayList<>();
    for (int i = 1; i < leaf.length; i++) {
      long length = 0;
      int next = i;
      for (int shift = 0; next < leaf.length && shift < 63; shift += 7) {
        length |= (leaf[next] & 0x7fL) << shift;
        next++;
        if (leaf[next - 1] >= 0) {
          break;
        }
      }
      if (leaf[next - 1] >= 0 && next + length == leaf.length - 1 - VALUE_HASH) {
        starts.add(i);
      }
    }
    return starts;
  }
}
