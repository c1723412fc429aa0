package tenor.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tenor.abci.proto.CheckTxType;
import tenor.app.mempool.MempoolDesk;
import tenor.clearing.kernel.TxReject;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.RevokeKey;

/** What may wait for a block. */
final class MempoolTest {
  @TempDir private Path folder;

  @Test
  void beforeInitChain_nothingIsAdmitted() {
    try (TestNode node = TestNode.of(folder)) {
      assertThat(node.checkTx(Market.deposit(1, 50, Market.ALPHA, 1)).getCode())
          .isEqualTo(MempoolDesk.NOT_STARTED);
      assertThat(node.query("/account/1001").getCode()).isNotZero();
    }
  }

  @Test
  void eachRefusal_hasItsCode_andSaysWhatWasExpected() {
    try (TestNet net = TestNet.of(folder, 1)) {
      net.block(Market.deposit(1, 50, Market.ALPHA, 1));
      TestNode node = net.node(0);
      assertCode(node, Market.deposit(2, 50, Market.ALPHA, 1), 0);
      assertCode(node, Market.deposit(1, 50, Market.ALPHA, 1), TxReject.NONCE_USED.code());
      assertCode(node, Market.deposit(2, 1, Market.ALPHA, 1), TxReject.EXPIRED.code());
      assertCode(node, Market.deposit(2, 603, Market.ALPHA, 1), TxReject.TOO_FAR_AHEAD.code());
      assertCode(node, ByteString.EMPTY, TxReject.OPERATION_COUNT.code());
      assertCode(node, ByteString.copyFrom(new byte[65_537]), TxReject.OVERSIZED.code());
      ByteString stranger =
          Market.tx(
                  1,
                  50,
                  List.of(new Market.By(Market.key("stranger"), 0)),
                  Market.deposit(Market.ALPHA, 1))
              .toByteString();
      assertCode(node, stranger, TxReject.UNKNOWN_KEY.code());
      assertThat(node.checkTx(stranger).getLog()).contains("expected a registered key");
    }
  }

  private static void assertCode(TestNode node, ByteString tx, int code) {
    assertThat(node.checkTx(tx).getCode()).isEqualTo(code);
  }

  @Test
  void recheck_seesExpiryNonceAndRevocation() {
    try (TestNet net = TestNet.of(folder, 1)) {
      net.block();
      TestNode node = net.node(0);
      ByteString soon = Market.deposit(1, 2, Market.ALPHA, 1);
      ByteString taken = Market.deposit(2, 50, Market.ALPHA, 1);
      ByteString stays = Market.deposit(3, 50, Market.ALPHA, 1);
      ByteString revoked =
          Market.tx(4, 50, List.of(Market.ALPHA_SIDE), Market.withdraw(Market.ALPHA, 1))
              .toByteString();
      for (ByteString tx : List.of(soon, taken, stays, revoked)) {
        assertCode(node, tx, 0);
        assertThat(node.checkTx(tx, CheckTxType.RECHECK).getCode()).isZero();
      }
      Operation revoke =
          Operation.newBuilder()
              .setRevokeKey(RevokeKey.newBuilder().setPublicKey(Market.ALPHA_KEY.publicKey()))
              .build();
      net.decide(List.of(taken, Market.tx(9, 50, List.of(Market.GOVERNOR), revoke).toByteString()));
      assertRecheck(node, soon, TxReject.EXPIRED.code());
      assertRecheck(node, taken, TxReject.NONCE_USED.code());
      assertRecheck(node, revoked, TxReject.REVOKED_KEY.code());
      assertRecheck(node, stays, 0);
    }
  }

  private static void assertRecheck(TestNode node, ByteString tx, int code) {
    assertThat(node.checkTx(tx, CheckTxType.RECHECK).getCode()).isEqualTo(code);
  }

  @Test
  void recheck_ofWhatThisProcessNeverAdmitted_decodesIt() {
    try (TestNet net = TestNet.of(folder, 1)) {
      net.block();
      ByteString deposit = Market.deposit(1, 50, Market.ALPHA, 1);
      assertRecheck(net.node(0), deposit, 0);
      assertRecheck(net.node(0), ByteString.copyFromUtf8("noise"), TxReject.MALFORMED.code());
    }
  }

  @Test
  void aParticipantsQuota_isFreedByBlocks() {
    try (TestNet net = TestNet.of(folder, 1)) {
      net.block();
      TestNode node = net.node(0);
      ByteString first = Market.deposit(1, 50, Market.ALPHA, 1);
      node.options(AppOptions.DEFAULT.withPendingBytes(first.size() + 10));
      assertCode(node, first, 0);
      assertCode(node, first, 0);
      assertCode(node, Market.deposit(2, 50, Market.ALPHA, 1), TxReject.OVER_QUOTA.code());
      ByteString other =
          Market.tx(1, 50, List.of(Market.ALPHA_SIDE), Market.withdraw(Market.ALPHA, 1))
              .toByteString();
      assertCode(node, other, 0);
      net.block();
      assertCode(node, Market.deposit(2, 50, Market.ALPHA, 1), 0);
    }
  }

  @Test
  void expiredTransactions_freeTheQuotaToo() {
    try (TestNet net = TestNet.of(folder, 1)) {
      net.block();
      TestNode node = net.node(0);
      ByteString request =
          Market.tx(1, 2, List.of(Market.ALPHA_SIDE), Market.withdraw(Market.ALPHA, 1))
              .toByteString();
      node.options(AppOptions.DEFAULT.withPendingBytes(request.size()));
      assertCode(node, request, 0);
      net.block();
      ByteString next =
          Market.tx(1, 3, List.of(Market.ALPHA_SIDE), Market.withdraw(Market.ALPHA, 1))
              .toByteString();
      assertCode(node, next, 0);
    }
  }
}
