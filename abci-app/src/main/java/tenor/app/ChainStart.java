package tenor.app;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.abci.proto.RequestInitChain;
import tenor.abci.proto.ValidatorUpdate;
import tenor.app.books.BooksRoot;
import tenor.app.crypto.Hashes;
import tenor.clearing.ClearingHouse;
import tenor.clearing.governance.BlockLimits;
import tenor.clearing.governance.EngineKeys;
import tenor.clearing.kernel.Block;
import tenor.clearing.kernel.BlockResult;
import tenor.clearing.kernel.Overlay;
import tenor.clearing.kernel.Reader;
import tenor.clearing.proto.EngineSettings;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.Origin;
import tenor.clearing.proto.ValidatorRecord;
import tenor.genesis.GenesisCheck;
import tenor.genesis.GenesisJson;

/**
 * Makes the state before the first block out of InitChain: the same request gives the same state.
 * Bad input is an {@code IllegalArgumentException} that names the entry.
 */
final class ChainStart {
  private static final Comparator<ByteString> ADDRESSES =
      ByteString.unsignedLexicographicalComparator();
  private static final int ADDRESS_BYTES = 20;
  private static final int KEY_BYTES = 32;

  private final ClearingHouse house;

  ChainStart(ClearingHouse house) {
    this.house = house;
  }

  /** The changes that make the genesis state out of {@code founding}, which holds meta leaves. */
  Overlay state(RequestInitChain request, Reader founding) {
    Genesis genesis = GenesisJson.parse(request.getAppStateBytes());
    requireSettings(request);
    house.checkBooks(genesis);
    BooksRoot.require(genesis);
    Block block = block(request);
    BlockResult result = house.genesis(genesis, block);
    Overlay state = new Overlay(founding);
    result.changes().forEach((key, value) -> value.ifPresent(message -> state.put(key, message)));
    List<Origin> origins = EngineKeys.settings(state).getOriginsList();
    EngineKeys.genesis(state, settings(request, genesis, origins), validators(request));
    BlockLimits.fault(state)
        .ifPresent(
            fault -> {
              throw new IllegalArgumentException("consensus parameters: " + fault);
            });
    return state;
  }

  private static Block block(RequestInitChain request) {
    long time = millis(request.getTime());
    return new Block(
        request.getChainId(), request.getInitialHeight() - 1, time, time, List.of(), 0);
  }

  private static void requireSettings(RequestInitChain request) {
    require(!request.getChainId().isEmpty(), "chain_id is empty");
    require(
        request.getInitialHeight() >= 1,
        "initial_height is " + request.getInitialHeight() + ", expected at least 1");
    long blockBytes = request.getConsensusParams().getBlock().getMaxBytes();
    require(
        blockBytes > 0,
        "consensus_params.block.max_bytes is "
            + blockBytes
            + ", expected an explicit limit: item 0 and the lanes are fitted into it");
  }

  private static EngineSettings settings(
      RequestInitChain request, Genesis genesis, List<Origin> origins) {
    var params = request.getConsensusParams();
    var evidence = params.getEvidence();
    return EngineSettings.newBuilder()
        .setChainId(request.getChainId())
        .setInitialHeight(request.getInitialHeight())
        .setExtensionsHeight(params.getAbci().getVoteExtensionsEnableHeight())
        .setBlockMaxBytes(params.getBlock().getMaxBytes())
        .setEvidenceMaxBytes(evidence.getMaxBytes())
        .setEvidenceMaxAgeBlocks(evidence.getMaxAgeNumBlocks())
        .setEvidenceMaxAgeMillis(millis(evidence.getMaxAgeDuration()))
        .addAllPeers(GenesisCheck.peers(genesis))
        .addAllOrigins(origins)
        .build();
  }

  private static SortedMap<ByteString, ValidatorRecord> validators(RequestInitChain request) {
    SortedMap<ByteString, ValidatorRecord> validators = new TreeMap<>(ADDRESSES);
    for (int i = 0; i < request.getValidatorsCount(); i++) {
      ValidatorUpdate validator = request.getValidators(i);
      String where = "validators[" + i + "]: ";
      ByteString key = validator.getPubKey().getEd25519();
      require(key.size() == KEY_BYTES, where + "expected an Ed25519 key of 32 bytes");
      require(validator.getPower() > 0, where + "expected a positive power");
      ValidatorRecord earlier =
          validators.put(
              address(key),
              ValidatorRecord.newBuilder().setEd25519(key).setPower(validator.getPower()).build());
      require(earlier == null, where + "the key is that of an earlier one");
    }
    require(!validators.isEmpty(), "validators is empty");
    return validators;
  }

  /** The engine's name for an Ed25519 key: the first 20 bytes of its SHA-256. */
  static ByteString address(ByteString key) {
    return Hashes.sha256(key.toByteArray()).substring(0, ADDRESS_BYTES);
  }

  /** Milliseconds since the epoch, rounded down. */
  static long millis(Timestamp time) {
    return Math.addExact(
        Math.multiplyExact(time.getSeconds(), 1000L), Math.floorDiv(time.getNanos(), 1_000_000));
  }

  private static long millis(Duration length) {
    return Math.addExact(
        Math.multiplyExact(length.getSeconds(), 1000L), length.getNanos() / 1_000_000);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
