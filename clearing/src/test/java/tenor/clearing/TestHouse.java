package tenor.clearing;

import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import tenor.clearing.kernel.Block;
import tenor.clearing.kernel.BlockResult;
import tenor.clearing.kernel.Overlay;
import tenor.clearing.kernel.TxInput;
import tenor.clearing.kernel.TxResult;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.PriceReport;
import tenor.clearing.proto.SurfaceReport;
import tenor.clearing.proto.Transaction;
import tenor.clearing.proto.VoteExtension;

/**
 * A chain in memory: all the rules, one block after another, without an engine, signatures or a
 * disk. Every invariant is checked in every block.
 *
 * <pre>{@code
 * TestHouse house = TestHouse.market();
 * house.price(SPX, 2790_00000000L);
 * house.accepted(TestTx.deposit(ALPHA_ACCOUNT, USD, 1_000_000_000000L));
 * TxResult result = house.run(TestTx.trade(SPX_FUTURE, ALPHA_ACCOUNT, BETA_ACCOUNT, price, 3));
 * }</pre>
 */
public final class TestHouse {
  private static final String CHAIN_ID = "test-1";
  private static final long POWER = 100;

  private final ClearingHouse rules;
  private final MapReader state;
  private final SortedMap<Integer, Long> prices = new TreeMap<>();
  private final SortedMap<Integer, SortedMap<Long, List<Long>>> surfaces = new TreeMap<>();
  private final BlockResult genesis;
  private long height;
  private long timeMillis = TestGenesis.TIME_MILLIS;
  private long stepMillis = 1_000;
  private long nonce;

  private TestHouse(ClearingHouse rules, Genesis genesis) {
    this.rules = rules;
    this.state = new MapReader(rules.schema());
    this.genesis =
        rules.genesis(genesis, new Block(CHAIN_ID, 0, timeMillis, timeMillis, List.of(), 0));
    this.state.commit(this.genesis.changes());
  }

  /** The standard rules on {@link TestGenesis#market}. */
  public static TestHouse market() {
    return of(TestGenesis.market().build());
  }

  /** The standard rules on {@code genesis}. */
  public static TestHouse of(Genesis genesis) {
    return of(ClearingHouse.standard(), genesis);
  }

  /** These rules on {@code genesis}. */
  public static TestHouse of(ClearingHouse rules, Genesis genesis) {
    return new TestHouse(rules, genesis);
  }

  /** The committed state. */
  public MapReader state() {
    return state;
  }

  /** The rules. */
  public ClearingHouse rules() {
    return rules;
  }

  /** What genesis did. */
  public BlockResult genesis() {
    return genesis;
  }

  /** The last block's height; 0 after genesis. */
  public long height() {
    return height;
  }

  /** The last block's time. */
  public long timeMillis() {
    return timeMillis;
  }

  /** Sets how long after its predecessor each later block is; a second at the start. */
  public TestHouse step(long millis) {
    stepMillis = millis;
    return this;
  }

  /**
   * From now on validators report this price of an underlying, observed at the time of each block.
   */
  public TestHouse price(int underlying, long price) {
    prices.put(underlying, price);
    return this;
  }

  /**
   * From now on validators report these volatilities of an expiry, observed at the time of each
   * block; none ends that.
   */
  public TestHouse surface(int underlying, long expiryMillis, List<Long> vols) {
    SortedMap<Long, List<Long>> expiries =
        surfaces.computeIfAbsent(underlying, key -> new TreeMap<>());
    if (vols.isEmpty()) {
      expiries.remove(expiryMillis);
    } else {
      expiries.put(expiryMillis, vols);
    }
    return this;
  }

  /** From now on nobody reports a price of the underlying. */
  public TestHouse silence(int underlying) {
    prices.remove(underlying);
    return this;
  }

