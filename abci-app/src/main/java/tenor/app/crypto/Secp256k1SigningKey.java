package tenor.app.crypto;

import com.google.protobuf.ByteString;
import tenor.clearing.compliance.KeyId;
import tenor.clearing.proto.PublicKey;

/** A secp256k1 private key: a number below the order of the curve, 32 bytes, big-endian. */
final class Secp256k1SigningKey implements SigningKey {
  private final byte[] number;
  private final PublicKey publicKey;

  Secp256k1SigningKey(byte[] number) {
    if (!Secp256k1.isPrivateKey(number)) {
      throw new IllegalArgumentException(
          "expected a secp256k1 private key of 32 bytes, above zero and below the curve's order");
    }
    this.number = number.clone();
    this.publicKey =
        PublicKey.newBuilder()
            .setSecp256K1(ByteString.copyFrom(Secp256k1.publicKey(this.number)))
            .build();
  }

  @Override
  public PublicKey publicKey() {
    return publicKey;
  }

  @Override
  public byte[] secret() {
    return number.clone();
  }

  @Override
  public ByteString sign(byte[] digest) {
    if (digest.length != 32) {
      throw new IllegalArgumentException("expected a digest of 32 bytes");
    }
    return ByteString.copyFrom(Secp256k1.sign(number, digest));
  }

  @Override
  public String toString() {
    return "Secp256k1SigningKey of " + KeyId.of(publicKey);
  }
}
