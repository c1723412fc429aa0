package tenor.clearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.BETA_ACCOUNT;
import static tenor.clearing.TestGenesis.SPX;
import static tenor.clearing.TestGenesis.SPX_FUTURE;
import static tenor.clearing.TestGenesis.USD;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tenor.clearing.governance.EngineKeys;
import tenor.clearing.governance.GovernanceKeys;
import tenor.clearing.kernel.Block;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Key;
import tenor.clearing.kernel.Rules;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.BookLeaf;
import tenor.clearing.proto.Books;
import tenor.clearing.proto.ComponentBooks;
import tenor.clearing.proto.EngineSettings;
import tenor.clearing.proto.Genesis;

/** GOV-07, CMP-17: a chain that goes on with the books of another. */
class CarryOverTest {
  private static final long PRICE = 2790_00000000L;
  private final TestHouse old = TestHouse.market();

  @BeforeEach
  void trade() {
    old.price(SPX, PRICE);
    old.blocks(2);
    old.accepted(TestTx.deposit(ALPHA_ACCOUNT, USD, 9_000_000_000_000L));
    old.accepted(TestTx.deposit(BETA_ACCOUNT, USD, 9_000_000_000_000L));
    old.accepted(TestTx.trade(SPX_FUTURE, ALPHA_ACCOUNT, BETA_ACCOUNT, PRICE, 3));
    old.accepted(TestTx.withdraw(ALPHA_ACCOUNT, USD, 5_000_000));
    old.accepted(TestTx.rules(Rules.LEAST_WITHDRAWAL, old.height() + 50));
    old.accepted(TestTx.param("oracle", "maxMove", 0, 100_000_000L));
    settings("test-1");
  }

  private void settings(String chainId) {
    Message row = EngineSettings.newBuilder().setChainId(chainId).setInitialHeight(1).build();
    TreeMap<Key, Optional<Message>> change = new TreeMap<>();
    change.put(EngineKeys.SETTINGS.key(Table.Singleton.ROW), Optional.of(row));
    old.state().commit(change);
  }

  private Genesis.Builder genesis() {
    TreeMap<String, ComponentBooks.Builder> parts = new TreeMap<>();
    TableSchema schema = old.rules().schema();
    for (Map.Entry<Key, Message> leaf : old.state().all().entrySet()) {
      String name = schema.componentName(leaf.getKey().prefix());
      parts
          .computeIfAbsent(name, each -> ComponentBooks.newBuilder().setName(each))
          .addLeaves(
              BookLeaf.newBuilder()
                  .setKey(ByteString.copyFrom(leaf.getKey().bytes()))
                  .setValue(leaf.getValue().toByteString()));
    }
    Books.Builder books = Books.newBuilder().setChainId("test-1").setHeight(old.height());
    parts.values().forEach(books::addComponents);
    return Genesis.newBuilder()
        .setDayMillis(TestGenesis.DAY_MILLIS)
        .setRulesVersion(1)
        .setBooks(books);
  }

  private MapReader carried(Genesis genesis, long initialHeight) {
    long time = old.timeMillis() + 1;
    Block block = new Block("test-2", initialHeight - 1, time, time, List.of(), 0);
    MapReader state = new MapReader(old.rules().schema());
    state.commit(old.rules().genesis(genesis, block).changes());
    return state;
  }

  private static SortedMap<Key, Message> without(MapReader state, String... tables) {
    SortedMap<Key, Message> rest = state.all();
    rest.keySet().removeIf(key -> List.of(tables).contains(key.toString().substring(0, 4)));
    return rest;
  }

  @Test
  void everythingComesAlong_butWhatBelongsToTheChain() {
    assertThat(without(old.state(), "8182")).isNotEqualTo(old.state().all());
    MapReader state = carried(genesis().build(), old.height() + 1);
    String[] ofChain = {"8182", "8183", "8184", "8186", "8284", "8286", "8287"};
    assertThat(without(state, ofChain)).isEqualTo(without(old.state(), ofChain));
    assertThat(state.all().keySet())
        .noneMatch(key -> List.of("8284", "8286", "8287").contains(key.toString().substring(0, 4)));
    assertThat(Rules.VERSIONS.rows(state)).containsExactly(0L);
    assertThat(ChainClock.last(state).getHeight()).isEqualTo(old.height());
    assertThat(EngineKeys.settings(state).getOriginsList())
        .singleElement()
        .matches(origin -> origin.getChainId().equals("test-1"));
  }

  @Test
  void aPendingParameter_appliesFromTheFirstBlock() {
    long first = old.height() + 100;
    MapReader state = carried(genesis().build(), first);
    assertThat(GovernanceKeys.PENDING.rows(state))
        .singleElement()
        .matches(row -> row.height() == first);
  }

  @Test
  void aVersionOfTheRules_isChosenButNotLowered() {
    MapReader state = carried(genesis().setRulesVersion(2).build(), old.height() + 1);
    assertThat(Rules.version(state, old.height() + 1)).isEqualTo(2);
    refused(genesis().setRulesVersion(0), "rulesVersion is 0");
    refused(genesis().setRulesVersion(Rules.KNOWN + 1), "rulesVersion is ");
    while (old.height() < 60) {
      old.block();
    }
    refused(genesis(), "rulesVersion is 1, expected at least 2");
  }

  @Test
  void anIdThatTheBooksWereOn_isRefused_afterTwoRestartsToo() {
    settings("test-2");
    Genesis.Builder same = genesis();
    same.getBooksBuilder().setChainId("test-2");
    refused(same, "chain_id is test-2, which the books were on");
    EngineSettings twice =
        EngineSettings.newBuilder()
            .setChainId("test-1")
            .addOrigins(tenor.clearing.proto.Origin.newBuilder().setChainId("test-2").setHeight(1))
            .build();
    TreeMap<Key, Optional<Message>> change = new TreeMap<>();
    change.put(EngineKeys.SETTINGS.key(Table.Singleton.ROW), Optional.of(twice));
    old.state().commit(change);
    refused(genesis(), "chain_id is test-2, which the books were on");
  }

  @Test
  void aBrokenSum_isRefused() {
    Genesis.Builder genesis = genesis();
    ComponentBooks.Builder accounts = genesis.getBooksBuilder().getComponentsBuilder(0);
    // The first leaf is the component's name, the second the custodian's balance.
    accounts.removeLeaves(1);
    assertThatThrownBy(() -> carried(genesis.build(), old.height() + 1))
        .hasMessageContaining("conservation");
  }

  private void refused(Genesis.Builder genesis, String message) {
    assertThatThrownBy(() -> carried(genesis.build(), old.height() + 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
