package tenor.app;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import tenor.abci.proto.ConsensusParams;
import tenor.abci.proto.EventAttribute;
import tenor.abci.proto.ExecTxResult;
import tenor.abci.proto.RequestFinalizeBlock;
import tenor.abci.proto.ResponseFinalizeBlock;
import tenor.abci.proto.VersionParams;
import tenor.app.chain.Committed;
import tenor.app.proposal.Base;
import tenor.app.proposal.BlockReader;
import tenor.app.proposal.Signatures;
import tenor.clearing.ClearingHouse;
import tenor.clearing.kernel.Block;
import tenor.clearing.kernel.BlockResult;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Event;
import tenor.clearing.kernel.Key;
import tenor.clearing.kernel.TxResult;
import tenor.state.Changes;

/** Executes a decided block on the committed state and says what the engine needs to know. */
final class BlockRunner {
  private final ClearingHouse house;
  private final BlockReader reader;

  BlockRunner(ClearingHouse house, Signatures signatures) {
    this.house = house;
    this.reader = new BlockReader(signatures);
  }

  /** What a block does to the state. */
  BlockResult run(RequestFinalizeBlock request, Base base, Committed committed) {
    BlockReader.Contents contents =
        reader.read(request.getTxsList(), request.getDecidedLastCommit(), base);
    long time = ChainStart.millis(request.getTime());
    long previous = committed.height() == 0 ? time : ChainClock.last(base.state()).getTimeMillis();
    Block block =
        new Block(
            base.chainId(),
            request.getHeight(),
            time,
            previous,
            contents.votes(),
            contents.totalPower());
    return house.execute(block, contents.inputs(), base.state());
  }

  /** The changes as the store takes them. */
  static Changes changes(SortedMap<Key, Optional<Message>> changes) {
    Changes written = new Changes();
    changes.forEach(
        (key, value) -> {
          if (value.isPresent()) {
            written.put(key.bytes(), value.get().toByteArray());
          } else {
            written.discard(key.bytes());
          }
        });
    return written;
  }

  /** The answer to the engine. Of a result it hashes the code, the data and the gas: no more. */
  static ResponseFinalizeBlock response(
      BlockResult result, ByteString appHash, @Nullable Integer newVersion) {
    ResponseFinalizeBlock.Builder response = ResponseFinalizeBlock.newBuilder().setAppHash(appHash);
    result.transactions().forEach(tx -> response.addTxResults(result(tx)));
    result.events().forEach(event -> response.addEvents(event(event)));
    if (newVersion != null) {
      response.setConsensusParamUpdates(version(newVersion));
    }
    return response.build();
  }

  /** The consensus parameters that announce a version of the rules, and nothing else. */
  static ConsensusParams version(int rules) {
    return ConsensusParams.newBuilder()
        .setVersion(VersionParams.newBuilder().setApp(rules))
        .build();
  }

  private static ExecTxResult result(TxResult result) {
    ExecTxResult.Builder wire =
        ExecTxResult.newBuilder().setCode(result.code()).setLog(result.log());
    result.events().forEach(event -> wire.addEvents(event(event)));
    return wire.build();
  }

  private static tenor.abci.proto.Event event(Event event) {
    tenor.abci.proto.Event.Builder wire = tenor.abci.proto.Event.newBuilder().setType(event.type());
    event
        .attributes()
        .forEach(
            attribute ->
                wire.addAttributes(
                    EventAttribute.newBuilder()
                        .setKey(attribute.name())
                        .setValue(attribute.value())
                        .setIndex(true)));
    return wire.build();
  }
}
