package tenor.node.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;
import tenor.app.crypto.SigningKey;
import tenor.app.text.ProtoJson;
import tenor.app.tx.Signer;
import tenor.clearing.proto.Atomicity;
import tenor.clearing.proto.Authorisation;
import tenor.clearing.proto.Body;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.Transaction;
import tenor.node.rpc.RpcClient;

/** Signs operations and brings them to a node. */
final class Submission {
  private static final long DEFAULT_WINDOW = 100;

  @Option(
      names = "--valid-until",
      paramLabel = "HEIGHT",
      description = "Last block it may be executed in (default: 100 after the newest).")
  long validUntil;

  /** Signs on behalf of {@code accounts}, the n-th by the n-th {@code --from}, and sends. */
  ObjectNode send(Flags flags, List<Operation> operations, List<Long> accounts)
      throws IOException, InterruptedException {
    Body body =
        Body.newBuilder()
            .setAtomicity(Atomicity.ATOMICITY_ALL)
            .addAllOperations(operations)
            .build();
    return send(flags, body, accounts);
  }

  ObjectNode send(Flags flags, Body body, List<Long> accounts)
      throws IOException, InterruptedException {
    Transaction transaction = sign(flags, body, accounts);
    byte[] bytes = transaction.toByteArray();
    return flags.dryRun ? shown(transaction, bytes) : sent(flags.rpc(), bytes);
  }

  private Transaction sign(Flags flags, Body body, List<Long> accounts)
      throws IOException, InterruptedException {
    if (flags.from.isEmpty() || flags.from.size() > accounts.size()) {
      throw new UsageException(
          "--from: expected the name of a key for each of the " + accounts.size() + " parties");
    }
    // With both given, nobody is asked: a dry run then needs no node.
    String chainId = flags.chainId == null ? new Chain(flags.rpc()).chainId() : flags.chainId;
    long last = validUntil == 0 ? new Chain(flags.rpc()).height() + DEFAULT_WINDOW : validUntil;
    List<SigningKey> keys = new ArrayList<>();
    List<Authorisation> unsigned = new ArrayList<>();
    SecureRandom random = new SecureRandom();
    for (int i = 0; i < accounts.size(); i++) {
      SigningKey key = flags.keystore().get(flags.from.get(Math.min(i, flags.from.size() - 1)));
      keys.add(key);
      unsigned.add(Signer.unsigned(accounts.get(i), key.publicKey(), random.nextLong(), last));
    }
    return Signer.of(chainId).sign(body, unsigned, keys);
  }

  private static ObjectNode shown(Transaction transaction, byte[] bytes) {
    ObjectNode node = Printer.JSON.createObjectNode();
    node.put("hash", hash(bytes)).put("bytes", HexFormat.of().formatHex(bytes));
    node.set("transaction", ProtoJson.of(transaction));
    return node;
  }

  private static ObjectNode sent(RpcClient rpc, byte[] bytes)
      throws IOException, InterruptedException {
    RpcClient.Committed committed = rpc.submitAndWait(bytes);
    if (committed.check().code() != 0) {
      throw refused(committed.check());
    }
    if (committed.result().code() != 0) {
      throw refused(committed.result());
    }
    ObjectNode node = Printer.JSON.createObjectNode();
    node.put("hash", committed.hash().toLowerCase(Locale.ROOT))
        .put("height", committed.height())
        .put("code", 0);
    node.set("events", committed.events());
    return node;
  }

  private static RefusedException refused(RpcClient.TxAnswer answer) {
    return new RefusedException("refused with code " + answer.code() + ": " + answer.log());
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
