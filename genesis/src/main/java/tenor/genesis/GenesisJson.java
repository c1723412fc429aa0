package tenor.genesis;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tenor.clearing.proto.Genesis;

/** The {@code app_state} of a genesis file: the JSON form of {@code tenor.v1.Genesis}. */
public final class GenesisJson {
  private GenesisJson() {}

  /**
   * The genesis in this JSON.
   *
   * @throws IllegalArgumentException if it is no JSON, has fields that the schema does not know, or
   *     values of another type; the message names the entry
   */
  public static Genesis parse(String json) {
    Genesis.Builder genesis = Genesis.newBuilder();
    try {
      JsonFormat.parser().merge(json, genesis);
    } catch (InvalidProtocolBufferException e) {
      String fault =
          FaultyEntry.find(json, Genesis.getDescriptor())
              .map(FaultyEntry::toString)
              .orElse(String.valueOf(e.getMessage()));
      throw new IllegalArgumentException("app_state: " + fault, e);
    }
    return genesis.build();
  }

  /** The genesis in these bytes: {@link #parse(String)} of UTF-8 text. */
  public static Genesis parse(ByteString bytes) {
    try {
      ByteBuffer utf8 = bytes.asReadOnlyByteBuffer();
      return parse(StandardCharsets.UTF_8.newDecoder().decode(utf8).toString());
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("app_state: expected UTF-8 text", e);
    }
  }

  /** The JSON of a genesis, with every field that is not at its default. */
  public static String print(Genesis genesis) {
    try {
      return JsonFormat.printer().print(genesis);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("a genesis without JSON", e);
    }
  }
}
