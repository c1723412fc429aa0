package tenor.node.cli;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Option;
import tenor.clearing.proto.Multisig;
import tenor.clearing.proto.PublicKey;

/** A public key: its kind follows from its length, several make a multisig. */
final class PublicKeyFlags {
  private static final int ED25519_BYTES = 32;
  private static final int SECP256K1_BYTES = 33;

  @Option(
      names = "--public-key",
      paramLabel = "HEX",
      required = true,
      description =
          "As 'tenor keys show' prints it, or the 32 bytes of an Ed25519 or 33 of a secp256k1 key;"
              + " repeat it for the members of a multisig.")
  private List<String> keys = new ArrayList<>();

  @Option(
      names = "--threshold",
      defaultValue = "0",
      description = "How many members of a multisig must sign.")
  private int threshold;

  PublicKey publicKey() {
    List<PublicKey> members = keys.stream().map(PublicKeyFlags::single).toList();
    if (members.size() == 1 && threshold == 0) {
      return members.getFirst();
    }
    if (threshold < 1 || threshold > members.size()) {
      throw new UsageException(
          "--threshold: expected 1 to "
              + members.size()
              + ", the number of keys that were given, found "
              + threshold);
    }
    // A multisig has one encoding: its members ascend by their bytes.
    List<PublicKey> ascending =
        members.stream()
            .sorted((one, other) -> Arrays.compareUnsigned(one.toByteArray(), other.toByteArray()))
            .toList();
    return PublicKey.newBuilder()
        .setMultisig(Multisig.newBuilder().setThreshold(threshold).addAllMembers(ascending))
        .build();
  }

  private static PublicKey single(String text) {
    ByteString bytes = ByteString.copyFrom(Numbers.hex("--public-key", text));
    return switch (bytes.size()) {
      case ED25519_BYTES -> PublicKey.newBuilder().setEd25519(bytes).build();
      case SECP256K1_BYTES -> PublicKey.newBuilder().setSecp256K1(bytes).build();
      default -> encoded(bytes);
    };
  }

  /** A key as 'tenor keys' prints it: the bytes that stand for it in a transaction. */
  private static PublicKey encoded(ByteString bytes) {
    try {
      PublicKey key = PublicKey.parseFrom(bytes);
      if (key.toByteString().equals(bytes) && key.getUnknownFields().asMap().isEmpty()) {
        return key;
      }
    } catch (InvalidProtocolBufferException e) {
      // Said below.
    }
    throw new UsageException(
        "--public-key: expected what 'tenor keys show' prints, or 32 bytes (Ed25519), or 33"
            + " (secp256k1), found "
            + bytes.size());
  }
}
