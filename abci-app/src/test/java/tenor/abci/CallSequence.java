package tenor.abci;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tenor.abci.proto.BlockIDFlag;
import tenor.abci.proto.ExecTxResult;
import tenor.abci.proto.RequestPrepareProposal;
import tenor.abci.proto.RequestVerifyVoteExtension;
import tenor.abci.proto.ResponseFinalizeBlock;
import tenor.abci.proto.ResponseInfo;
import tenor.abci.proto.ResponseInitChain;
import tenor.abci.proto.ResponsePrepareProposal;
import tenor.abci.proto.ResponseProcessProposal.ProposalStatus;
import tenor.abci.proto.ResponseVerifyVoteExtension.VerifyStatus;

/**
 * Drives several applications in one JVM and one thread through a random chain, with the calls that
 * the engine could make and no others: rounds that fail, proposals that come again, nodes that are
 * away and catch up by FinalizeBlock and Commit alone, engines and applications that die between
 * any two steps, late precommits with extensions nobody verified.
 *
 * <p>Whatever the engine would end itself at is an AssertionError that names the seed: a proposal
 * above its limit, an honest proposal or extension refused, answers to FinalizeBlock that differ
 * between nodes or between two executions on one, and a restart at another height or app hash than
 * was committed. Node i holds the key of validator i; further nodes have none.
 */
public final class CallSequence {

  /** An application that can be killed, and opened again from what it made durable. */
  public interface Instance {

    /** Starts it. */
    AbciHandlers open();

    /** Ends it as SIGKILL would; releases nothing but what the process would lose. */
    void kill();
  }

  private final long seed;
  private final SimDice dice;
  private final SimChain chain;
  private final List<SimNode> nodes = new ArrayList<>();
  private final SimSets sets;
  private final TreeMap<Long, SimBlock> blocks = new TreeMap<>();
  private final Map<Long, ResponseFinalizeBlock> results = new TreeMap<>();
  private SimVotes lastVotes = SimVotes.NONE;
  private final List<SimValidator> late = new ArrayList<>();
  private final ByteString genesisHash;
  private long timeMillis;

  private CallSequence(long seed, SimChain chain, List<? extends Instance> instances) {
    this.seed = seed;
    this.dice = new SimDice(seed);
    this.chain = chain;
    this.timeMillis = chain.startMillis();
    instances.forEach(instance -> nodes.add(new SimNode(instance)));
    ResponseInitChain first = nodes.getFirst().handshake(chain);
    for (SimNode node : nodes.subList(1, nodes.size())) {
      require(node.handshake(chain).equals(first), "InitChain was answered differently");
    }
    this.genesisHash = first.getAppHash();
    this.sets = new SimSets(chain.initialHeight(), chain.validators(), first.getValidatorsList());
  }

  /** Starts every application from genesis. */
  public static CallSequence start(long seed, SimChain chain, List<? extends Instance> instances) {
    return new CallSequence(seed, chain, instances);
  }

  /** The height of the next block. */
  public long nextHeight() {
    return blocks.isEmpty() ? chain.initialHeight() : blocks.lastKey() + 1;
  }

  /** What all nodes answered to FinalizeBlock of a height. */
  public ResponseFinalizeBlock result(long height) {
    return Objects.requireNonNull(results.get(height));
  }

  /** Hands a transaction to most of the nodes. */
  public void submit(ByteString tx) {
    nodes.stream().filter(node -> !dice.oneIn(8)).forEach(node -> node.submit(tx));
  }

  /** Decides one more block and has every node that is not away commit it. */
  public SimBlock next() {
    Round round = begin();
    round.present().forEach(this::catchUp);
    SimBlock block = null;
    for (int failing = dice.below(4) - 1; failing > 0; failing--) {
      block = fail(round, block);
      round = round.next();
    }
    block = block != null && dice.oneIn(2) ? block : propose(round);
    process(block, dice.shuffled(round.present()));
    lastVotes = vote(block, round);
    blocks.put(block.height(), block);
    round.present().forEach(this::catchUp);
    return block;
  }

  /** Brings every node to the last height. */
  public void settle() {
    nodes.forEach(this::catchUp);
  }

