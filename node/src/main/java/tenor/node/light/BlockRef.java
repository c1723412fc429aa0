package tenor.node.light;

import com.google.protobuf.ByteString;
import tenor.abci.proto.BlockID;
import tenor.abci.proto.CanonicalBlockID;
import tenor.abci.proto.CanonicalPartSetHeader;
import tenor.abci.proto.PartSetHeader;
import tenor.state.Bytes;

/**
 * Which block is meant.
 *
 * @param hash of its header; empty before the first block
 * @param parts the number of parts in which it travels
 * @param partsHash their root
 */
record BlockRef(Bytes hash, long parts, Bytes partsHash) {

  static BlockRef read(Fields fields) {
    return new BlockRef(
        fields.hex("/hash"), fields.number("/parts/total"), fields.hex("/parts/hash"));
  }

  /** As a header holds it. */
  byte[] encoded() {
    return BlockID.newBuilder()
        .setHash(bytes(hash))
        .setPartSetHeader(
            PartSetHeader.newBuilder().setTotal((int) parts).setHash(bytes(partsHash)))
        .build()
        .toByteArray();
  }

  /** As validators sign it. */
  CanonicalBlockID canonical() {
    return CanonicalBlockID.newBuilder()
        .setHash(bytes(hash))
        .setPartSetHeader(
            CanonicalPartSetHeader.newBuilder().setTotal((int) parts).setHash(bytes(partsHash)))
        .build();
  }

  private static ByteString bytes(Bytes bytes) {
    return ByteString.copyFrom(bytes.toArray());
  }
}
