package tenor.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tenor.abci.proto.RequestExtendVote;
import tenor.abci.proto.ResponseFinalizeBlock;
import tenor.clearing.fixed.RuleFailure;
import tenor.clearing.kernel.BrokenInvariant;
import tenor.clearing.kernel.Phase;
import tenor.clearing.kernel.TxReject;
import tenor.state.StoreException;

/**
 * What each kind of failure costs, as the engine and the disk see it: an answer, a refusal, or a
 * stop before Commit. What a failure within a step costs is tested where the step is.
 */
final class FailureTest {
  private static final long AMOUNT = 5_000_000;

  @TempDir private Path folder;
  private final Sabotage.House house = Sabotage.house();
  private @Nullable TestNet opened;

  @BeforeEach
  void start() {
    opened = TestNet.of(folder, 2, Market.initChain(Validators.of(2)), house.rules());
    opened.block();
  }

  @AfterEach
  void stop() {
    net().close();
  }

  private TestNet net() {
    return Objects.requireNonNull(opened);
  }

  private ByteString deposit() {
    return Market.deposit(1, 50, Market.ALPHA, AMOUNT);
  }

  private String balances() {
    return net().node(0).query("/account/1001").getValue().toStringUtf8();
  }

  private void assertStops(Throwable failure, ByteString... items) {
    TestNode node = net().node(0);
    ByteString hash = node.info().getLastBlockAppHash();
    assertThatThrownBy(() -> net().finalizeBlock(node, List.of(items))).isSameAs(failure);
    assertThat(node.fatal()).containsExactly(failure);
    assertThatThrownBy(node::commit).isInstanceOf(IllegalStateException.class);
    node.restart();
    assertThat(node.info().getLastBlockHeight()).isEqualTo(1);
    assertThat(node.info().getLastBlockAppHash()).isEqualTo(hash);
  }

  @Test
  @DisplayName("RuleFailure in a transaction: refused, its changes undone, its nonce used")
  void ruleFailure_inATransaction_isARefusal() {
    house.sabotage().inExecute = new RuleFailure("told to");
    ResponseFinalizeBlock result = net().block(deposit());
    assertThat(result.getTxResults(0).getCode()).isEqualTo(TxReject.RULE_FAILURE.code());
    assertThat(result.getTxResults(0).getData()).isEmpty();
    assertThat(result.getTxResults(0).getGasUsed()).isZero();
    assertThat(balances()).contains("\"balances\":[]");
    house.sabotage().inExecute = null;
    ByteString votes = net().prepare(net().node(0), List.of()).getFirst();
    assertThat(net().decide(List.of(votes, deposit())).getTxResults(1).getCode())
        .isEqualTo(TxReject.NONCE_USED.code());
    assertThat(net().node(0).fatal()).isEmpty();
  }

  @Test
  @DisplayName("RuleFailure in CheckTx: an error code")
  void ruleFailure_inCheckTx_isACode() {
    house.sabotage().inCheck = new RuleFailure("told to");
    assertThat(net().node(0).checkTx(deposit()).getCode()).isEqualTo(TxReject.RULE_FAILURE.code());
    assertThat(net().node(0).fatal()).isEmpty();
  }

  @Test
  @DisplayName("RuleFailure in Query: an error code")
  void ruleFailure_inQuery_isACode() {
    assertThat(net().node(0).query("/instrument/77").getCode()).isNotZero();
    assertThat(net().node(0).query("/margin/18446744073709551615").getCode()).isNotZero();
    assertThat(net().node(0).fatal()).isEmpty();
  }

  @ParameterizedTest(name = "RuleFailure that leaves {0}: the node stops before Commit")
  @EnumSource(Phase.class)
  void ruleFailure_thatLeavesAStep_stops(Phase phase) {
    RuleFailure failure = new RuleFailure("told to");
    house.sabotage().phase = phase;
    house.sabotage().inPhase = failure;
    assertStops(failure);
  }

  @Test
  @DisplayName("RuleFailure in an invariant: the node stops before Commit")
  void ruleFailure_inAnInvariant_stops() {
    RuleFailure failure = new RuleFailure("told to");
    house.sabotage().inInvariant = failure;
    assertStops(failure);
  }

  @Test
  @DisplayName("a broken invariant: the node stops before Commit")
  void brokenInvariant_stops() {
    BrokenInvariant failure = new BrokenInvariant("told to");
    house.sabotage().inInvariant = failure;
    assertStops(failure);
  }

  @Test
  @DisplayName("OutOfMemoryError in a transaction: the node stops, it is no refusal")
  void outOfMemory_inATransaction_stops() {
    OutOfMemoryError failure = new OutOfMemoryError("told to");
    house.sabotage().inExecute = failure;
    assertStops(failure, deposit());
  }

  @Test
  @DisplayName("StackOverflowError in a step: the node stops")
  void stackOverflow_inAStep_stops() {
    StackOverflowError failure = new StackOverflowError("told to");
    house.sabotage().inPhase = failure;
    assertStops(failure);
  }

  @Test
  @DisplayName("an unexpected exception in a transaction: the node stops, it is no refusal")
  void bug_inATransaction_stops() {
    IllegalStateException failure = new IllegalStateException("told to");
    house.sabotage().inExecute = failure;
    assertStops(failure, deposit());
  }

  @Test
  @DisplayName("OutOfMemoryError in CheckTx: the node stops")
  void outOfMemory_inCheckTx_stops() {
    OutOfMemoryError failure = new OutOfMemoryError("told to");
    house.sabotage().inCheck = failure;
    assertThatThrownBy(() -> net().node(0).checkTx(deposit()))
        .isInstanceOf(CompletionException.class)
        .hasCause(failure);
    assertThat(net().node(0).fatal()).hasSize(1);
  }

  @Test
  @DisplayName("the store fails in Commit: the node stops, and is at the height before")
  void storeFailure_inCommit_stops() {
    TestNode node = net().node(0);
    net().finalizeBlock(node, List.of());
    node.store().close();
    assertThatThrownBy(node::commit).isInstanceOf(StoreException.class);
    assertThat(node.fatal()).hasSize(1).first().isInstanceOf(StoreException.class);
    node.restart();
    assertThat(node.info().getLastBlockHeight()).isEqualTo(1);
    net().block();
    assertThat(node.info().getLastBlockHeight()).isEqualTo(2);
  }

  @Test
  @DisplayName("trouble with prices in ExtendVote: an empty extension")
  void priceTrouble_givesAnEmptyExtension() {
    net()
        .node(0)
        .options(
            AppOptions.DEFAULT.withPrices(
                height -> {
                  throw new IllegalStateException("no prices");
                }));
    assertThat(
            net()
                .node(0)
                .consensus()
                .extendVote(RequestExtendVote.newBuilder().setHeight(2).build())
                .getVoteExtension())
        .isEmpty();
    assertThat(net().node(0).fatal()).isEmpty();
  }

  @Test
  @DisplayName("a block out of turn: the node stops and says what to do")
  void blockOutOfTurn_stops() {
    TestNode node = net().node(0);
    assertThatThrownBy(
            () ->
                node.consensus()
                    .finalizeBlock(
                        net().finalizeRequest(List.of()).toBuilder().setHeight(7).build()))
        .hasMessageContaining("height 7")
        .hasMessageContaining("rollback");
    assertThat(node.fatal()).hasSize(1);
  }
}