  /**
   * One round of a height.
   *
   * @param missing validators that will not precommit in time: less than a third of the power
   * @param present nodes that take part; the others learn of the block later
   */
  private record Round(
      long height,
      int number,
      List<SimValidator> set,
      List<SimValidator> missing,
      List<SimNode> present) {

    Round next() {
      return new Round(height, number + 1, set, missing, present);
    }
  }

  private Round begin() {
    List<SimValidator> set = sets.at(nextHeight());
    List<SimValidator> missing = dice.minority(set);
    boolean away = dice.oneIn(3);
    List<SimNode> present = new ArrayList<>();
    for (SimNode node : nodes) {
      SimValidator own = validator(node, set);
      if (own == null ? !dice.oneIn(4) : !(away && missing.contains(own))) {
        present.add(node);
      }
    }
    return new Round(nextHeight(), 0, set, missing, present);
  }

  /** A round without a decision: perhaps without a proposal, or with the earlier one again. */
  private @Nullable SimBlock fail(Round round, @Nullable SimBlock earlier) {
    if (dice.oneIn(4)) {
      return earlier;
    }
    SimBlock block = earlier != null && dice.oneIn(2) ? earlier : propose(round);
    process(block, dice.some(round.present()));
    if (chain.hasExtensions(round.height())) {
      SimNode voter = dice.pick(voters(round));
      SimValidator key = Objects.requireNonNull(validator(voter, round.set()));
      verify(block, key, extension(voter, block), dice.some(round.present()));
    }
    return block;
  }

  private SimBlock propose(Round round) {
    SimNode proposer = dice.pick(voters(round));
    ByteString address = Objects.requireNonNull(validator(proposer, round.set())).address();
    timeMillis += 1 + dice.below(1000);
    SimVotes seen = lastVotes.without(hidden());
    ByteString nextHash = sets.hash(round.height() + 1);
    RequestPrepareProposal request =
        RequestPrepareProposal.newBuilder()
            .setMaxTxBytes(chain.maxTxBytes())
            .addAllTxs(proposer.mempool())
            .setLocalLastCommit(seen.extended())
            .setHeight(round.height())
            .setTime(SimChain.timestamp(timeMillis))
            .setNextValidatorsHash(nextHash)
            .setProposerAddress(address)
            .build();
    ResponsePrepareProposal answer = proposer.app().consensus().prepareProposal(request);
    // Its encoding counts as the engine does: every transaction with its tag and length.
    require(answer.getSerializedSize() <= chain.maxTxBytes(), "a proposal above max_tx_bytes");
    return SimBlock.of(
        round.height(), timeMillis, answer.getTxsList(), seen.commit(), nextHash, address);
  }

  private void process(SimBlock block, List<SimNode> judges) {
    for (SimNode node : judges) {
      disturb(node);
      require(
          node.app().consensus().processProposal(block.process()).getStatus()
              == ProposalStatus.ACCEPT,
          "an honest proposal was refused");
    }
  }

  /** More than two thirds precommit the block; the others are absent, for nil, or late. */
  private SimVotes vote(SimBlock block, Round round) {
    List<SimVotes.Vote> votes = new ArrayList<>();
    late.clear();
    for (SimValidator validator : round.set()) {
      if (!round.missing().contains(validator)) {
        votes.add(precommit(block, round, validator, false));
      } else if (dice.oneIn(3)) {
        late.add(validator);
        votes.add(precommit(block, round, validator, true));
      } else {
        votes.add(SimVotes.Vote.without(validator, dice.absentOrNil()));
      }
    }
    return new SimVotes(round.number(), votes);
  }

  private SimVotes.Vote precommit(
      SimBlock block, Round round, SimValidator validator, boolean unverified) {
    if (!chain.hasExtensions(block.height())) {
      return SimVotes.Vote.without(validator, BlockIDFlag.BLOCK_ID_FLAG_COMMIT);
    }
    ByteString extension = unverified ? dice.noise() : extension(holder(validator), block);
    if (!unverified) {
      verify(block, validator, extension, dice.some(round.present()));
    }
    ByteString signature = validator.sign(extension, block.height(), round.number(), chain.id());
    return new SimVotes.Vote(validator, BlockIDFlag.BLOCK_ID_FLAG_COMMIT, extension, signature);
  }

  private ByteString extension(SimNode node, SimBlock block) {
    return node.app().consensus().extendVote(block.extend()).getVoteExtension();
  }