  /** Changes the committed state behind the rules' back: what no market could bring about. */
  public TestHouse change(Consumer<Overlay> change) {
    Overlay changed = new Overlay(state);
    change.accept(changed);
    state.commit(changed.changes());
    return this;
  }

  /** One block with one transaction of these operations, all or none; its result. */
  public TxResult run(Operation... operations) {
    return block(tx(operations)).transactions().getFirst();
  }

  /** As {@link #run}, and fails unless the transaction is accepted. */
  public TxResult accepted(Operation... operations) {
    TxResult result = run(operations);
    if (result.code() != 0) {
      throw new AssertionError("refused with " + result.code() + " " + result.log());
    }
    return result;
  }

  /** A transaction of these operations by those who must sign them, with unused nonces. */
  public Transaction tx(Operation... operations) {
    return TestTx.signed(
            TestTx.signers(state, operations), height + 1, nonce++, Arrays.asList(operations))
        .build();
  }

  /** A transaction of these operations by {@code signers}, with unused nonces. */
  public Transaction txBy(List<Signer> signers, Operation... operations) {
    return TestTx.signed(signers, height + 1, nonce++, Arrays.asList(operations)).build();
  }

  /** One block with one transaction of these operations by {@code signers}; its result. */
  public TxResult runBy(List<Signer> signers, Operation... operations) {
    return block(txBy(signers, operations)).transactions().getFirst();
  }

  /** The next block, one step later. */
  public BlockResult block(Transaction... transactions) {
    return blockAt(timeMillis + stepMillis, transactions);
  }

  /** The next {@code count} blocks, without transactions. */
  public void blocks(int count) {
    for (int i = 0; i < count; i++) {
      block();
    }
  }

  /** The next block at this time, with the prices that were set. */
  public BlockResult blockAt(long time, Transaction... transactions) {
    VoteExtension.Builder seen = report(prices, time).toBuilder();
    surfaces.forEach(
        (underlying, expiries) ->
            expiries.forEach(
                (expiry, vols) -> seen.addSurfaces(surface(underlying, expiry, time, vols))));
    Block.Vote vote = new Block.Vote(POWER, seen.build());
    return block(time, List.of(vote), POWER, transactions);
  }

  /** The next block at this time with these votes. */
  public BlockResult block(
      long time, List<Block.Vote> votes, long totalPower, Transaction... transactions) {
    List<TxInput> inputs = new ArrayList<>();
    for (Transaction transaction : transactions) {
      inputs.add(new TxInput.Valid(transaction));
    }
    return blockOf(time, votes, totalPower, inputs);
  }

  /** The next block at this time with these votes and items. */
  public BlockResult blockOf(
      long time, List<Block.Vote> votes, long totalPower, List<TxInput> inputs) {
    Block block = new Block(CHAIN_ID, height + 1, time, timeMillis, votes, totalPower);
    SortedMap<?, Message> before = state.all();
    BlockResult result = rules.execute(block, inputs, state);
    if (!state.all().equals(before)) {
      throw new AssertionError("the block changed the committed state");
    }
    state.commit(result.changes());
    height++;
    timeMillis = time;
    return result;
  }

  /** What a validator reports that sees these volatilities at {@code time}. */
  public static SurfaceReport surface(int product, long expiryMillis, long time, List<Long> vols) {
    return SurfaceReport.newBuilder()
        .setProduct(product)
        .setExpiryMillis(expiryMillis)
        .setTimeMillis(time)
        .addAllVols(vols)
        .build();
  }

  /** What a validator reports that sees these prices at {@code time}. */
  public static VoteExtension report(SortedMap<Integer, Long> prices, long time) {
    VoteExtension.Builder extension = VoteExtension.newBuilder();
    for (Map.Entry<Integer, Long> price : prices.entrySet()) {
      extension.addPrices(
          PriceReport.newBuilder()
              .setProduct(price.getKey())
              .setPrice(price.getValue())
              .setTimeMillis(time));
    }
    return extension.build();
  }
}
