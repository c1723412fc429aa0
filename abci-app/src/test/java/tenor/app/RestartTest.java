package tenor.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tenor.abci.proto.RequestFinalizeBlock;
import tenor.abci.proto.RequestInitChain;
import tenor.abci.proto.RequestPrepareProposal;
import tenor.abci.proto.RequestProcessProposal;
import tenor.abci.proto.ResponseFinalizeBlock;
import tenor.abci.proto.ResponseProcessProposal.ProposalStatus;
import tenor.app.books.BooksExport;
import tenor.app.tx.Signer;
import tenor.clearing.governance.EngineKeys;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Key;
import tenor.clearing.kernel.Reader;
import tenor.clearing.proto.Authorisation;
import tenor.clearing.proto.BookLeaf;
import tenor.clearing.proto.Books;
import tenor.clearing.proto.ComponentBooks;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.Origin;
import tenor.clearing.proto.Transaction;
import tenor.genesis.GenesisJson;
import tenor.state.Bytes;
import tenor.state.Leaf;
import tenor.state.View;

/** A chain that goes on with the books of another: docs/formats/genesis.md. */
class RestartTest {
  private static final long SEED = Long.getLong("tenor.seed", 4_006L);
  private static final String NEW = "tenor-test-2";

  /** Tables of the chain itself, which do not come along: meta and clock to settings, nonces. */
  private static final List<String> LEFT =
      List.of("8182", "8183", "8184", "8185", "8186", "8284", "8286", "8287");

  @TempDir private Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  /** A chain with deposits, trades, withdrawals, a changed parameter, and nonces still open. */
  private TestNet simulated() {
    TestNet net = TestNet.of(folder.resolve("old"), 2);
    open.add(net);
    Random random = new Random(SEED);
    net.block();
    net.price(Market.SPX);
    net.block();
    net.block(
        Market.deposit(1, 600, Market.ALPHA, 9_000_000_000_000L),
        Market.deposit(2, 600, Market.BETA, 9_000_000_000_000L));
    for (int i = 0; i < 12; i++) {
      net.price(Market.SPX + random.nextInt(-20, 20) * 1_00000000L);
      net.block(
          Market.trade(100 + i, 600, Market.SPX, 1 + random.nextInt(5)),
          Market.tx(200 + i, 600, List.of(Market.ALPHA_SIDE), Market.withdraw(Market.ALPHA, 1 + i))
              .toByteString());
    }
    net.block(
        Market.tx(
                300, 600, List.of(Market.GOVERNOR), Market.param("oracle", "maxMove", 100_000_000L))
            .toByteString());
    return net;
  }

  private static Genesis export(TestNet net) {
    TestNode node = net.node(0);
    return BooksExport.of(node.store().current(), node.house()).genesis(1);
  }

  private static RequestInitChain start(TestNet net, Genesis genesis) {
    long millis = ChainClock.last(net.node(0).reader()).getTimeMillis();
    return net.initChain().toBuilder()
        .setChainId(NEW)
        .setInitialHeight(net.height() + 1)
        .setTime(Market.time(millis))
        .setAppStateBytes(ByteString.copyFromUtf8(GenesisJson.print(genesis)))
        .build();
  }

  private TestNode fresh(String name) {
    TestNode node = TestNode.of(folder.resolve(name));
    open.add(node);
    return node;
  }

  private static SortedMap<String, String> books(View view) {
    SortedMap<String, String> books = new TreeMap<>();
    for (Iterator<Leaf> leaves = view.leaves(); leaves.hasNext(); ) {
      Leaf leaf = leaves.next();
      String key = HexFormat.of().formatHex(leaf.key());
      if (LEFT.stream().noneMatch(key::startsWith)) {
        books.put(key, HexFormat.of().formatHex(leaf.value()));
      }
    }
    return books;
  }