  private void verify(
      SimBlock block, SimValidator voter, ByteString extension, List<SimNode> judges) {
    RequestVerifyVoteExtension request =
        RequestVerifyVoteExtension.newBuilder()
            .setHash(block.hash())
            .setValidatorAddress(voter.address())
            .setHeight(block.height())
            .setVoteExtension(extension)
            .build();
    for (SimNode node : judges) {
      require(
          node.app().consensus().verifyVoteExtension(request).getStatus() == VerifyStatus.ACCEPT,
          "an honest extension was refused");
    }
  }

  private void catchUp(SimNode node) {
    for (SimBlock block : List.copyOf(blocks.tailMap(node.committed() + 1).values())) {
      execute(node, block);
    }
  }

  private void execute(SimNode node, SimBlock block) {
    disturb(node);
    agree(block, node.execute(block));
    while (disturb(node)) {
      agree(block, node.execute(block));
    }
    if (dice.oneIn(4)) {
      require(
          node.info().getLastBlockHeight() == node.committed(), "Info shows what is not committed");
    }
    node.commit(block);
    disturb(node);
  }

  /** Kills the engine or the application now and then, and shakes hands anew; true if it did. */
  private boolean disturb(SimNode node) {
    long committed = node.committed();
    ResponseInfo info =
        switch (dice.below(16)) {
          case 0 -> node.restartEngine();
          case 1 -> node.restart();
          default -> null;
        };
    if (info == null) {
      return false;
    }
    require(info.getLastBlockHeight() == committed, "a restart lost or gained a commit");
    if (committed == 0) {
      ByteString again = node.app().consensus().initChain(chain.initChain()).getAppHash();
      require(again.equals(genesisHash), "InitChain is not idempotent");
    } else {
      require(
          info.getLastBlockAppHash().equals(result(committed).getAppHash()),
          "a restart has another app hash");
    }
    return true;
  }

  private void agree(SimBlock block, ResponseFinalizeBlock answer) {
    ResponseFinalizeBlock agreed = hashed(answer);
    require(answer.getTxResultsCount() == block.txs().size(), "one result for each transaction");
    ResponseFinalizeBlock before = results.putIfAbsent(block.height(), agreed);
    if (before == null) {
      sets.update(block.height(), agreed.getValidatorUpdatesList());
    } else {
      require(
          before.equals(agreed),
          "FinalizeBlock of height " + block.height() + " differs: " + before + " and " + agreed);
    }
  }

  /** What must be equal on all nodes: of a result only the hashed fields. */
  private static ResponseFinalizeBlock hashed(ResponseFinalizeBlock answer) {
    ResponseFinalizeBlock.Builder out = answer.toBuilder().clearEvents().clearTxResults();
    for (ExecTxResult result : answer.getTxResultsList()) {
      out.addTxResults(
          ExecTxResult.newBuilder()
              .setCode(result.getCode())
              .setData(result.getData())
              .setGasWanted(result.getGasWanted())
              .setGasUsed(result.getGasUsed()));
    }
    return out.build();
  }

  /**
   * COMMITs of the last block that a proposer has not seen: late ones, or any where all came in
   * time. More than two thirds, verified by the applications, always remain.
   */
  private List<SimValidator> hidden() {
    boolean all =
        lastVotes.votes().stream()
            .allMatch(vote -> vote.flag() == BlockIDFlag.BLOCK_ID_FLAG_COMMIT);
    return all && late.isEmpty()
        ? dice.minority(lastVotes.votes().stream().map(SimVotes.Vote::validator).toList())
        : dice.some(late);
  }

  private List<SimNode> voters(Round round) {
    return round.present().stream().filter(node -> validator(node, round.set()) != null).toList();
  }

  private @Nullable SimValidator validator(SimNode node, List<SimValidator> set) {
    int index = nodes.indexOf(node);
    if (index >= chain.validators().size()) {
      return null;
    }
    ByteString key = chain.validators().get(index).publicKey();
    return set.stream().filter(each -> each.publicKey().equals(key)).findFirst().orElse(null);
  }

  private SimNode holder(SimValidator validator) {
    return nodes.stream()
        .filter(node -> validator.equals(validator(node, List.of(validator))))
        .findFirst()
        .orElseThrow();
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise + " (height " + nextHeight() + ", seed " + seed + ")");
    }
  }
}
