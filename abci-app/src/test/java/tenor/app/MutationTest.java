package tenor.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tenor.abci.proto.ExecTxResult;
import tenor.abci.proto.ResponseFinalizeBlock;
import tenor.app.crypto.SignatureCache;
import tenor.app.tx.Authenticator;
import tenor.app.tx.Mutator;
import tenor.clearing.kernel.TxInput;
import tenor.clearing.proto.Deposit;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.RegisterTrade;
import tenor.clearing.proto.SetLiquidatorOffer;
import tenor.clearing.proto.SettleWithdrawal;
import tenor.clearing.proto.Transaction;

/**
 * Spoilt transactions through CheckTx and FinalizeBlock. Scale with {@code -Dtenor.mutations=N} (a
 * million takes some minutes), repeat with {@code -Dtenor.seed=N}.
 */
final class MutationTest {
  private static final int COUNT = Integer.getInteger("tenor.mutations", 100_000);
  private static final int BLOCK = 1_000;
  private static final long FAR = 590;
  private static final long USD_1M = 1_000_000_000_000L;

  @TempDir private Path folder;

  /** A chain that executes the forgeries ends in the same state as one that never saw them. */
  @Test
  void forgeries_changeNothing_andNodesAgree() {
    long seed = Long.getLong("tenor.seed", new Random().nextLong());
    Mutator mutator = new Mutator(new Random(seed), originals());
    Authenticator authenticator = Authenticator.of(Market.CHAIN, SignatureCache.of(1));
    try (TestNet net = TestNet.of(folder.resolve("a"), 2);
        TestNet quiet = TestNet.of(folder.resolve("b"), 2)) {
      net.block();
      quiet.block();
      for (int done = 0; done < COUNT; done += BLOCK) {
        List<ByteString> items = new ArrayList<>();
        while (items.size() < Math.min(BLOCK, COUNT - done)) {
          ByteString item = ByteString.copyFrom(mutator.next());
          if (!(authenticator.read(item) instanceof TxInput.Valid)) {
            items.add(item);
          }
        }
        assertThat(execute(net, items)).as("seed %d", seed).isEqualTo(execute(quiet, List.of()));
        checkAll(net, items, seed);
      }
      assertThat(net.node(0).fatal()).as("seed %d", seed).isEmpty();
    }
  }

  private static List<Transaction> originals() {
    return List.of(
        Market.tx(1, FAR, List.of(Market.CUSTODY), Market.deposit(Market.ALPHA, 5)),
        Market.tx(
            2,
            FAR,
            List.of(Market.ALPHA_SIDE, Market.BETA_SIDE),
            Market.trade(Market.SPX, 2),
            Market.trade(Market.SPX, 3)),
        Market.tx(
            3,
            FAR,
            List.of(Market.GOVERNOR),
            Market.param("governance", "lane3MaxBytes", 1 << 20)));
  }

  /** Executes a block of the votes that are due and these items; the hash of the state after it. */
  private static ByteString execute(TestNet net, List<ByteString> items) {
    List<ByteString> block = new ArrayList<>(net.prepare(net.node(0), List.of()));
    int votes = block.size();
    block.addAll(items);
    ResponseFinalizeBlock result = net.decide(block);
    assertThat(result.getTxResultsList().subList(votes, block.size()))
        .noneMatch(one -> one.getCode() == 0);
    return result.getAppHash();
  }

  private static void checkAll(TestNet net, List<ByteString> items, long seed) {
    for (ByteString item : items) {
      int code = net.node(0).checkTx(item).getCode();
      assertThat(code).as("seed %d", seed).isNotZero();
      assertThat(net.node(1).checkTx(item).getCode()).as("seed %d", seed).isEqualTo(code);
    }
  }

  /** Well signed but senseless: every number may be anything. */
  @Test
  void senselessTransactions_areAnswered_andNodesAgree() {
    long seed = Long.getLong("tenor.seed", new Random().nextLong());
    Random random = new Random(seed);
    try (TestNet net = TestNet.of(folder, 2)) {
      net.block();
      net.price(Market.SPX);
      net.block(
          Market.deposit(1, 50, Market.ALPHA, USD_1M), Market.deposit(2, 50, Market.BETA, USD_1M));
      TreeMap<Integer, Integer> codes = new TreeMap<>();
      for (int done = 0; done < COUNT / 50; done += 100) {
        List<ByteString> items = new ArrayList<>(net.prepare(net.node(0), List.of()));
        for (int i = 0; i < 100; i++) {
          items.add(senseless(random, done + i, net.nextHeight() + 5));
        }
        for (ExecTxResult result : net.decide(items).getTxResultsList()) {
          codes.merge(result.getCode(), 1, Integer::sum);
        }
      }
      assertThat(net.node(0).fatal()).as("seed %d", seed).isEmpty();
      assertThat(codes).as("seed %d", seed).hasSizeGreaterThan(6).containsKey(0);
    }
  }

  private static ByteString senseless(Random random, long nonce, long until) {
    Operation[] operations = new Operation[1 + random.nextInt(3)];
    for (int i = 0; i < operations.length; i++) {
      operations[i] = operation(random);
    }
    List<Market.By> signers =
        List.of(Market.CUSTODY, Market.GOVERNOR, Market.ALPHA_SIDE, Market.BETA_SIDE);
    return Market.tx(nonce, until, signers, operations).toByteString();
  }

  private static Operation operation(Random random) {
    Operation.Builder operation = Operation.newBuilder();
    switch (random.nextInt(6)) {
      case 0 ->
          operation.setDeposit(
              Deposit.newBuilder()
                  .setAccount(account(random))
                  .setAsset(number(random))
                  .setAmount(amount(random))
                  .setReference("in"));
      case 1 ->
          operation.setRegisterTrade(
              RegisterTrade.newBuilder()
                  .setInstrument(number(random))
                  .setBuyer(Market.ALPHA)
                  .setSeller(Market.BETA)
                  .setPrice(random.nextBoolean() ? Market.SPX : amount(random))
                  .setContracts(random.nextBoolean() ? 1 : amount(random))
                  .setReduceOnly(random.nextInt(4) == 0));
      case 2 -> operation.mergeFrom(Market.withdraw(Market.ALPHA, amount(random)));
      case 3 ->
          operation.setSettleWithdrawal(
              SettleWithdrawal.newBuilder().setWithdrawal(random.nextInt(5)));
      case 4 ->
          operation.setSetLiquidatorOffer(
              SetLiquidatorOffer.newBuilder()
                  .setAccount(Market.ALPHA)
                  .setUnderlying(number(random))
                  .setMinPremium(amount(random))
                  .setMaxContracts(amount(random)));
      default ->
          operation.mergeFrom(
              Market.param("governance", "lane2ReserveBytes", random.nextInt(1 << 22)));
    }
    return operation.build();
  }

  private static long account(Random random) {
    return random.nextInt(3) == 0 ? amount(random) : Market.ALPHA + random.nextInt(2);
  }

  private static int number(Random random) {
    return random.nextInt(3) == 0 ? random.nextInt() : 1;
  }

  private static long amount(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> Long.MAX_VALUE - random.nextInt(3);
      case 1 -> Long.MIN_VALUE + random.nextInt(3);
      case 2 -> random.nextLong();
      case 3 -> -random.nextInt(3);
      default -> random.nextInt(1_000_000_000);
    };
  }
}
