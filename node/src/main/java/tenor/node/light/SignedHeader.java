package tenor.node.light;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import tenor.abci.proto.BlockIDFlag;
import tenor.abci.proto.CanonicalVote;
import tenor.abci.proto.SignedMsgType;
import tenor.state.Bytes;

/**
 * A header and the precommits for its block: what the engine's {@code /commit} prints.
 *
 * @param header the header, whose hash is that of the block the precommits are for
 * @param round in which the block was decided
 * @param block what the precommits are for
 * @param votes one for each validator, in the set's order
 */
public record SignedHeader(Header header, long round, BlockRef block, List<Vote> votes) {

  /**
   * A validator's part of a commit.
   *
   * @param forBlock whether it voted for this block; else there is nothing to verify
   * @param validator its address; empty if it did not vote
   * @param time that it signed
   * @param signature over {@link #signBytes}
   */
  record Vote(boolean forBlock, Bytes validator, Instant time, Bytes signature) {
    static Vote read(Fields fields) {
      return new Vote(
          fields.number("/block_id_flag") == BlockIDFlag.BLOCK_ID_FLAG_COMMIT_VALUE,
          fields.hex("/validator_address"),
          fields.time("/timestamp"),
          fields.has("/signature") ? fields.base64("/signature") : Bytes.of(new byte[0]));
    }
  }

  /**
   * Reads a file with the whole response of {@code /commit} or its result, and checks that header
   * and commit are about one block.
   *
   * @throws MalformedFileException if it holds something else
   * @throws DisprovedException if the header is not that of the block which was signed
   */
  public static SignedHeader read(Path file) throws IOException {
    Fields signed = Fields.result(file).at("/signed_header");
    Fields commit = signed.at("/commit");
    SignedHeader read =
        new SignedHeader(
            Header.read(signed.at("/header")),
            commit.number("/round"),
            BlockRef.read(commit.at("/block_id")),
            commit.items("/signatures").stream().map(Vote::read).toList());
    DisprovedException.require(
        commit.number("/height") == read.header.height(),
        "header "
            + read.header.height()
            + " comes with the commit of height "
            + commit.number("/height"));
    DisprovedException.require(
        read.block.hash().equals(read.header.hash()),
        "the header's hash is "
            + read.header.hash()
            + ", but the commit is for block "
            + read.block.hash()
            + ": the header was changed");
    return read;
  }

  /** What a validator signed to vote for this block. */
  byte[] signBytes(Vote vote) {
    CanonicalVote canonical =
        CanonicalVote.newBuilder()
            .setType(SignedMsgType.SIGNED_MSG_TYPE_PRECOMMIT)
            .setHeight(header.height())
            .setRound(round)
            .setBlockId(block.canonical())
            .setTimestamp(Header.timestamp(vote.time()))
            .setChainId(header.chainId())
            .build();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      canonical.writeDelimitedTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("an array takes all", e);
    }
    return bytes.toByteArray();
  }
}
