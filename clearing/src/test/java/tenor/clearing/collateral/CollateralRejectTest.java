package tenor.clearing.collateral;

import static tenor.clearing.TestGenesis.ALPHA;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.BETA;
import static tenor.clearing.TestGenesis.BETA_ACCOUNT;
import static tenor.clearing.TestGenesis.CUSTODIAN;
import static tenor.clearing.TestGenesis.USD;
import static tenor.clearing.TestGenesis.param;
import static tenor.clearing.TestTx.deposit;
import static tenor.clearing.TestTx.giveBack;
import static tenor.clearing.TestTx.settle;
import static tenor.clearing.TestTx.withdraw;
import static tenor.clearing.collateral.CollateralReject.BAD_AMOUNT;
import static tenor.clearing.collateral.CollateralReject.BAD_REFERENCE;
import static tenor.clearing.collateral.CollateralReject.BELOW_MINIMUM;
import static tenor.clearing.collateral.CollateralReject.INSUFFICIENT_CASH;
import static tenor.clearing.collateral.CollateralReject.NOT_ACCOUNT;
import static tenor.clearing.collateral.CollateralReject.NOT_CUSTODIAN;
import static tenor.clearing.collateral.CollateralReject.NOT_PENDING;
import static tenor.clearing.collateral.CollateralReject.OWN_ISSUE;
import static tenor.clearing.collateral.CollateralReject.TOO_MANY_REQUESTS;
import static tenor.clearing.collateral.CollateralReject.UNKNOWN_ACCOUNT;
import static tenor.clearing.collateral.CollateralReject.UNKNOWN_ASSET;
import static tenor.clearing.collateral.CollateralReject.UNKNOWN_CONVERSION;
import static tenor.clearing.collateral.CollateralReject.UNKNOWN_WITHDRAWAL;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tenor.clearing.RejectTable;
import tenor.clearing.Signer;
import tenor.clearing.TestGenesis;
import tenor.clearing.TestHouse;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.proto.Deposit;
import tenor.clearing.proto.ListAsset;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.SettleConversion;

class CollateralRejectTest {
  private static final int ALPHA_BOND = 3;

  @Test
  @DisplayName("COL-01 to COL-08: each reason, in its order of precedence")
  void everyReason_isGivenForItsOwnError() {
    TestHouse house =
        TestHouse.of(
            TestGenesis.market()
                .addAssets(ListAsset.newBuilder().setSymbol("ALPHA-BOND").setIssuer(ALPHA))
                .addParams(param("collateral", "minWithdrawal", USD, 10))
                .addParams(param("collateral", "maxRequests", 0, 2))
                .addParams(param("collateral", "reserve", USD, 1_000_000))
                .build());
    RejectTable<CollateralReject> table = new RejectTable<>(house, CollateralReject.class);
    deposits(table);
    requests(table);
    endings(table);
    table.isComplete();
  }

  private static void deposits(RejectTable<CollateralReject> table) {
    table
        .by(ALPHA)
        .row(BAD_AMOUNT, referenced(deposit(99, 99, 0), "x".repeat(65)))
        .row(BAD_AMOUNT, deposit(99, 99, -1))
        .row(BAD_REFERENCE, referenced(deposit(99, 99, 1), "x".repeat(65)))
        .row(BAD_REFERENCE, referenced(deposit(99, 99, 1), "\t"))
        .row(NOT_CUSTODIAN, deposit(99, 99, 1))
        .by(CUSTODIAN)
        .row(UNKNOWN_ACCOUNT, deposit(99, 99, 1))
        .row(UNKNOWN_ACCOUNT, deposit(Ledger.CUSTODY, USD, 1))
        .row(UNKNOWN_ACCOUNT, deposit(Ledger.FUND, USD, 1))
        .row(UNKNOWN_ACCOUNT, deposit(Ledger.CLEARING, USD, 1))
        .row(UNKNOWN_ACCOUNT, deposit(Ledger.PENDING, USD, 1))
        .row(UNKNOWN_ASSET, deposit(ALPHA_ACCOUNT, 99, 1))
        // COL-12
        .row(OWN_ISSUE, deposit(ALPHA_ACCOUNT, ALPHA_BOND, 1))
        .accepted(deposit(BETA_ACCOUNT, ALPHA_BOND, 1))
        .accepted(deposit(Ledger.HOUSE, USD, 1))
        .accepted(deposit(ALPHA_ACCOUNT, USD, 100));
  }

  private static void requests(RejectTable<CollateralReject> table) {
    table
        .by(new Signer(ALPHA, ALPHA_ACCOUNT))
        .row(BAD_AMOUNT, withdraw(BETA_ACCOUNT, 99, 0))
        .row(NOT_ACCOUNT, withdraw(BETA_ACCOUNT, 99, 1))
        .by(ALPHA)
        .row(NOT_ACCOUNT, withdraw(ALPHA_ACCOUNT, 99, 1))
        .by(new Signer(ALPHA, ALPHA_ACCOUNT))
        .row(UNKNOWN_ASSET, withdraw(ALPHA_ACCOUNT, 99, 1))
        .row(BELOW_MINIMUM, withdraw(ALPHA_ACCOUNT, USD, 9))
        .row(INSUFFICIENT_CASH, withdraw(ALPHA_ACCOUNT, USD, 101))
        .accepted(withdraw(ALPHA_ACCOUNT, USD, 60))
        .row(INSUFFICIENT_CASH, withdraw(ALPHA_ACCOUNT, USD, 41))
        .accepted(withdraw(ALPHA_ACCOUNT, USD, 10))
        .row(TOO_MANY_REQUESTS, withdraw(ALPHA_ACCOUNT, USD, 101));
  }

  private static void endings(RejectTable<CollateralReject> table) {
    table
        .by(BETA)
        .row(NOT_CUSTODIAN, settle(99))
        .row(NOT_CUSTODIAN, giveBack(99))
        .row(NOT_CUSTODIAN, sold(ALPHA_ACCOUNT, 1, 1))
        .by(CUSTODIAN)
        .row(UNKNOWN_WITHDRAWAL, settle(99))
        .row(UNKNOWN_WITHDRAWAL, giveBack(99))
        .row(UNKNOWN_CONVERSION, sold(ALPHA_ACCOUNT, 1, 1))
        .row(BAD_AMOUNT, sold(ALPHA_ACCOUNT, 0, 1))
        .row(BAD_AMOUNT, sold(ALPHA_ACCOUNT, 1, 0))
        .row(NOT_PENDING, settle(1))
        .row(NOT_PENDING, giveBack(2));
  }

  private static Operation sold(long account, long amount, long proceeds) {
    return Operation.newBuilder()
        .setSettleConversion(
            SettleConversion.newBuilder()
                .setAccount(account)
                .setAsset(ALPHA_BOND)
                .setAmount(amount)
                .setProceeds(proceeds))
        .build();
  }

  private static Operation referenced(Operation operation, String reference) {
    Deposit deposit = operation.getDeposit().toBuilder().setReference(reference).build();
    return operation.toBuilder().setDeposit(deposit).build();
  }
}
