package tenor.clearing.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.CUSTODIAN;
import static tenor.clearing.TestGenesis.USD;
import static tenor.clearing.TestGenesis.key;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tenor.clearing.Seeded;
import tenor.clearing.TestHouse;
import tenor.clearing.TestTx;
import tenor.clearing.kernel.TxReject;
import tenor.clearing.kernel.TxResult;
import tenor.clearing.proto.Atomicity;
import tenor.clearing.proto.Authorisation;
import tenor.clearing.proto.Body;
import tenor.clearing.proto.Transaction;

@DisplayName("CMP-12 to CMP-15: nonces against a model that never forgets")
class NoncesPropertyTest {
  private record Used(long participant, long validUntil, long nonce) {}

  @Test
  void noNonce_isEverUsedTwice_andNothingIsKeptForEver() {
    Seeded.run(
        10,
        random -> {
          TestHouse house = TestHouse.market();
          Set<Used> used = new HashSet<>();
          for (int i = 0; i < 40; i++) {
            round(house, used, random);
          }
          house.blocks(8);
          assertThat(ComplianceKeys.NONCES.rows(house.state())).isEmpty();
          assertThat(ComplianceKeys.OPEN_NONCES.rows(house.state())).isEmpty();
          assertThat(ComplianceKeys.NONCE_EXPIRIES.rows(house.state())).isEmpty();
        });
  }

  private static void round(TestHouse house, Set<Used> used, Random random) {
    long height = house.height() + 1;
    List<Transaction> transactions = new ArrayList<>();
    List<Boolean> fresh = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      long participant = CUSTODIAN + random.nextInt(3);
      Used one = new Used(participant, height + random.nextInt(6), random.nextInt(4));
      fresh.add(used.add(one));
      transactions.add(transaction(one));
    }
    List<TxResult> results = house.block(transactions.toArray(Transaction[]::new)).transactions();
    for (int i = 0; i < results.size(); i++) {
      boolean refused = results.get(i).code() == TxReject.NONCE_USED.code();
      assertThat(refused).isEqualTo(!fresh.get(i));
    }
    assertCounted(house, used);
  }

  /** What is kept is what the model used and is not past, and the counts agree with it. */
  private static void assertCounted(TestHouse house, Set<Used> used) {
    long expected = used.stream().filter(one -> one.validUntil() > house.height()).count();
    long kept = 0;
    for (KeyWindow window : ComplianceKeys.NONCES.rows(house.state())) {
      int size = ComplianceKeys.NONCES.get(house.state(), window).getNoncesCount();
      assertThat(ComplianceKeys.NONCE_EXPIRIES.get(house.state(), window).getCount())
          .isEqualTo(size);
      kept += size;
    }
    assertThat(kept).isEqualTo(expected);
    long open =
        ComplianceKeys.OPEN_NONCES.rows(house.state()).stream()
            .mapToLong(row -> ComplianceKeys.OPEN_NONCES.get(house.state(), row).getCount())
            .sum();
    assertThat(open).isEqualTo(expected);
  }

  private static Transaction transaction(Used one) {
    return Transaction.newBuilder()
        .setBody(
            Body.newBuilder()
                .setAtomicity(Atomicity.ATOMICITY_ALL)
                .addOperations(TestTx.deposit(ALPHA_ACCOUNT, USD, 1)))
        .addAuthorisations(
            Authorisation.newBuilder()
                .setPublicKey(key(one.participant()))
                .setNonce(one.nonce())
                .setValidUntil(one.validUntil()))
        .build();
  }
}
