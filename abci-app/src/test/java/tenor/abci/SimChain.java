package tenor.abci;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import java.util.List;
import tenor.abci.proto.ABCIParams;
import tenor.abci.proto.BlockParams;
import tenor.abci.proto.ConsensusParams;
import tenor.abci.proto.EvidenceParams;
import tenor.abci.proto.RequestInitChain;
import tenor.abci.proto.ValidatorParams;

/**
 * What a simulated chain starts from.
 *
 * @param id chain id
 * @param initialHeight height of its first block, at least 1
 * @param extensionsHeight first height with vote extensions, 0 for never
 * @param appState the genesis file's app_state
 * @param validators the first validator set; node i holds the key of validator i
 * @param startMillis genesis time in milliseconds since 1970
 * @param maxTxBytes what a proposal may fill, in bytes
 */
public record SimChain(
    String id,
    long initialHeight,
    long extensionsHeight,
    ByteString appState,
    List<SimValidator> validators,
    long startMillis,
    long maxTxBytes) {

  private static final long BLOCK_MAX_BYTES = 4_000_000;

  public SimChain {
    validators = List.copyOf(validators);
  }

  /** A chain like the ones this project runs: height 1, extensions from height 2. */
  public static SimChain of(ByteString appState, List<SimValidator> validators) {
    return new SimChain("sim", 1, 2, appState, validators, 1_700_000_000_000L, 1_000_000);
  }

  RequestInitChain initChain() {
    RequestInitChain.Builder request =
        RequestInitChain.newBuilder()
            .setTime(timestamp(startMillis))
            .setChainId(id)
            .setConsensusParams(params())
            .setAppStateBytes(appState)
            .setInitialHeight(initialHeight);
    validators.forEach(validator -> request.addValidators(validator.update()));
    return request.build();
  }

  boolean hasExtensions(long height) {
    return extensionsHeight > 0 && height >= extensionsHeight;
  }

  static Timestamp timestamp(long millis) {
    return Timestamp.newBuilder()
        .setSeconds(Math.floorDiv(millis, 1000L))
        .setNanos(Math.floorMod(millis, 1000) * 1_000_000)
        .build();
  }

  private ConsensusParams params() {
    return ConsensusParams.newBuilder()
        .setBlock(BlockParams.newBuilder().setMaxBytes(BLOCK_MAX_BYTES).setMaxGas(-1))
        .setEvidence(
            EvidenceParams.newBuilder()
                .setMaxAgeNumBlocks(100_000)
                .setMaxAgeDuration(Duration.newBuilder().setSeconds(172_800))
                .setMaxBytes(1 << 20))
        .setValidator(ValidatorParams.newBuilder().addPubKeyTypes("ed25519"))
        .setAbci(ABCIParams.newBuilder().setVoteExtensionsEnableHeight(extensionsHeight))
        .build();
  }
}
