package tenor.app.crypto;

import com.google.protobuf.ByteString;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import tenor.clearing.compliance.KeyId;
import tenor.clearing.proto.PublicKey;

/** An Ed25519 private key: a seed of 32 bytes (RFC 8032). */
final class Ed25519SigningKey implements SigningKey {
  private final byte[] seed;
  private final PublicKey publicKey;

  Ed25519SigningKey(byte[] seed) {
    if (seed.length != Ed25519.SECRET_KEY_SIZE) {
      throw new IllegalArgumentException("expected an Ed25519 seed of 32 bytes");
    }
    this.seed = seed.clone();
    byte[] bytes = new byte[Ed25519.PUBLIC_KEY_SIZE];
    Ed25519.generatePublicKey(this.seed, 0, bytes, 0);
    this.publicKey = PublicKey.newBuilder().setEd25519(ByteString.copyFrom(bytes)).build();
  }

  @Override
  public PublicKey publicKey() {
    return publicKey;
  }

  @Override
  public byte[] secret() {
    return seed.clone();
  }

  @Override
  public ByteString sign(byte[] digest) {
    if (digest.length != 32) {
      throw new IllegalArgumentException("expected a digest of 32 bytes");
    }
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.sign(seed, 0, digest, 0, digest.length, signature, 0);
    return ByteString.copyFrom(signature);
  }

  @Override
  public String toString() {
    return "Ed25519SigningKey of " + KeyId.of(publicKey);
  }
}
