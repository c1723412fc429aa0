package tenor.clearing.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestGenesis.ADMIN;
import static tenor.clearing.TestGenesis.ALPHA;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.BETA;
import static tenor.clearing.TestGenesis.BETA_ACCOUNT;
import static tenor.clearing.TestGenesis.CUSTODIAN;
import static tenor.clearing.TestGenesis.OBSERVER;
import static tenor.clearing.TestGenesis.USD;
import static tenor.clearing.TestGenesis.key;
import static tenor.clearing.TestTx.deposit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tenor.clearing.TestHouse;
import tenor.clearing.kernel.TxReject;
import tenor.clearing.kernel.TxResult;
import tenor.clearing.proto.Atomicity;
import tenor.clearing.proto.Authorisation;
import tenor.clearing.proto.Body;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.ParticipantStatus;
import tenor.clearing.proto.RevokeKey;
import tenor.clearing.proto.SetParticipantStatus;
import tenor.clearing.proto.Transaction;

@DisplayName("CMP-10 to CMP-16: which transactions may act, once")
class NoncesTest {
  private final TestHouse house = TestHouse.market();

  @ParameterizedTest(name = "{1} at {0} from the block")
  @CsvSource({"-1,EXPIRED", "0,", "1,", "599,", "600,", "601,TOO_FAR_AHEAD"})
  void validUntil_isWithinTheWindow(long ahead, TxReject expected) {
    house.blocks(5);
    TxResult result = run(one(CUSTODIAN, 1, 6 + ahead));
    assertThat(result.code()).isEqualTo(expected == null ? 0 : expected.code());
    assertThat(nonces()).hasSize(expected == null && ahead > 0 ? 1 : 0);
  }

  @Test
  void validUntil_isUnsigned() {
    assertRefused(TxReject.TOO_FAR_AHEAD, one(CUSTODIAN, 1, -1));
    assertRefused(TxReject.EXPIRED, one(CUSTODIAN, 1, 0));
  }

  @Test
  void sameKeyHeightAndNonce_isUsedOnce() {
    assertThat(run(one(CUSTODIAN, 1, 50)).code()).isZero();
    assertRefused(TxReject.NONCE_USED, one(CUSTODIAN, 1, 50));
    assertThat(run(one(CUSTODIAN, 1, 51)).code()).isZero();
    assertThat(run(one(CUSTODIAN, 2, 50)).code()).isZero();
    assertThat(run(one(ADMIN, 1, 50)).code()).isNotEqualTo(TxReject.NONCE_USED.code());
  }

  @Test
  void sameNonceTwiceInOneBlock_isUsedOnce() {
    List<TxResult> results =
        house.block(tx(one(CUSTODIAN, 1, 50)), tx(one(CUSTODIAN, 1, 50))).transactions();
    assertThat(results.get(0).code()).isZero();
    assertThat(results.get(1).code()).isEqualTo(TxReject.NONCE_USED.code());
  }

  @Test
  void nonce_isAnyUnsignedNumber_keptAscending() {
    long[] order = {0, 1, Long.MAX_VALUE, Long.MIN_VALUE, -1};
    for (int i : new int[] {3, 0, 4, 2, 1}) {
      assertThat(run(one(CUSTODIAN, order[i], 50)).code()).isZero();
    }
    KeyWindow window = new KeyWindow(KeyId.of(key(CUSTODIAN)), 50);
    assertThat(ComplianceKeys.NONCES.get(house.state(), window).getNoncesList())
        .containsExactlyElementsOf(LongStream.of(order).boxed().toList());
  }

