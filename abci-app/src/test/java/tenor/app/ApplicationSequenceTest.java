package tenor.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tenor.abci.AbciHandlers;
import tenor.abci.CallSequence;
import tenor.abci.SimChain;
import tenor.abci.SimValidator;
import tenor.clearing.proto.PriceReport;
import tenor.clearing.proto.VoteExtension;
import tenor.genesis.GenesisJson;

/** Several applications under every sequence of calls that engines may make: kills, rounds, lag. */
final class ApplicationSequenceTest {
  private static final int SEEDS = 4;
  private static final int HEIGHTS = 25;
  private static final int VALIDATORS = 4;
  private static final long MAX_TX_BYTES = 3 << 20;
  private static final long USD_1M = 1_000_000_000_000L;

  @TempDir private Path folder;

  @Test
  void applications_agree_underAnySequenceOfCalls() {
    Random seeds = new Random();
    Long given = Long.getLong("tenor.seed");
    for (int i = 0; i < (given == null ? SEEDS : 1); i++) {
      run(given == null ? seeds.nextLong() : given, folder.resolve("run" + i));
    }
  }

  private static void run(long seed, Path folder) {
    Random random = new Random(seed);
    List<SimValidator> validators = new ArrayList<>();
    List<Instance> instances = new ArrayList<>();
    for (int i = 0; i < VALIDATORS; i++) {
      validators.add(SimValidator.of(random, 1 + random.nextInt(10)));
    }
    for (int i = 0; i <= VALIDATORS; i++) {
      instances.add(new Instance(folder.resolve("node" + i)));
    }
    try {
      CallSequence sequence = CallSequence.start(seed, chain(validators), instances);
      int accepted = 0;
      for (int i = 0; i < HEIGHTS; i++) {
        submit(sequence, random);
        long height = sequence.next().height();
        accepted += accepted(sequence, height);
      }
      sequence.settle();
      assertThat(accepted).as("seed %d", seed).isGreaterThan(HEIGHTS);
      for (Instance instance : instances) {
        assertThat(instance.fatal()).as("seed %d", seed).isEmpty();
      }
    } finally {
      instances.forEach(Instance::kill);
    }
  }

  private static int accepted(CallSequence sequence, long height) {
    return (int)
        sequence.result(height).getTxResultsList().stream()
            .filter(result -> result.getCode() == 0)
            .count();
  }

  private static void submit(CallSequence sequence, Random random) {
    long height = sequence.nextHeight();
    for (int i = 0; i < 3; i++) {
      long until = height + random.nextInt(5);
      long nonce = random.nextInt(200);
      sequence.submit(
          switch (random.nextInt(5)) {
            case 0 -> Market.deposit(nonce, until, Market.ALPHA, USD_1M);
            case 1 -> Market.deposit(nonce, until, Market.BETA, USD_1M);
            case 2 -> Market.trade(nonce, until, Market.SPX, 1 + random.nextInt(5));
            case 3 ->
                Market.tx(
                        nonce,
                        until,
                        List.of(Market.ALPHA_SIDE),
                        Market.withdraw(Market.ALPHA, USD_1M / 10))
                    .toByteString();
            default -> noise(random);
          });
    }
  }

  private static ByteString noise(Random random) {
    byte[] noise = new byte[random.nextInt(200)];
    random.nextBytes(noise);
    return ByteString.copyFrom(noise);
  }

  private static SimChain chain(List<SimValidator> validators) {
    return new SimChain(
        Market.CHAIN,
        1,
        2,
        ByteString.copyFromUtf8(GenesisJson.print(Market.genesis().build())),
        validators,
        Market.GENESIS_MILLIS,
        MAX_TX_BYTES);
  }

  /** One node; killing it closes its store, which keeps nothing that was not committed. */
  private static final class Instance implements CallSequence.Instance {
    private final Path folder;
    private @Nullable TestNode node;

    Instance(Path folder) {
      this.folder = folder;
    }

    @Override
    public AbciHandlers open() {
      TestNode opened =
          TestNode.of(
              folder, Application.rules(), AppOptions.DEFAULT.withPrices(Instance::reports));
      node = opened;
      return opened.handlers();
    }

    @Override
    public void kill() {
      if (node != null) {
        node.close();
        node = null;
      }
    }

    List<Throwable> fatal() {
      return node == null ? List.of() : node.fatal();
    }

    private static VoteExtension reports(long height) {
      return VoteExtension.newBuilder()
          .addPrices(
              PriceReport.newBuilder()
                  .setProduct(1)
                  .setPrice(Market.SPX + height % 7 * 1_00000000L)
                  .setTimeMillis(Market.GENESIS_MILLIS + height * 500))
          .build();
    }
  }
}
