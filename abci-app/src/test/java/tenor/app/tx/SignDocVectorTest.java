package tenor.app.tx;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tenor.app.crypto.SignatureCache;
import tenor.app.crypto.SigningKey;
import tenor.clearing.compliance.KeyId;
import tenor.clearing.proto.Authorisation;
import tenor.clearing.proto.SignDoc;
import tenor.clearing.proto.Transaction;

/** The bytes, digests, signatures and hashes that another program made of the same transactions. */
class SignDocVectorTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void sign_givesTheBytesAndHashOfTheVector(int number) throws IOException {
    JsonNode vector = vector(number);
    Transaction transaction = Samples.all().get(number);

    assertThat(hex(transaction.getBody())).isEqualTo(vector.path("body").asText());
    assertThat(hex(SignDocs.bodyHash(transaction.getBody())))
        .isEqualTo(vector.path("bodyHash").asText());
    assertThat(hex(transaction)).isEqualTo(vector.path("bytes").asText());
    assertThat(TxCodec.decode(transaction.toByteArray()))
        .isInstanceOfSatisfying(
            Decoded.Ok.class,
            ok -> {
              assertThat(hex(ok.hash())).isEqualTo(vector.path("hash").asText());
              assertThat(ok.transaction()).isEqualTo(transaction);
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void signDoc_hasTheBytesAndDigestOfTheVector(int number) throws IOException {
    JsonNode vector = vector(number);
    Transaction transaction = Samples.all().get(number);
    JsonNode expected = vector.path("authorisations");
    assertThat(transaction.getAuthorisationsCount()).isEqualTo(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      Authorisation authorisation = transaction.getAuthorisations(i);
      SignDoc document =
          SignDocs.of(
              vector.path("chainId").asText(),
              i,
              authorisation,
              SignDocs.bodyHash(transaction.getBody()));
      assertThat(hex(document)).isEqualTo(expected.get(i).path("signDoc").asText());
      assertThat(HexFormat.of().formatHex(SignDocs.digest(document)))
          .isEqualTo(expected.get(i).path("digest").asText());
      assertThat(Long.toUnsignedString(authorisation.getNonce()))
          .isEqualTo(expected.get(i).path("nonce").asText());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void vector_onItsChainOnly_authenticates(int number) throws IOException {
    JsonNode vector = vector(number);
    var ok = (Decoded.Ok) TxCodec.decode(HexFormat.of().parseHex(vector.path("bytes").asText()));

    assertThat(authenticator(vector.path("chainId").asText()).refusal(ok)).isEmpty();
    assertThat(authenticator("tenor-vectors-2").refusal(ok)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void keys_haveThePublicKeyAndIdOfTheVector(int number) throws IOException {
    JsonNode keys = vector(number).path("keys");
    assertThat(keys).isNotEmpty();
    for (JsonNode key : keys) {
      byte[] secret = HexFormat.of().parseHex(key.path("secret").asText());
      SigningKey signer =
          key.path("kind").asText().equals("ed25519")
              ? SigningKey.ed25519(secret)
              : SigningKey.secp256k1(secret);
      assertThat(hex(signer.publicKey())).isEqualTo(key.path("publicKey").asText());
      assertThat(KeyId.of(signer.publicKey())).hasToString(key.path("keyId").asText());
      assertThat(signer.secret()).isEqualTo(secret);
    }
  }

  private static Authenticator authenticator(String chainId) {
    return Authenticator.of(chainId, SignatureCache.of(10));
  }

  private static JsonNode vector(int number) throws IOException {
    try (InputStream in = SignDocVectorTest.class.getResourceAsStream("/vectors/signdoc.json")) {
      JsonNode vectors = new ObjectMapper().readTree(Objects.requireNonNull(in));
      assertThat(vectors).hasSize(Samples.all().size());
      return vectors.get(number);
    }
  }

  private static String hex(MessageLite message) {
    return hex(message.toByteString());
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }
}
