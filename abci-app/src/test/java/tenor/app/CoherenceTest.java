package tenor.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tenor.abci.proto.BlockIDFlag;
import tenor.abci.proto.ExtendedCommitInfo;
import tenor.abci.proto.ResponseProcessProposal.ProposalStatus;

/** Whatever waits and whatever votes arrive late: what one node proposes, every other accepts. */
final class CoherenceTest {
  private static final int NODES = 4;
  private static final int HEIGHTS = 20;
  private static final int MOST_WAITING = 40;

  @TempDir private Path folder;

  @Test
  void whatIsPrepared_isAccepted_byAllNodes() {
    long seed = Long.getLong("tenor.seed", new Random().nextLong());
    Random random = new Random(seed);
    try (TestNet net = TestNet.of(folder, NODES)) {
      for (int i = 0; i < HEIGHTS; i++) {
        TestNode proposer = net.node(random.nextInt(NODES));
        ExtendedCommitInfo late = spoiled(net, random);
        long room = TestItems.MOST_VOTES + random.nextInt(20_000);
        List<ByteString> items = net.prepare(proposer, waiting(net, random), late, room);
        assertThat(TestItems.wireSize(items)).as("seed %d", seed).isLessThanOrEqualTo(room);
        for (TestNode node : net.nodes) {
          assertThat(net.process(node, items))
              .as("seed %d: %s", seed, net.refusal(items))
              .isEqualTo(ProposalStatus.ACCEPT);
        }
        net.decide(items);
      }
      assertThat(net.node(0).fatal()).as("seed %d", seed).isEmpty();
    }
  }

  private static List<ByteString> waiting(TestNet net, Random random) {
    List<ByteString> waiting = new ArrayList<>();
    for (int i = random.nextInt(MOST_WAITING); i > 0; i--) {
      long until = net.nextHeight() + random.nextInt(6) - 2;
      long nonce = random.nextInt(30);
      waiting.add(
          switch (random.nextInt(6)) {
            case 0 -> Market.deposit(nonce, until, Market.ALPHA, 1 + random.nextInt(9));
            case 1 -> Market.deposit(nonce, until, Market.BETA, 1 + random.nextInt(9));
            case 2 -> Market.trade(nonce, until, Market.SPX, 1 + random.nextInt(5));
            case 3 ->
                Market.tx(
                        nonce,
                        until,
                        List.of(random.nextBoolean() ? Market.ALPHA_SIDE : Market.BETA_SIDE),
                        Market.withdraw(Market.ALPHA, 1))
                    .toByteString();
            case 4 ->
                Market.tx(
                        nonce,
                        until,
                        List.of(new Market.By(Market.key("stranger"), 0)),
                        Market.deposit(Market.ALPHA, 1))
                    .toByteString();
            default -> noise(random);
          });
    }
    return waiting;
  }

  private static ByteString noise(Random random) {
    byte[] noise = new byte[random.nextInt(100)];
    random.nextBytes(noise);
    return ByteString.copyFrom(noise);
  }

  /** The last precommits, of which one may not be defended by its bytes. */
  private static ExtendedCommitInfo spoiled(TestNet net, Random random) {
    ExtendedCommitInfo.Builder late = net.last().toBuilder();
    if (net.height() < 2 || random.nextBoolean()) {
      return late.build();
    }
    int place = random.nextInt(NODES);
    switch (random.nextInt(3)) {
      case 0 -> late.getVotesBuilder(place).setVoteExtension(noise(random));
      case 1 -> late.getVotesBuilder(place).setExtensionSignature(noise(random));
      default -> {
        byte[] large = new byte[8193];
        late.setVotes(
            place,
            Validators.vote(
                net.validators.members().get(place),
                net.height(),
                late.getRound(),
                ByteString.copyFrom(large)));
      }
    }
    assertThat(late.getVotes(place).getBlockIdFlag()).isEqualTo(BlockIDFlag.BLOCK_ID_FLAG_COMMIT);
    return late.build();
  }
}