  @Test
  void nonce_isKeptToTheEndOfItsLastBlock() {
    assertThat(run(one(CUSTODIAN, 1, 3)).code()).isZero();
    assertRefused(TxReject.NONCE_USED, one(CUSTODIAN, 1, 3));
    assertThat(nonces()).hasSize(1);
    TxResult last = run(one(CUSTODIAN, 1, 3));
    assertThat(last.code()).isEqualTo(TxReject.NONCE_USED.code());
    assertThat(house.height()).isEqualTo(3);
    assertThat(nonces()).isEmpty();
    assertThat(ComplianceKeys.OPEN_NONCES.rows(house.state())).isEmpty();
    assertThat(ComplianceKeys.NONCE_EXPIRIES.rows(house.state())).isEmpty();
    assertRefused(TxReject.EXPIRED, one(CUSTODIAN, 1, 3));
  }

  @Test
  void window_holds1024OpenNoncesOfAKey_untilTheyEnd() {
    List<Transaction> many = new ArrayList<>();
    for (int i = 0; i < 1024; i++) {
      many.add(tx(one(CUSTODIAN, i, i < 1000 ? 4 : 50)));
    }
    many.add(tx(one(CUSTODIAN, 5000, 50)));
    List<TxResult> results = house.block(many.toArray(Transaction[]::new)).transactions();
    assertThat(results.subList(0, 1024)).allMatch(result -> result.code() == 0);
    assertThat(results.get(1024).code()).isEqualTo(TxReject.NONCE_WINDOW_FULL.code());
    assertThat(open(CUSTODIAN)).isEqualTo(1024);
    assertRefused(TxReject.NONCE_WINDOW_FULL, one(CUSTODIAN, 5000, 50));
    house.blocks(2);
    assertThat(house.height()).isEqualTo(4);
    assertThat(open(CUSTODIAN)).isEqualTo(24);
    assertThat(run(one(CUSTODIAN, 5000, 50)).code()).isZero();
  }

  @Test
  void window_countsAllNoncesOfATransaction() {
    List<Transaction> many = new ArrayList<>();
    for (int i = 0; i < 1023; i++) {
      many.add(tx(one(CUSTODIAN, i, 50)));
    }
    house.block(many.toArray(Transaction[]::new));
    assertRefused(TxReject.NONCE_WINDOW_FULL, one(CUSTODIAN, 2000, 50), one(CUSTODIAN, 2001, 50));
    assertThat(run(one(CUSTODIAN, 2000, 50)).code()).isZero();
  }

  @Test
  void unknownKey_isRefused() {
    assertRefused(TxReject.UNKNOWN_KEY, one(77, 1, 50));
  }

  @Test
  @DisplayName("CMP-04: a revoked key has power to the end of the block that revoked it")
  void revokedKey_isRefusedFromTheNextBlock() {
    Operation revoke =
        Operation.newBuilder()
            .setRevokeKey(RevokeKey.newBuilder().setPublicKey(key(CUSTODIAN)))
            .build();
    List<TxResult> results =
        house.block(house.tx(revoke), tx(one(CUSTODIAN, 1, 50))).transactions();
    assertThat(results).allMatch(result -> result.code() == 0);
    assertRefused(TxReject.REVOKED_KEY, one(CUSTODIAN, 2, 50));
  }

  @Test
  void refusedOperation_consumesAllNonces() {
    TxResult result = run(one(ALPHA, 1, 50), one(BETA, 2, 50));
    assertThat(result.log()).startsWith("NOT_CUSTODIAN");
    assertThat(nonces()).hasSize(2);
    assertRefused(TxReject.NONCE_USED, one(CUSTODIAN, 1, 50), one(BETA, 2, 50));
  }

  @Test
  void suspendedParticipant_isRefusedForGood() {
    house.accepted(
        Operation.newBuilder()
            .setSetParticipantStatus(
                SetParticipantStatus.newBuilder()
                    .setParticipant(CUSTODIAN)
                    .setStatus(ParticipantStatus.PARTICIPANT_STATUS_SUSPENDED))
            .build());
    int before = nonces().size();
    assertThat(run(one(CUSTODIAN, 1, 50)).code()).isEqualTo(TxReject.SUSPENDED.code());
    assertThat(nonces()).hasSize(before + 1);
    assertRefused(TxReject.NONCE_USED, one(CUSTODIAN, 1, 50));
  }

