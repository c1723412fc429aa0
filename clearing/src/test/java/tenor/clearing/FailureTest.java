package tenor.clearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.BETA_ACCOUNT;

import com.google.protobuf.Message;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tenor.clearing.accounts.AccountsComponent;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.accounts.Reason;
import tenor.clearing.compliance.ComplianceComponent;
import tenor.clearing.compliance.ComplianceKeys;
import tenor.clearing.compliance.RegisteredKeys;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.RuleFailure;
import tenor.clearing.kernel.BlockResult;
import tenor.clearing.kernel.BrokenInvariant;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Event;
import tenor.clearing.kernel.Invariant;
import tenor.clearing.kernel.Key;
import tenor.clearing.kernel.Outcome;
import tenor.clearing.kernel.Phase;
import tenor.clearing.kernel.TxReject;
import tenor.clearing.kernel.TxResult;
import tenor.clearing.proto.Atomicity;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.Transaction;

/**
 * What each kind of failure costs (ARCHITECTURE.md, "Failure"), as far as the kernel decides it.
 */
class FailureTest {
  private static final Operation FIRST = TestTx.trade(1, ALPHA_ACCOUNT, BETA_ACCOUNT, 1, 1);
  private static final Operation SECOND = TestTx.trade(1, ALPHA_ACCOUNT, BETA_ACCOUNT, 1, 2);

  private final FakeComponent fake = new FakeComponent();
  private final TestHouse house =
      TestHouse.of(
          ClearingHouse.of(
              List.of(
                  new ComplianceComponent(key -> Optional.empty()), new AccountsComponent(), fake),
              new RegisteredKeys()),
          TestGenesis.bare().build());

  @Test
  @DisplayName("an expected refusal leaves nothing but nonces")
  void refusedOperation_leavesOnlyNonces() {
    fake.execute =
        (operation, context) -> {
          FakeComponent.count(context);
          context.emit(Event.of("counted"));
          return Outcome.rejected(FakeComponent.FakeReject.TOLD, "so it is");
        };
    SortedMap<Key, Message> before = RejectTable.withoutNonces(house.state());
    TxResult result = house.run(FIRST);
    assertThat(result.code()).isEqualTo(9007);
    assertThat(result.log()).isEqualTo("TOLD: expected nothing (operation 0: so it is)");
    assertThat(result.events()).isEmpty();
    assertThat(RejectTable.withoutNonces(house.state())).isEqualTo(before);
    assertThat(ComplianceKeys.NONCES.rows(house.state())).hasSize(2);
  }

  @Test
  @DisplayName("a rule failure in a transaction is a refusal")
  void ruleFailureInTransaction_isRefused() {
    fake.execute =
        (operation, context) -> {
          FakeComponent.count(context);
          throw overflow();
        };
    SortedMap<Key, Message> before = RejectTable.withoutNonces(house.state());
    TxResult result = house.run(FIRST);
    assertThat(result.code()).isEqualTo(TxReject.RULE_FAILURE.code());
    assertThat(result.log()).contains("overflow");
    assertThat(RejectTable.withoutNonces(house.state())).isEqualTo(before);
    assertThat(ComplianceKeys.NONCES.rows(house.state())).hasSize(2);
  }

  @Test
  void laterOperationFails_withAtomicityAll_undoesTheEarlierOnes() {
    failTheSecond();
    TxResult result = house.run(FIRST, SECOND);
    assertThat(result.code()).isEqualTo(TxReject.RULE_FAILURE.code());
    assertThat(result.events()).isEmpty();
    assertThat(FakeComponent.count(house.state())).isZero();
  }

  @Test
  void laterOperationFails_withAtomicityEach_keepsTheEarlierOnes() {
    failTheSecond();
    Transaction.Builder each = house.tx(FIRST, SECOND, FIRST).toBuilder();
    each.getBodyBuilder().setAtomicity(Atomicity.ATOMICITY_EACH);
    TxResult result = house.block(each.build()).transactions().getFirst();
    assertThat(result.code()).isZero();
    assertThat(FakeComponent.count(house.state())).isEqualTo(2);
    assertThat(result.events())
        .extracting(Event::type)
        .containsExactly("counted", "refused", "counted");
    assertThat(result.events().get(1).attributes())
        .contains(new Event.Attribute("operation", "1"), new Event.Attribute("code", "21"));
  }

