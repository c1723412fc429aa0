package tenor.app.proposal;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import tenor.abci.proto.CanonicalVoteExtension;
import tenor.app.proto.VoteRecord;

/** The bytes of item 0, and the bytes that its signatures sign. */
public final class VoteRecords {
  /** The only format. */
  public static final int FORMAT = 1;

  private VoteRecords() {}

  /** The canonical bytes of a record. */
  public static ByteString encode(VoteRecord record) {
    return record.toByteString();
  }

  /** The record, if the bytes are exactly what {@link #encode} makes of it. */
  public static Optional<VoteRecord> decode(ByteString bytes) {
    try {
      CodedInputStream input = bytes.newCodedInput();
      VoteRecord record = VoteRecord.parseFrom(input);
      input.checkLastTagWas(0);
      return isKnown(record) && record.toByteString().equals(bytes)
          ? Optional.of(record)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean isKnown(VoteRecord record) {
    return record.getFormat() == FORMAT
        && record.getUnknownFields().asMap().isEmpty()
        && record.getVotesList().stream()
            .allMatch(vote -> vote.getUnknownFields().asMap().isEmpty());
  }

  /**
   * What a validator signs with its extension: the length-delimited CanonicalVoteExtension.
   *
   * @param height of the block that was voted for
   * @param round in which it was decided
   */
  public static byte[] signBytes(String chainId, long height, int round, ByteString extension) {
    CanonicalVoteExtension canonical =
        CanonicalVoteExtension.newBuilder()
            .setExtension(extension)
            .setHeight(height)
            .setRound(round)
            .setChainId(chainId)
            .build();
    int size = canonical.getSerializedSize();
    byte[] bytes = new byte[CodedOutputStream.computeUInt32SizeNoTag(size) + size];
    CodedOutputStream output = CodedOutputStream.newInstance(bytes);
    try {
      output.writeUInt32NoTag(size);
      canonical.writeTo(output);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to an array", e);
    }
    return bytes;
  }
}
