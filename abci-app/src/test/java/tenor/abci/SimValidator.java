package tenor.abci;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import tenor.abci.proto.CanonicalVoteExtension;
import tenor.abci.proto.PublicKey;
import tenor.abci.proto.Validator;
import tenor.abci.proto.ValidatorUpdate;

/**
 * A validator with an Ed25519 key, as the engine keeps one.
 *
 * @param secret 32 bytes
 * @param publicKey 32 bytes
 * @param power voting power, above 0
 */
public record SimValidator(ByteString secret, ByteString publicKey, long power) {

  public static SimValidator of(Random random, long power) {
    byte[] secret = new byte[Ed25519.SECRET_KEY_SIZE];
    random.nextBytes(secret);
    byte[] publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];
    Ed25519.generatePublicKey(secret, 0, publicKey, 0);
    return new SimValidator(ByteString.copyFrom(secret), ByteString.copyFrom(publicKey), power);
  }

  SimValidator withPower(long changed) {
    return new SimValidator(secret, publicKey, changed);
  }

  ByteString address() {
    return sha256(publicKey).substring(0, 20);
  }

  Validator asAbci() {
    return Validator.newBuilder().setAddress(address()).setPower(power).build();
  }

  ValidatorUpdate update() {
    return ValidatorUpdate.newBuilder()
        .setPubKey(PublicKey.newBuilder().setEd25519(publicKey))
        .setPower(power)
        .build();
  }

  /** Signs an extension as the engine does: over its canonical form with the length in front. */
  ByteString sign(ByteString extension, long height, int round, String chainId) {
    CanonicalVoteExtension canonical =
        CanonicalVoteExtension.newBuilder()
            .setExtension(extension)
            .setHeight(height)
            .setRound(round)
            .setChainId(chainId)
            .build();
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    try {
      canonical.writeDelimitedTo(message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.sign(secret.toByteArray(), 0, message.toByteArray(), 0, message.size(), signature, 0);
    return ByteString.copyFrom(signature);
  }

  static ByteString sha256(ByteString bytes) {
    try {
      return ByteString.copyFrom(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