  private void failTheSecond() {
    fake.execute =
        (operation, context) -> {
          FakeComponent.count(context);
          context.emit(Event.of("counted"));
          if (operation.equals(SECOND)) {
            throw overflow();
          }
          return Outcome.accepted();
        };
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  @DisplayName("a rule failure that leaves a step stops the node")
  void ruleFailureInStep_stopsTheNode(Phase phase) {
    fake.phases.put(
        phase,
        context -> {
          FakeComponent.count(context);
          throw overflow();
        });
    SortedMap<Key, Message> before = house.state().all();
    assertThatThrownBy(house::block).isInstanceOf(RuleFailure.class);
    assertThat(house.state().all()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  @DisplayName("a rule failure of an isolated item costs that item alone")
  void ruleFailureOfIsolatedItem_costsThatItemAlone(Phase phase) {
    fake.phases.put(
        phase,
        context -> {
          for (int item = 0; item < 3; item++) {
            int place = item;
            RuleFailure failure = context.isolated(work -> countUnless(place == 1, work));
            assertThat(failure != null).isEqualTo(item == 1);
          }
        });
    BlockResult result = house.block();
    assertThat(FakeComponent.count(house.state())).isEqualTo(2);
    assertThat(result.events()).hasSize(2);
  }

  private static void countUnless(boolean fails, Context context) {
    FakeComponent.count(context);
    context.emit(Event.of("counted"));
    if (fails) {
      throw overflow();
    }
  }

  @Test
  @DisplayName("any other throwable in a transaction stops the node")
  void otherThrowable_inTransaction_stopsTheNode() {
    fake.execute =
        (operation, context) -> {
          FakeComponent.count(context);
          throw new OutOfMemoryError("as if");
        };
    SortedMap<Key, Message> before = house.state().all();
    assertThatThrownBy(() -> house.run(FIRST)).isInstanceOf(OutOfMemoryError.class);
    assertThat(house.state().all()).isEqualTo(before);
  }

  @Test
  void otherThrowable_inIsolatedItem_stopsTheNode() {
    fake.phases.put(
        Phase.MARGIN,
        context ->
            context.isolated(
                item -> {
                  throw new IllegalStateException("as if");
                }));
    assertThatThrownBy(house::block).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void brokenInvariant_stopsTheNode_andNamesComponentBlockAndSums() {
    fake.invariants.add(
        new Invariant(
            "odd",
            (state, block) ->
                FakeComponent.count(state) == 0 ? Optional.empty() : Optional.of("1 is not 0")));
    fake.execute =
        (operation, context) -> {
          FakeComponent.count(context);
          return Outcome.accepted();
        };
    house.block();
    SortedMap<Key, Message> before = house.state().all();
    assertThatThrownBy(() -> house.run(FIRST))
        .isInstanceOf(BrokenInvariant.class)
        .hasMessage("invariant odd of fake is broken at height 2: 1 is not 0");
    assertThat(house.state().all()).isEqualTo(before);
  }

  @Test
  @DisplayName("ACC-02: value left in clearing stops the node")
  void valueLeftInClearing_stopsTheNode() {
    fake.phases.put(
        Phase.MARGIN,
        context ->
            Ledger.transfer(
                context.state(), Ledger.CUSTODY, Ledger.CLEARING, 1, 5, Reason.DEPOSIT));
    assertThatThrownBy(house::block)
        .isInstanceOf(BrokenInvariant.class)
        .hasMessageContaining("clearing holds 5 of asset 1, not 0");
  }

  @Test
  void ruleFailureInInvariant_stopsTheNode() {
    fake.invariants.add(
        new Invariant(
            "failing",
            (state, block) -> {
              throw overflow();
            }));
    SortedMap<Key, Message> before = house.state().all();
    assertThatThrownBy(house::block).isInstanceOf(RuleFailure.class);
    assertThat(house.state().all()).isEqualTo(before);
  }

  @Test
  @DisplayName("GOV-02: a value at odds with the state to come is refused")
  void parameterThatItsComponentObjectsTo_isRefused() {
    fake.objection =
        (value, state) ->
            value > 6 && FakeComponent.LIMIT.get(state) > 5
                ? Optional.of("two large ones")
                : Optional.empty();
    Operation six = TestTx.param("fake", "limit", 0, 6);
    Operation seven = TestTx.param("fake", "limit", 0, 7);
    assertThat(house.run(six, seven).code()).isEqualTo(1005);
    assertThat(house.run(six).code()).isZero();
    house.block();
    assertThat(house.run(seven).log()).contains("INCONSISTENT", "two large ones");
  }

  private static RuleFailure overflow() {
    try {
      Fixed.plus(Long.MAX_VALUE, 1);
    } catch (RuleFailure failure) {
      return failure;
    }
    throw new AssertionError("expected an overflow");
  }
}
