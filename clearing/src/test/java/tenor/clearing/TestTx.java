package tenor.clearing;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tenor.clearing.compliance.Participants;
import tenor.clearing.kernel.Reader;
import tenor.clearing.proto.Atomicity;
import tenor.clearing.proto.Authorisation;
import tenor.clearing.proto.Body;
import tenor.clearing.proto.Deposit;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.RegisterTrade;
import tenor.clearing.proto.RequestWithdrawal;
import tenor.clearing.proto.ReturnWithdrawal;
import tenor.clearing.proto.ScheduleRules;
import tenor.clearing.proto.SetExerciseIntention;
import tenor.clearing.proto.SetLiquidatorOffer;
import tenor.clearing.proto.SetParam;
import tenor.clearing.proto.SettleWithdrawal;
import tenor.clearing.proto.Transaction;

/** Operations in one line, and transactions signed by those who must sign them. */
public final class TestTx {
  private static final long AHEAD = 100;

  private TestTx() {}

  /** The custodian credits an account. */
  public static Operation deposit(long account, int asset, long amount) {
    return Operation.newBuilder()
        .setDeposit(
            Deposit.newBuilder()
                .setAccount(account)
                .setAsset(asset)
                .setAmount(amount)
                .setReference("in"))
        .build();
  }

  /** An account asks for cash. */
  public static Operation withdraw(long account, int asset, long amount) {
    return Operation.newBuilder()
        .setRequestWithdrawal(
            RequestWithdrawal.newBuilder()
                .setAccount(account)
                .setAsset(asset)
                .setAmount(amount)
                .setReference("out"))
        .build();
  }

  /** The custodian paid out. */
  public static Operation settle(long withdrawal) {
    return Operation.newBuilder()
        .setSettleWithdrawal(SettleWithdrawal.newBuilder().setWithdrawal(withdrawal))
        .build();
  }

  /** The custodian could not pay out. */
  public static Operation giveBack(long withdrawal) {
    return Operation.newBuilder()
        .setReturnWithdrawal(ReturnWithdrawal.newBuilder().setWithdrawal(withdrawal))
        .build();
  }

  /** Two accounts trade. */
  public static Operation trade(
      int instrument, long buyer, long seller, long price, long contracts) {
    return Operation.newBuilder()
        .setRegisterTrade(
            RegisterTrade.newBuilder()
                .setInstrument(instrument)
                .setBuyer(buyer)
                .setSeller(seller)
                .setPrice(price)
                .setContracts(contracts))
        .build();
  }

  /** A liquidator's standing offer. */
  public static Operation offer(long account, int underlying, long minPremium, long maxContracts) {
    return Operation.newBuilder()
        .setSetLiquidatorOffer(
            SetLiquidatorOffer.newBuilder()
                .setAccount(account)
                .setUnderlying(underlying)
                .setMinPremium(minPremium)
                .setMaxContracts(maxContracts))
        .build();
  }

  /** What an account wants exercised other than what is worth something. */
  public static Operation intend(long account, int instrument, long decline, long exercise) {
    return Operation.newBuilder()
        .setSetExerciseIntention(
            SetExerciseIntention.newBuilder()
                .setAccount(account)
                .setInstrument(instrument)
                .setDecline(decline)
                .setExercise(exercise))
        .build();
  }

  /** The admin sets a parameter. */
  public static Operation param(String component, String name, int scope, long value) {
    SetParam set = TestGenesis.param(component, name, scope, value);
    return Operation.newBuilder().setSetParam(set).build();
  }

  /** The admin schedules a version of the rules. */
  public static Operation rules(int version, long height) {
    return Operation.newBuilder()
        .setScheduleRules(ScheduleRules.newBuilder().setVersion(version).setHeight(height))
        .build();
  }

  /** Who must sign {@code operations}. */
  static List<Signer> signers(Reader state, Operation... operations) {
    Set<Signer> signers = new LinkedHashSet<>();
    for (Operation operation : operations) {
      addSigners(operation, state, signers);
    }
    return List.copyOf(signers);
  }

  /** A transaction of {@code operations}, all or none, by {@code signers}. */
  public static Transaction.Builder signed(
      List<Signer> signers, long height, long nonce, List<Operation> operations) {
    Transaction.Builder transaction =
        Transaction.newBuilder()
            .setBody(
                Body.newBuilder()
                    .setAtomicity(Atomicity.ATOMICITY_ALL)
                    .addAllOperations(operations));
    // Two accounts of one participant sign with one key, so the nonce tells them apart.
    for (int place = 0; place < signers.size(); place++) {
      Signer signer = signers.get(place);
      transaction.addAuthorisations(
          authorisation(signer.participant(), signer.account(), nonce * 1_000 + place, height));
    }
    return transaction;
  }

  /** An authorisation by the first key of {@code participant} for {@code account}. */
  public static Authorisation.Builder authorisation(
      long participant, long account, long nonce, long height) {
    return Authorisation.newBuilder()
        .setAccount(account)
        .setPublicKey(TestGenesis.key(participant))
        .setNonce(nonce)
        .setValidUntil(height + AHEAD);
  }

  private static void addSigners(Operation operation, Reader state, Set<Signer> signers) {
    switch (operation.getKindCase()) {
      case DEPOSIT, SETTLE_WITHDRAWAL, RETURN_WITHDRAWAL, SETTLE_CONVERSION ->
          signers.add(Signer.participant(TestGenesis.CUSTODIAN));
      case REQUEST_WITHDRAWAL ->
          signers.add(holder(operation.getRequestWithdrawal().getAccount(), state));
      case REGISTER_TRADE -> {
        signers.add(holder(operation.getRegisterTrade().getBuyer(), state));
        signers.add(holder(operation.getRegisterTrade().getSeller(), state));
      }
      case SET_EXERCISE_INTENTION ->
          signers.add(holder(operation.getSetExerciseIntention().getAccount(), state));
      case SET_LIQUIDATOR_OFFER ->
          signers.add(holder(operation.getSetLiquidatorOffer().getAccount(), state));
      default -> signers.add(Signer.participant(TestGenesis.ADMIN));
    }
  }

  private static Signer holder(long account, Reader state) {
    return new Signer(Participants.participantOf(state, account), account);
  }
}