  @Test
  void export_startsAChainWithTheSameBooks_howeverOftenItIsAsked() {
    TestNet net = simulated();
    RequestInitChain request = start(net, export(net));
    TestNode node = fresh("new");
    ByteString hash = node.consensus().initChain(request).getAppHash();
    assertThat(node.consensus().initChain(request).getAppHash())
        .as("seed %d", SEED)
        .isEqualTo(hash);
    node.restart();
    assertThat(node.consensus().initChain(request).getAppHash()).isEqualTo(hash);
    ResponseFinalizeBlock first = block(node, net, List.of());
    assertThat(first.getAppHash()).isNotEmpty();
    node.commit();
    SortedMap<String, String> before = books(net.node(0).store().current());
    assertThat(before).hasSizeGreaterThan(40);
    SortedMap<String, String> after = books(node.store().current());
    // The pending parameter came into force in the first block.
    assertThat(after.keySet()).containsAll(before.keySet());
    for (Map.Entry<String, String> leaf : before.entrySet()) {
      assertThat(after).as("seed %d", SEED).containsEntry(leaf.getKey(), leaf.getValue());
    }
    assertThat(after.keySet())
        .filteredOn(key -> !before.containsKey(key))
        .allMatch(k -> k.startsWith("8181"));
    assertThat(EngineKeys.settings(node.reader()).getOriginsList())
        .containsExactly(
            Origin.newBuilder()
                .setChainId(Market.CHAIN)
                .setHeight(net.height())
                .setAppHash(net.node(0).info().getLastBlockAppHash())
                .build());
  }

  @Test
  void allButTwoComponents_haveTheSameRootAfterInitChain() {
    TestNet net = simulated();
    TestNode node = fresh("new");
    SortedMap<String, Bytes> old = net.node(0).store().current().roots();
    RequestInitChain request = start(net, export(net));
    var changes = new ChainStart(Application.rules()).state(request, new Nothing()).changes();
    SortedMap<String, Bytes> roots =
        node.store().stage(0, BlockRunner.changes(changes)).view().roots();
    List<String> same = new ArrayList<>(old.keySet());
    same.removeAll(List.of("governance", "compliance"));
    assertThat(same)
        .hasSize(old.size() - 2)
        .allSatisfy(name -> assertThat(roots.get(name)).isEqualTo(old.get(name)));
  }

  @Test
  void signaturesForTheOldChain_areNoneForTheNew_andItsNoncesCountAgain() {
    TestNet net = simulated();
    TestNode node = fresh("new");
    node.consensus().initChain(start(net, export(net)));
    ByteString old = Market.deposit(77, 600, Market.ALPHA, 5);
    assertThat(node.checkTx(old).getCode()).as("BAD_SIGNATURE").isEqualTo(12);
    ByteString renewed = resign(old);
    // Nonce 1 was used on the old chain by the same key with the same valid-until.
    ByteString again = resign(Market.deposit(1, 600, Market.ALPHA, 5));
    assertThat(node.checkTx(renewed).getCode()).isZero();
    ResponseFinalizeBlock result = block(node, net, List.of(renewed, again));
    assertThat(result.getTxResultsList()).hasSize(2).allMatch(tx -> tx.getCode() == 0);
  }

  @Test
  void damagedBooks_areRefusedWithTheirPlace() {
    TestNet net = simulated();
    Genesis good = export(net);
    Books books = good.getBooks();
    refused(
        net, books.toBuilder().setAppHash(ByteString.copyFrom(new byte[32])), "books.appHash: ");
    refused(net, books.toBuilder().setChainId("other"), "books.chainId: expected 'tenor-test-1'");
    refused(net, books.toBuilder().setHeight(3), "books.height: expected " + net.height());
    refused(net, books.toBuilder().removeComponents(0), "books.components: expected accounts, ");
    ComponentBooks accounts = books.getComponents(0);
    assertThat(accounts.getName()).isEqualTo("accounts");
    refused(net, with(books, accounts.toBuilder().removeLeaves(2)), "books.components[0].root: ");
    refused(
        net,
        with(books, accounts.toBuilder().addLeaves(accounts.getLeaves(1))),
        "books.components[0].leaves[" + accounts.getLeavesCount() + "].key: expected one above");
    BookLeaf leaf = accounts.getLeaves(1);
    String tail = hex(leaf.getKey()).substring(2);
    for (String key :
        List.of("", "83", "8399", "838180", "82" + tail, "03" + tail, hex(leaf.getKey()) + "80")) {
      BookLeaf bad =
          leaf.toBuilder().setKey(ByteString.copyFrom(HexFormat.of().parseHex(key))).build();
      refused(
          net,
          with(books, accounts.toBuilder().setLeaves(1, bad)),
          "books.components[0].leaves[1].key: ");
    }
    // Nothing, an unknown field, a default that was written, the end cut off.
    for (String value : List.of("", hex(leaf.getValue()) + "7801", "0800" + "0800", "08")) {
      BookLeaf bad =
          leaf.toBuilder().setValue(ByteString.copyFrom(HexFormat.of().parseHex(value))).build();
      refused(
          net,
          with(books, accounts.toBuilder().setLeaves(1, bad)),
          "books.components[0].leaves[1].value: balances:");
    }
  }

