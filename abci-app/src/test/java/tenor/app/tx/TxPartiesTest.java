package tenor.app.tx;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tenor.clearing.kernel.TxReject;
import tenor.clearing.proto.Atomicity;
import tenor.clearing.proto.Authorisation;
import tenor.clearing.proto.Body;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.Transaction;

/**
 * Who must have signed an operation is asked twice: by the shape of the transaction, before a nonce
 * is consumed, and by the rule itself. Both must name the same accounts.
 */
class TxPartiesTest {
  private static final Path RULES = Path.of("../clearing/src/main/java/tenor/clearing");
  private static final Pattern ASKED = Pattern.compile("actsFor\\(\\w+\\.get(\\w+)\\(\\)\\)");
  private static final long ACCOUNT = 77;

  @Test
  void shape_asksForTheAccountsThatTheRulesAskFor() throws IOException {
    List<String> byShape = boundFields().stream().map(FieldDescriptor::getJsonName).toList();
    assertThat(byShape)
        .map(name -> Character.toUpperCase(name.charAt(0)) + name.substring(1))
        .containsExactlyInAnyOrderElementsOf(askedByRules());
  }

  @Test
  void shape_asksForBothSidesOfATradeAndForWhoeverGivesSomethingAway() {
    assertThat(boundFields())
        .map(FieldDescriptor::getFullName)
        .containsExactly(
            "tenor.v1.RequestWithdrawal.account",
            "tenor.v1.RegisterTrade.buyer",
            "tenor.v1.RegisterTrade.seller",
            "tenor.v1.SetLiquidatorOffer.account",
            "tenor.v1.SetExerciseIntention.account");
  }

  /** The fields of operations whose account must have signed, found by leaving it out. */
  private static List<FieldDescriptor> boundFields() {
    List<FieldDescriptor> bound = new ArrayList<>();
    for (FieldDescriptor kind : Operation.getDescriptor().getOneofs().getFirst().getFields()) {
      for (FieldDescriptor field : kind.getMessageType().getFields()) {
        if (field.getType() == FieldDescriptor.Type.UINT64 && isRefused(kind, field)) {
          bound.add(field);
        }
      }
    }
    return bound;
  }

  private static boolean isRefused(FieldDescriptor kind, FieldDescriptor field) {
    Operation.Builder operation = Operation.newBuilder();
    operation.setField(kind, operation.newBuilderForField(kind).setField(field, ACCOUNT).build());
    Transaction.Builder transaction =
        Transaction.newBuilder()
            .setBody(
                Body.newBuilder().setAtomicity(Atomicity.ATOMICITY_ALL).addOperations(operation))
            .addAuthorisations(signedBy(0));
    boolean without = lacks(transaction.build());
    // The other account fields stay 0, for which the first authorisation signs.
    boolean with = lacks(transaction.addAuthorisations(signedBy(ACCOUNT)).build());
    assertThat(with).as("%s signed by its account", field.getFullName()).isFalse();
    return without;
  }

  private static boolean lacks(Transaction transaction) {
    return TxShape.fault(transaction)
        .filter(fault -> fault.reason() == TxReject.MISSING_AUTHORISATION)
        .isPresent();
  }

  private static Authorisation signedBy(long account) {
    Transaction signed =
        Signer.of(Samples.CHAIN)
            .sign(
                Samples.depositBody(),
                List.of(Signer.unsigned(account, Samples.CUSTODIAN.publicKey(), 1, 600)),
                List.of(Samples.CUSTODIAN));
    return signed.getAuthorisations(0);
  }

  private static List<String> askedByRules() throws IOException {
    List<String> asked = new ArrayList<>();
    try (Stream<Path> files = Files.walk(RULES)) {
      for (Path file : files.filter(name -> name.toString().endsWith(".java")).toList()) {
        String source = Files.readString(file);
        ASKED
            .matcher(source)
            .results()
            .map((MatchResult found) -> found.group(1))
            .forEach(asked::add);
        assertThat(source.split("\\.actsFor\\(", -1))
            .as("%s: how it asks for an account", file)
            .hasSize(1 + (int) ASKED.matcher(source).results().count());
      }
    }
    return asked;
  }
}