  @Test
  void accountOfAnother_isRefusedForGood() {
    Authorisation.Builder foreign = one(ALPHA, 1, 50).setAccount(BETA_ACCOUNT);
    assertThat(run(foreign).code()).isEqualTo(TxReject.UNKNOWN_ACCOUNT.code());
    assertThat(nonces()).hasSize(1);
    assertThat(run(one(ALPHA, 2, 50).setAccount(99)).code())
        .isEqualTo(TxReject.UNKNOWN_ACCOUNT.code());
    assertThat(run(one(ALPHA, 3, 50).setAccount(ALPHA_ACCOUNT)).log()).startsWith("NOT_CUSTODIAN");
  }

  @Test
  void refusalThatIsNotFinal_winsOverOneThatIs_andConsumesNothing() {
    assertRefused(TxReject.EXPIRED, one(ALPHA, 1, 50).setAccount(BETA_ACCOUNT), one(BETA, 1, 0));
    assertRefused(TxReject.UNKNOWN_KEY, one(CUSTODIAN, 1, 0), one(77, 1, 50));
  }

  @Test
  void sameNonceTwiceInOneTransaction_isRefused() {
    assertRefused(TxReject.NONCE_USED, one(CUSTODIAN, 1, 50), one(CUSTODIAN, 1, 50));
  }

  @Test
  void oneKeyForTwoAccounts_usesTwoNonces() {
    assertThat(run(one(CUSTODIAN, 1, 50), one(CUSTODIAN, 2, 50)).code()).isZero();
    assertThat(open(CUSTODIAN)).isEqualTo(2);
  }

  @Test
  void keyOfOneParticipant_grantsNothingOfAnother() {
    assertThat(run(one(OBSERVER, 1, 50)).log()).startsWith("NOT_CUSTODIAN");
  }

  /** Refused for this reason, and no nonce is consumed. */
  private void assertRefused(TxReject reason, Authorisation.Builder... authorisations) {
    assertThat(reason.isFinal()).isFalse();
    List<Long> before = allNonces();
    Transaction transaction = tx(authorisations);
    assertThat(house.rules().admission().admit(transaction, house.state(), house.height() + 1))
        .isInstanceOf(tenor.clearing.kernel.Admission.Admitted.Refused.class);
    TxResult result = house.block(transaction).transactions().getFirst();
    assertThat(result.code()).as(result.log()).isEqualTo(reason.code());
    assertThat(allNonces()).isEqualTo(before);
  }

  private TxResult run(Authorisation.Builder... authorisations) {
    return house.block(tx(authorisations)).transactions().getFirst();
  }

  private static Transaction tx(Authorisation.Builder... authorisations) {
    Transaction.Builder transaction =
        Transaction.newBuilder()
            .setBody(
                Body.newBuilder()
                    .setAtomicity(Atomicity.ATOMICITY_ALL)
                    .addOperations(deposit(ALPHA_ACCOUNT, USD, 1)));
    for (Authorisation.Builder authorisation : authorisations) {
      transaction.addAuthorisations(authorisation);
    }
    return transaction.build();
  }

  private static Authorisation.Builder one(long participant, long nonce, long validUntil) {
    return Authorisation.newBuilder()
        .setPublicKey(key(participant))
        .setNonce(nonce)
        .setValidUntil(validUntil);
  }

  private List<KeyWindow> nonces() {
    return ComplianceKeys.NONCES.rows(house.state());
  }

  private List<Long> allNonces() {
    List<Long> all = new ArrayList<>();
    for (KeyWindow window : nonces()) {
      all.addAll(ComplianceKeys.NONCES.get(house.state(), window).getNoncesList());
    }
    return all;
  }

  private int open(long participant) {
    return ComplianceKeys.OPEN_NONCES.get(house.state(), KeyId.of(key(participant))).getCount();
  }
}
