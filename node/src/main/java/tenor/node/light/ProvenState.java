package tenor.node.light;

import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tenor.clearing.TableSchema;
import tenor.clearing.kernel.Key;
import tenor.clearing.kernel.Reader;
import tenor.state.AbsenceProof;
import tenor.state.AbsenceProof.Neighbour;
import tenor.state.Bytes;

/**
 * As much of the state as some proven claims tell: the rules can be run on it without a node. Who
 * asks for more than was proven is refused.
 */
public final class ProvenState implements Reader {
  private final TableSchema schema;
  private final NavigableMap<Bytes, Bytes> leaves = new TreeMap<>();

  /** Where there is no key: from one, exclusive, to another, exclusive. */
  private final NavigableMap<Bytes, Bytes> gaps = new TreeMap<>();

  private ProvenState(TableSchema schema) {
    this.schema = schema;
  }

  /**
   * What these claims tell, each of which is checked first.
   *
   * @throws DisprovedException if one does not hold
   */
  public static ProvenState of(List<StateProof> claims, TableSchema schema) {
    ProvenState state = new ProvenState(schema);
    for (StateProof claim : claims) {
      claim.requireProven();
      claim.value().ifPresent(value -> state.leaves.put(claim.key(), value));
      claim.absence().ifPresent(absence -> state.add(claim, absence));
    }
    return state;
  }

  private void add(StateProof claim, AbsenceProof absence) {
    byte first = claim.key().toArray()[0];
    Optional<Bytes> left = absence.left().map(this::present);
    Optional<Bytes> right = absence.right().map(this::present);
    // A component's keys begin with its byte and have more.
    gaps.put(
        left.orElse(Bytes.of(new byte[] {first})),
        right.orElse(Bytes.of(new byte[] {(byte) (first + 1)})));
  }

  private Bytes present(Neighbour leaf) {
    leaves.put(leaf.key(), leaf.value());
    return leaf.key();
  }

  @Override
  public @Nullable Message get(Key key) {
    Bytes wanted = Bytes.of(key.bytes());
    Bytes value = leaves.get(wanted);
    if (value != null) {
      return schema.decode(key, value.toArray());
    }
    gapAt(wanted);
    return null;
  }

  @Override
  public List<Entry> entries(Key from, Key to) {
    List<Entry> found = new ArrayList<>();
    Bytes end = Bytes.of(to.bytes());
    Bytes at = Bytes.of(from.bytes());
    while (at.compareTo(end) < 0) {
      Bytes value = leaves.get(at);
      if (value != null) {
        Key key = Key.of(at.toArray());
        found.add(new Entry(key, schema.decode(key, value.toArray())));
        at = Bytes.of(Arrays.copyOf(at.toArray(), at.size() + 1));
      } else {
        at = gapAt(at);
      }
    }
    return found;
  }

  /** The end of the gap that a key lies in. */
  private Bytes gapAt(Bytes key) {
    Map.Entry<Bytes, Bytes> gap = gaps.lowerEntry(key);
    DisprovedException.require(
        gap != null && gap.getValue().compareTo(key) > 0,
        "nothing here proves whether there is a key " + key.hex());
    return gap.getValue();
  }
}
