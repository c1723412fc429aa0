package tenor.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tenor.abci.proto.ResponseFinalizeBlock;
import tenor.app.proto.VoteRecord;
import tenor.clearing.kernel.TxReject;

/** A decided block is executed whatever is in it, on every node alike. */
final class ToleranceTest {
  @TempDir private Path folder;

  private TestNet net() {
    TestNet net = TestNet.of(folder, 2);
    net.block();
    net.price(Market.SPX);
    net.block();
    return net;
  }

  @Test
  void anEmptyBlock_whereVotesAreDue_isExecuted() {
    try (TestNet net = net()) {
      assertThat(net.decide(List.of()).getTxResultsList()).isEmpty();
      assertThat(net.node(0).query("/price/1").getValue().toStringUtf8())
          .contains("\"index\":null");
      net.block();
      assertThat(net.node(0).query("/price/1").getValue().toStringUtf8())
          .contains("\"index\":\"2790\"");
    }
  }

  @Test
  void votesThatAreNotValid_countForNothing() {
    try (TestNet net = net()) {
      ByteString votes = net.prepare(net.node(0), List.of()).getFirst();
      VoteRecord record = TestItems.votes(votes);
      List<ByteString> bad = new ArrayList<>();
      bad.add(ByteString.EMPTY);
      bad.add(votes.concat(TestItems.hex("2000")));
      bad.add(record.toBuilder().removeVotes(1).build().toByteString());
      bad.add(record.toBuilder().setRound(3).build().toByteString());
      bad.add(Market.deposit(1, 100, Market.ALPHA, 5));
      for (ByteString item : bad) {
        ResponseFinalizeBlock result = net.finalizeBlock(net.node(0), List.of(item));
        assertThat(result).isEqualTo(net.finalizeBlock(net.node(1), List.of(item)));
        assertThat(result.getTxResults(0).getCode()).isEqualTo(TxReject.MALFORMED.code());
      }
      net.decide(List.of(bad.getLast()));
      assertThat(net.node(0).query("/account/1001").getValue().toStringUtf8())
          .contains("\"balances\":[]");
      assertThat(net.node(0).query("/price/1").getValue().toStringUtf8())
          .contains("\"index\":null");
    }
  }

  @Test
  void transactionsThatNoProposalMayHold_getTheirCodes() {
    try (TestNet net = net()) {
      ByteString votes = net.prepare(net.node(0), List.of()).getFirst();
      ByteString deposit = Market.deposit(1, 100, Market.ALPHA, 5);
      ByteString stranger =
          Market.tx(
                  1,
                  100,
                  List.of(new Market.By(Market.key("stranger"), 0)),
                  Market.deposit(Market.ALPHA, 1))
              .toByteString();
      ResponseFinalizeBlock result =
          net.decide(
              List.of(
                  votes,
                  ByteString.copyFromUtf8("noise"),
                  ByteString.copyFrom(new byte[70_000]),
                  deposit,
                  deposit,
                  Market.deposit(2, 2, Market.ALPHA, 5),
                  Market.deposit(2, 604, Market.ALPHA, 5),
                  stranger,
                  deposit.concat(TestItems.hex("1801"))));
      assertThat(result.getTxResultsList().stream().map(one -> one.getCode()))
          .containsExactly(
              0,
              TxReject.MALFORMED.code(),
              TxReject.OVERSIZED.code(),
              0,
              TxReject.NONCE_USED.code(),
              TxReject.EXPIRED.code(),
              TxReject.TOO_FAR_AHEAD.code(),
              TxReject.UNKNOWN_KEY.code(),
              TxReject.UNKNOWN_FIELD.code());
      assertThat(result.getTxResultsList())
          .allSatisfy(
              one -> {
                assertThat(one.getData()).isEmpty();
                assertThat(one.getGasUsed() + one.getGasWanted()).isZero();
              });
    }
  }
}
