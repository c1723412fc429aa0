package tenor.node.light;

import com.google.protobuf.ByteString;
import com.google.protobuf.BytesValue;
import com.google.protobuf.Int64Value;
import com.google.protobuf.StringValue;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.List;
import tenor.abci.proto.Consensus;
import tenor.state.Bytes;

/**
 * The parts of a block's header that a client looks at, with the header's hash over all parts.
 *
 * @param chainId the chain
 * @param height of the block
 * @param appHash the state's hash after the block before
 * @param validatorsHash of the set that signs this block
 * @param hash of the header, which the validators sign
 */
public record Header(String chainId, long height, Bytes appHash, Bytes validatorsHash, Bytes hash) {

  /** A header as the engine prints it; its hash is computed, not read. */
  static Header read(Fields header) {
    return new Header(
        header.text("/chain_id"),
        header.number("/height"),
        header.hex("/app_hash"),
        header.hex("/validators_hash"),
        Bytes.of(Merkle.root(parts(header))));
  }

  /** The parts in the order in which they are hashed. */
  private static List<byte[]> parts(Fields header) {
    Consensus version =
        Consensus.newBuilder()
            .setBlock(header.number("/version/block"))
            .setApp(header.has("/version/app") ? header.number("/version/app") : 0)
            .build();
    return List.of(
        version.toByteArray(),
        StringValue.of(header.text("/chain_id")).toByteArray(),
        Int64Value.of(header.number("/height")).toByteArray(),
        timestamp(header.time("/time")).toByteArray(),
        BlockRef.read(header.at("/last_block_id")).encoded(),
        hash(header, "/last_commit_hash"),
        hash(header, "/data_hash"),
        hash(header, "/validators_hash"),
        hash(header, "/next_validators_hash"),
        hash(header, "/consensus_hash"),
        hash(header, "/app_hash"),
        hash(header, "/last_results_hash"),
        hash(header, "/evidence_hash"),
        hash(header, "/proposer_address"));
  }

  private static byte[] hash(Fields header, String name) {
    return BytesValue.of(ByteString.copyFrom(header.hex(name).toArray())).toByteArray();
  }

  static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }
}
