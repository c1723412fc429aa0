package tenor.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import tenor.clearing.compliance.ComplianceKeys;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Key;
import tenor.clearing.kernel.Reject;
import tenor.clearing.kernel.TxResult;
import tenor.clearing.proto.Operation;

/**
 * A table of refusals: each row is one operation and the reason it must be refused for, where it
 * helps with one error less than the row before. A refusal must leave nothing but nonces.
 *
 * @param <R> the reasons
 */
public final class RejectTable<R extends Enum<R> & Reject> {
  private final TestHouse house;
  private final Set<R> missing;
  private List<Signer> signers = List.of(Signer.participant(TestGenesis.ADMIN));

  /** A table that must come to each constant of {@code reasons}. */
  public RejectTable(TestHouse house, Class<R> reasons) {
    this.house = house;
    this.missing = EnumSet.allOf(reasons);
  }

  /** The rows that follow are signed by these. */
  public RejectTable<R> by(Signer... others) {
    signers = List.of(others);
    return this;
  }

  /** The rows that follow are signed by this participant for itself. */
  public RejectTable<R> by(long participant) {
    return by(Signer.participant(participant));
  }

  /** The operation is refused for this reason. */
  public RejectTable<R> row(R reason, Operation operation) {
    return run(reason, operation);
  }

  /** The operation is accepted, and what it leaves to the next block is done. */
  public RejectTable<R> accepted(Operation operation) {
    run(null, operation);
    house.block();
    return this;
  }

  /** The constant has a test of its own. */
  public RejectTable<R> seenElsewhere(R reason) {
    missing.remove(reason);
    return this;
  }

  /** Fails if a constant had no row. */
  public void isComplete() {
    assertThat(missing).as("reasons without a row").isEmpty();
  }

  private RejectTable<R> run(@Nullable R reason, Operation operation) {
    SortedMap<Key, Message> before = withoutNonces(house.state());
    TxResult result = house.runBy(signers, operation);
    String what = operation + "by " + signers + ": " + result.log();
    assertThat(result.code()).as(what).isEqualTo(reason == null ? 0 : reason.code());
    if (reason != null) {
      assertThat(result.log()).startsWith(reason.name()).contains(reason.message());
      assertThat(withoutNonces(house.state())).as(what).isEqualTo(before);
      missing.remove(reason);
    }
    return this;
  }

  /** The state but for what every block and every transaction changes. */
  public static SortedMap<Key, Message> withoutNonces(MapReader state) {
    SortedMap<Key, Message> rest = state.all();
    List<Key> own = new ArrayList<>();
    own.add(ChainClock.CLOCK.prefix());
    own.add(ComplianceKeys.NONCES.prefix());
    own.add(ComplianceKeys.OPEN_NONCES.prefix());
    own.add(ComplianceKeys.NONCE_EXPIRIES.prefix());
    own.forEach(table -> rest.subMap(table, table.end()).clear());
    return rest;
  }
}
