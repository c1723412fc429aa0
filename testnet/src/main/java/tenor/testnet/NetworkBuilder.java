package tenor.testnet;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tenor.app.crypto.SigningKey;
import tenor.clearing.proto.AccountKind;
import tenor.clearing.proto.Deposit;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.GenesisAccount;
import tenor.clearing.proto.GenesisFund;
import tenor.clearing.proto.GenesisParticipant;
import tenor.clearing.proto.Role;
import tenor.clearing.proto.SetLiquidatorOffer;
import tenor.engine.ChainGenesis;
import tenor.engine.ChainParams;
import tenor.engine.Ed25519Key;
import tenor.engine.EngineHome;
import tenor.engine.GenesisValidator;
import tenor.engine.Peer;
import tenor.node.config.NodeConfig;
import tenor.node.config.NodeHome;

/** Writes the folders of all nodes of a new network. */
final class NetworkBuilder {
  private static final long POWER = 10;
  private static final long FUND = 5_000_000_000_000L;
  private static final long FIVE_PERCENT = 50_000_000L;
  private static final long OFFER_CONTRACTS = 2_000L;

  // A newcomer has two minutes of blocks to take one over.
  static final NodeConfig.Snapshots SNAPSHOTS = new NodeConfig.Snapshots(50, 6);

  private final String chainId;
  private final MarketPlan market;
  private final List<Member> members;
  private final SigningKey admin;
  private final SigningKey custodian;
  private final Path closes;

  NetworkBuilder(
      String chainId,
      MarketPlan market,
      List<Member> members,
      SigningKey admin,
      SigningKey custodian,
      Path closes) {
    this.chainId = chainId;
    this.market = market;
    this.members = members;
    this.admin = admin;
    this.custodian = custodian;
    this.closes = closes;
  }

  void write(List<NodePlace> places) throws IOException {
    List<Ed25519Key> nodeKeys = places.stream().map(place -> Ed25519Key.generate()).toList();
    List<Ed25519Key> validatorKeys = places.stream().map(place -> Ed25519Key.generate()).toList();
    List<GenesisValidator> validators = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      if (places.get(i).isValidator()) {
        validators.add(
            new GenesisValidator(validatorKeys.get(i).publicKey(), POWER, places.get(i).name()));
      }
    }
    ChainGenesis genesis =
        ChainGenesis.of(
            chainId,
            Instant.ofEpochMilli(market.startMillis()),
            ChainParams.standard(),
            validators,
            json(genesis(nodeKeys)));
    List<Peer> peers = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      peers.add(Peer.local(nodeKeys.get(i).address(), places.get(i).ports().p2p()));
    }
    for (int i = 0; i < places.size(); i++) {
      write(places.get(i), genesis, nodeKeys.get(i), validatorKeys.get(i), others(peers, i));
    }
  }

  private static List<Peer> others(List<Peer> peers, int own) {
    List<Peer> others = new ArrayList<>(peers);
    others.remove(own);
    return others;
  }

  private void write(
      NodePlace place,
      ChainGenesis genesis,
      Ed25519Key nodeKey,
      Ed25519Key validatorKey,
      List<Peer> peers)
      throws IOException {
    NodeHome home = new NodeHome(place.folder());
    tenor.engine.NodeConfig engine =
        tenor.engine.NodeConfig.of(
            place.name(), NodeHome.engineRole(place.role()), home.socket(), place.ports(), peers);
    new EngineHome(engine, genesis, nodeKey, validatorKey).write(home.engine());
    new NodeConfig(
            chainId,
            place.role(),
            place.rpc(),
            place.p2p(),
            "127.0.0.1:" + place.ports().metrics(),
            0,
            0,
            null,
            SNAPSHOTS,
            place.isValidator() ? List.of(feed()) : List.of())
        .write(place.folder());
  }

  private NodeConfig.Feed feed() {
    Map<String, Integer> columns = new LinkedHashMap<>();
    market.underlyings().forEach(each -> columns.put(each.symbol(), each.number()));
    return new NodeConfig.Feed(
        "csv",
        closes.toAbsolutePath().toString(),
        columns,
        market.replay().rows().getFirst().date().toString(),
        market.replay().rows().getLast().date().toString(),
        market.startMillis(),
        market.dayMillis(),
        0,
        null,
        null,
        null,
        0,
        new NodeConfig.Smile(MarketPlan.EXPIRY_DAYS, 0, 0, 0, 0, 0));
  }

  private Genesis genesis(List<Ed25519Key> nodeKeys) {
    Genesis.Builder genesis = Genesis.newBuilder().setRulesVersion(1);
    genesis.addParticipants(participant("exchange-admin", admin, 1 << Role.ROLE_ADMIN_VALUE));
    genesis.addParticipants(participant("custody-bank", custodian, 1 << Role.ROLE_CUSTODIAN_VALUE));
    market.addTo(genesis);
    // A real day's move must be able to arrive within that day of the replay.
    genesis.addParams(MarketPlan.param("oracle", "maxMove", 0, 100_000_000L));
    // A replay has one price a day, so it settles on the average of a day.
    genesis.addParams(MarketPlan.param("settlement", "settlementWindow", 0, 1440));
    for (Member member : members) {
      genesis.addParticipants(
          participant(member.name(), member.key(), roles(member)).toBuilder()
              .addAccounts(
                  GenesisAccount.newBuilder()
                      .setKind(AccountKind.ACCOUNT_KIND_HOUSE)
                      .setName(member.name())));
      genesis.addDeposits(
          Deposit.newBuilder()
              .setAccount(member.account())
              .setAsset(1)
              .setAmount(member.cash())
              .setReference("opening balance"));
      if (member.policy() == Member.Policy.LIQUIDATOR) {
        market
            .underlyings()
            .forEach(each -> genesis.addLiquidatorOffers(offer(member.account(), each.number())));
      }
    }
    genesis.addFunds(GenesisFund.newBuilder().setAsset(1).setAmount(FUND));
    nodeKeys.forEach(key -> genesis.addPeers(key.address()));
    return genesis.build();
  }

  private static SetLiquidatorOffer offer(long account, int underlying) {
    return SetLiquidatorOffer.newBuilder()
        .setAccount(account)
        .setUnderlying(underlying)
        .setMinPremium(FIVE_PERCENT)
        .setMaxContracts(OFFER_CONTRACTS)
        .build();
  }

  private static int roles(Member member) {
    int clearing = 1 << Role.ROLE_CLEARING_MEMBER_VALUE;
    return member.policy() == Member.Policy.LIQUIDATOR
        ? clearing | 1 << Role.ROLE_LIQUIDATOR_VALUE
        : clearing;
  }

  private static GenesisParticipant participant(String name, SigningKey key, int roles) {
    return GenesisParticipant.newBuilder()
        .setName(name)
        .setRoles(roles)
        .addPublicKeys(key.publicKey())
        .build();
  }

  private static String json(Genesis genesis) throws InvalidProtocolBufferException {
    return JsonFormat.printer().print(genesis);
  }
}
