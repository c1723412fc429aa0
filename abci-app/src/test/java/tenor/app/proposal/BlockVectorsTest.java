package tenor.app.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tenor.app.crypto.VoteSignature;
import tenor.app.proto.RecordedVote;
import tenor.app.proto.VoteFlag;
import tenor.app.proto.VoteRecord;
import tenor.app.tx.Decoded;
import tenor.clearing.proto.Authorisation;
import tenor.clearing.proto.Transaction;

/** Item 0 and the order of a block against another program's: see docs/formats/item0.md. */
class BlockVectorsTest {
  private static final JsonNode VECTORS = vectors();

  private static JsonNode vectors() {
    try (InputStream file = BlockVectorsTest.class.getResourceAsStream("/vectors/block.json")) {
      return new ObjectMapper().readTree(Objects.requireNonNull(file));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ByteString hex(JsonNode node) {
    return ByteString.copyFrom(HexFormat.of().parseHex(node.textValue()));
  }

  @Test
  void voteRecord_isEncodedAndReadAsInTheVectors() {
    for (JsonNode vector : VECTORS.get("records")) {
      VoteRecord.Builder record =
          VoteRecord.newBuilder()
              .setFormat(VoteRecords.FORMAT)
              .setRound(vector.get("round").intValue());
      vector.get("votes").forEach(vote -> record.addVotes(recorded(vote)));
      assertThat(VoteRecords.encode(record.build())).isEqualTo(hex(vector.get("bytes")));
      assertThat(VoteRecords.decode(hex(vector.get("bytes")))).contains(record.build());
    }
  }

  private static RecordedVote recorded(JsonNode vote) {
    return RecordedVote.newBuilder()
        .setAddress(hex(vote.get("address")))
        .setPower(vote.get("power").longValue())
        .setFlag(Objects.requireNonNull(VoteFlag.forNumber(vote.get("flag").intValue())))
        .setExtension(hex(vote.get("extension")))
        .setSignature(hex(vote.get("signature")))
        .build();
  }

  @Test
  void signedBytes_areThoseOfTheVectors_andTheirSignaturesVerify() {
    for (JsonNode vector : VECTORS.get("records")) {
      for (JsonNode vote : vector.get("votes")) {
        if (vote.get("flag").intValue() == VoteFlag.VOTE_FLAG_COMMIT_VALUE) {
          byte[] signed =
              VoteRecords.signBytes(
                  VECTORS.get("chainId").textValue(),
                  vector.get("height").longValue(),
                  vector.get("round").intValue(),
                  hex(vote.get("extension")));
          assertThat(signed).isEqualTo(hex(vote.get("signed")).toByteArray());
          assertThat(
                  VoteSignature.verify(
                      hex(vote.get("publicKey")).toByteArray(),
                      signed,
                      hex(vote.get("signature")).toByteArray()))
              .isTrue();
        }
      }
    }
  }

  @Test
  void rank_isThatOfTheVectors() {
    for (JsonNode vector : VECTORS.get("ranks")) {
      CanonicalOrder order =
          new CanonicalOrder(hex(vector.get("appHash")), vector.get("height").longValue());
      assertThat(order.rank(vector.get("entity").longValue())).isEqualTo(hex(vector.get("rank")));
    }
  }

  @Test
  void order_isThatOfTheVectors_howeverTheEntriesCame() {
    JsonNode vector = VECTORS.get("order");
    List<Entry> expected = new ArrayList<>();
    vector.get("entries").forEach(entry -> expected.add(entry(entry)));
    CanonicalOrder order =
        new CanonicalOrder(hex(vector.get("appHash")), vector.get("height").longValue());
    long seed = Long.getLong("tenor.seed", 20081017L);
    Random random = new Random(seed);
    for (int i = 0; i < 20; i++) {
      List<Entry> shuffled = new ArrayList<>(expected);
      Collections.shuffle(shuffled, random);
      assertThat(order.sort(shuffled)).as("-Dtenor.seed=" + seed).isEqualTo(expected);
    }
  }

  private static Entry entry(JsonNode entry) {
    Transaction transaction =
        Transaction.newBuilder()
            .addAuthorisations(
                Authorisation.newBuilder()
                    .setAccount(entry.get("account").longValue())
                    .setNonce(Long.parseUnsignedLong(entry.get("nonce").textValue())))
            .build();
    return new Entry(
        new Decoded.Ok(transaction, hex(entry.get("hash")), transaction.toByteString()),
        entry.get("lane").intValue(),
        entry.get("entity").longValue(),
        hex(entry.get("keyId")));
  }
}