  /** Every byte of every leaf is under the app hash: a random one is flipped, none goes through. */
  @Test
  void anyFlippedBit_isRefused() {
    TestNet net = simulated();
    Genesis good = export(net);
    Random random = new Random(SEED);
    for (int i = 0; i < 60; i++) {
      Genesis.Builder bad = good.toBuilder();
      Books.Builder books = bad.getBooksBuilder();
      ComponentBooks.Builder part =
          books.getComponentsBuilder(random.nextInt(books.getComponentsCount()));
      BookLeaf.Builder leaf = part.getLeavesBuilder(random.nextInt(part.getLeavesCount()));
      if (random.nextBoolean()) {
        leaf.setKey(flip(leaf.getKey(), random));
      } else {
        leaf.setValue(flip(leaf.getValue(), random));
      }
      assertThatThrownBy(() -> state(start(net, bad.build())))
          .as("seed %d, flip %d", SEED, i)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("books.");
    }
  }

  @Test
  void engineSettingsThatContradictTheBooks_areRefused() {
    TestNet net = simulated();
    Genesis genesis = export(net);
    RequestInitChain good = start(net, genesis);
    assertRefused(good.toBuilder().setChainId(Market.CHAIN).build(), "chain_id is tenor-test-1");
    assertRefused(good.toBuilder().setInitialHeight(net.height()).build(), "initial_height is ");
    assertRefused(
        good.toBuilder().setTime(Market.time(Market.GENESIS_MILLIS)).build(), "genesis_time is ");
    assertRefused(start(net, genesis.toBuilder().setDayMillis(1000).build()), "dayMillis is ");
    assertRefused(start(net, genesis.toBuilder().setRulesVersion(0).build()), "rulesVersion is ");
    assertRefused(
        start(net, genesis.toBuilder().addAssets(Market.genesis().getAssets(0)).build()),
        "assets: expected none beside books");
  }

  private static void refused(TestNet net, Books.Builder books, String message) {
    assertRefused(start(net, export(net).toBuilder().setBooks(books).build()), message);
  }

  private static void assertRefused(RequestInitChain request, String message) {
    assertThatThrownBy(() -> state(request))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static void state(RequestInitChain request) {
    new ChainStart(Application.rules()).state(request, new Nothing());
  }

  private static Books.Builder with(Books books, ComponentBooks.Builder accounts) {
    return books.toBuilder().setComponents(0, accounts);
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  private static ByteString flip(ByteString bytes, Random random) {
    byte[] flipped = bytes.toByteArray();
    flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
    return ByteString.copyFrom(flipped);
  }

  private static ByteString resign(ByteString transaction) {
    try {
      Transaction old = Transaction.parseFrom(transaction);
      Authorisation unsigned = old.getAuthorisations(0).toBuilder().clearSignatures().build();
      return Signer.of(NEW)
          .sign(old.getBody(), List.of(unsigned), List.of(Market.CUSTODIAN))
          .toByteString();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  /** A state that holds nothing. */
  private static final class Nothing implements Reader {
    @Override
    public @Nullable Message get(Key key) {
      return null;
    }

    @Override
    public List<Entry> entries(Key from, Key to) {
      return List.of();
    }
  }

  /** The first block of the new chain, which has no votes yet; not committed. */
  private static ResponseFinalizeBlock block(TestNode node, TestNet net, List<ByteString> waiting) {
    long height = net.height() + 1;
    var time = Market.time(ChainClock.last(net.node(0).reader()).getTimeMillis());
    List<ByteString> items =
        node.consensus()
            .prepareProposal(
                RequestPrepareProposal.newBuilder()
                    .addAllTxs(waiting)
                    .setHeight(height)
                    .setTime(time)
                    .setMaxTxBytes(TestNet.MAX_TX_BYTES)
                    .build())
            .getTxsList();
    assertThat(
            node.consensus()
                .processProposal(
                    RequestProcessProposal.newBuilder()
                        .addAllTxs(items)
                        .setHeight(height)
                        .setTime(time)
                        .build())
                .getStatus())
        .isEqualTo(ProposalStatus.ACCEPT);
    return node.consensus()
        .finalizeBlock(
            RequestFinalizeBlock.newBuilder()
                .addAllTxs(items)
                .setHeight(height)
                .setTime(time)
                .build());
  }
}
