package tenor.app;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tenor.abci.proto.ABCIParams;
import tenor.abci.proto.BlockParams;
import tenor.abci.proto.ConsensusParams;
import tenor.abci.proto.EvidenceParams;
import tenor.abci.proto.RequestInitChain;
import tenor.app.crypto.Hashes;
import tenor.app.crypto.SigningKey;
import tenor.app.tx.Signer;
import tenor.clearing.proto.AccountKind;
import tenor.clearing.proto.Atomicity;
import tenor.clearing.proto.Authorisation;
import tenor.clearing.proto.Body;
import tenor.clearing.proto.Deposit;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.GenesisAccount;
import tenor.clearing.proto.GenesisParticipant;
import tenor.clearing.proto.InstrumentType;
import tenor.clearing.proto.ListAsset;
import tenor.clearing.proto.ListInstrument;
import tenor.clearing.proto.ListMarginClass;
import tenor.clearing.proto.ListUnderlying;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.RegisterTrade;
import tenor.clearing.proto.RequestWithdrawal;
import tenor.clearing.proto.Role;
import tenor.clearing.proto.SetParam;
import tenor.clearing.proto.Transaction;
import tenor.genesis.GenesisJson;

/** A small market with real keys: its genesis, and transactions signed by its participants. */
final class Market {
  static final String CHAIN = "tenor-test-1";
  static final long GENESIS_MILLIS = 1_767_225_600_000L;
  static final long DAY = 86_400_000L;
  static final long ALPHA = 1001;
  static final long BETA = 1002;
  static final int USD = 1;
  static final int FUTURE = 1;
  static final long SPX = 2790_00000000L;
  static final SigningKey ADMIN = key("admin");
  static final SigningKey CUSTODIAN = key("custodian");
  static final SigningKey ALPHA_KEY = key("alpha");
  static final SigningKey BETA_KEY = key("beta");

  private Market() {}

  static SigningKey key(String name) {
    byte[] text = ("tenor test key " + name).getBytes(StandardCharsets.UTF_8);
    return SigningKey.ed25519(Hashes.sha256(text).toByteArray());
  }

  static Genesis.Builder genesis() {
    return Genesis.newBuilder()
        .setDayMillis(DAY)
        .setRulesVersion(1)
        .addParticipants(participant("Admin", ADMIN, Role.ROLE_ADMIN))
        .addParticipants(participant("Custodian", CUSTODIAN, Role.ROLE_CUSTODIAN))
        .addParticipants(member("Alpha", ALPHA_KEY))
        .addParticipants(member("Beta", BETA_KEY))
        .addAssets(ListAsset.newBuilder().setSymbol("USD"))
        .addMarginClasses(ListMarginClass.newBuilder().setSymbol("US-EQUITY").setAsset(USD))
        .addUnderlyings(
            ListUnderlying.newBuilder()
                .setSymbol("SPX")
                .setMarginClass(1)
                .setMaxPrice(100_000_00000000L))
        .addInstruments(
            ListInstrument.newBuilder()
                .setSymbol("SPX-30D")
                .setUnderlying(1)
                .setType(InstrumentType.INSTRUMENT_TYPE_FUTURE)
                .setTick(1_000_000)
                .setMultiplier(100_000_000)
                .setExpiryMillis(GENESIS_MILLIS + 30 * DAY)
                .setPositionLimit(100_000));
  }

  static GenesisParticipant.Builder participant(String name, SigningKey key, Role role) {
    return GenesisParticipant.newBuilder()
        .setName(name)
        .setRoles(1 << role.getNumber())
        .addPublicKeys(key.publicKey());
  }

  static GenesisParticipant.Builder member(String name, SigningKey key) {
    return participant(name, key, Role.ROLE_CLEARING_MEMBER)
        .addAccounts(
            GenesisAccount.newBuilder()
                .setKind(AccountKind.ACCOUNT_KIND_HOUSE)
                .setName(name + " house"));
  }

  static RequestInitChain initChain(Validators validators) {
    return initChain(validators, genesis().build());
  }

  static RequestInitChain initChain(Validators validators, Genesis genesis) {
    return RequestInitChain.newBuilder()
        .setChainId(CHAIN)
        .setInitialHeight(1)
        .setTime(time(GENESIS_MILLIS))
        .setConsensusParams(
            ConsensusParams.newBuilder()
                .setBlock(BlockParams.newBuilder().setMaxBytes(4 << 20).setMaxGas(-1))
                .setEvidence(
                    EvidenceParams.newBuilder()
                        .setMaxAgeNumBlocks(100)
                        .setMaxAgeDuration(Duration.newBuilder().setSeconds(60))
                        .setMaxBytes(1 << 16))
                .setAbci(ABCIParams.newBuilder().setVoteExtensionsEnableHeight(2)))
        .addAllValidators(validators.updates())
        .setAppStateBytes(ByteString.copyFromUtf8(GenesisJson.print(genesis)))
        .build();
  }

  static Timestamp time(long millis) {
    return Timestamp.newBuilder()
        .setSeconds(millis / 1000)
        .setNanos((int) (millis % 1000) * 1_000_000)
        .build();
  }

  static Operation deposit(long account, long amount) {
    return Operation.newBuilder()
        .setDeposit(
            Deposit.newBuilder()
                .setAccount(account)
                .setAsset(USD)
                .setAmount(amount)
                .setReference("in"))
        .build();
  }

  static Operation withdraw(long account, long amount) {
    return Operation.newBuilder()
        .setRequestWithdrawal(
            RequestWithdrawal.newBuilder()
                .setAccount(account)
                .setAsset(USD)
                .setAmount(amount)
                .setReference("out"))
        .build();
  }

  static Operation trade(long price, long contracts) {
    return Operation.newBuilder()
        .setRegisterTrade(
            RegisterTrade.newBuilder()
                .setInstrument(FUTURE)
                .setBuyer(ALPHA)
                .setSeller(BETA)
                .setPrice(price)
                .setContracts(contracts))
        .build();
  }

  static Operation param(String component, String name, long value) {
    return Operation.newBuilder()
        .setSetParam(SetParam.newBuilder().setComponent(component).setName(name).setValue(value))
        .build();
  }

  /** Who signs, for an account or (0) for himself. */
  record By(SigningKey key, long account) {}

  static final By CUSTODY = new By(CUSTODIAN, 0);
  static final By GOVERNOR = new By(ADMIN, 0);
  static final By ALPHA_SIDE = new By(ALPHA_KEY, ALPHA);
  static final By BETA_SIDE = new By(BETA_KEY, BETA);

  static Transaction tx(long nonce, long validUntil, List<By> signers, Operation... operations) {
    Body body =
        Body.newBuilder()
            .setAtomicity(Atomicity.ATOMICITY_ALL)
            .addAllOperations(List.of(operations))
            .build();
    List<Authorisation> unsigned = new ArrayList<>();
    List<SigningKey> keys = new ArrayList<>();
    for (By signer : signers) {
      unsigned.add(Signer.unsigned(signer.account(), signer.key().publicKey(), nonce, validUntil));
      keys.add(signer.key());
    }
    return Signer.of(CHAIN).sign(body, unsigned, keys);
  }

  static ByteString deposit(long nonce, long validUntil, long account, long amount) {
    return tx(nonce, validUntil, List.of(CUSTODY), deposit(account, amount)).toByteString();
  }

  static ByteString trade(long nonce, long validUntil, long price, long contracts) {
    return tx(nonce, validUntil, List.of(ALPHA_SIDE, BETA_SIDE), trade(price, contracts))
        .toByteString();
  }
}
