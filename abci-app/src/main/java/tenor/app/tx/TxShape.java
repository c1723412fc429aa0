package tenor.app.tx;

import com.google.protobuf.ByteString;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tenor.app.crypto.AccountKeys;
import tenor.app.crypto.AccountSignature;
import tenor.app.crypto.KeyFault;
import tenor.clearing.kernel.TxReject;
import tenor.clearing.proto.Atomicity;
import tenor.clearing.proto.Authorisation;
import tenor.clearing.proto.Body;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.Transaction;

/** The rules on a parsed transaction that need neither state nor arithmetic. */
final class TxShape {
  static final int MAX_OPERATIONS = 256;
  static final int MAX_AUTHORISATIONS = 16;

  private TxShape() {}

  /** The first rule broken, in the order of {@link TxReject}. */
  static Optional<Decoded.Malformed> fault(Transaction transaction) {
    return bodyFault(transaction.getBody())
        .or(() -> listFault(transaction.getAuthorisationsList()))
        .or(() -> keyFault(transaction))
        .or(() -> signatureFault(transaction.getAuthorisationsList()))
        .or(() -> partyFault(transaction));
  }

  private static Optional<Decoded.Malformed> bodyFault(Body body) {
    int count = body.getOperationsCount();
    if (count < 1 || count > MAX_OPERATIONS) {
      return fault(TxReject.OPERATION_COUNT, "has " + count);
    }
    if (body.getAtomicity() == Atomicity.ATOMICITY_UNSPECIFIED) {
      return fault(TxReject.ATOMICITY, "none is set");
    }
    for (int i = 0; i < count; i++) {
      if (body.getOperations(i).getKindCase() == Operation.KindCase.KIND_NOT_SET) {
        return fault(TxReject.EMPTY_OPERATION, "operation " + i);
      }
    }
    return Optional.empty();
  }

  private static Optional<Decoded.Malformed> listFault(List<Authorisation> authorisations) {
    int count = authorisations.size();
    if (count < 1 || count > MAX_AUTHORISATIONS) {
      return fault(TxReject.AUTHORISATION_COUNT, "has " + count);
    }
    Set<NonceId> seen = new HashSet<>();
    for (int i = 0; i < count; i++) {
      if (!seen.add(NonceId.of(authorisations.get(i)))) {
        return fault(TxReject.DUPLICATE_AUTHORISATION, "authorisation " + i);
      }
    }
    return Optional.empty();
  }

  private static Optional<Decoded.Malformed> keyFault(Transaction transaction) {
    for (int i = 0; i < transaction.getAuthorisationsCount(); i++) {
      Optional<KeyFault> fault =
          AccountKeys.formFault(transaction.getAuthorisations(i).getPublicKey());
      if (fault.isPresent()) {
        return badKey("authorisation " + i, fault.get());
      }
    }
    return RegisteredKeys.first(transaction.getBody(), AccountKeys::formFault)
        .map(found -> new Decoded.Malformed(TxReject.BAD_PUBLIC_KEY, found));
  }

  private static Optional<Decoded.Malformed> signatureFault(List<Authorisation> authorisations) {
    for (int i = 0; i < authorisations.size(); i++) {
      Authorisation authorisation = authorisations.get(i);
      int expected = AccountSignature.count(authorisation.getPublicKey());
      if (authorisation.getSignaturesCount() != expected) {
        return fault(
            TxReject.SIGNATURE_COUNT,
            "authorisation "
                + i
                + " has "
                + authorisation.getSignaturesCount()
                + ", not "
                + expected);
      }
      for (ByteString signature : authorisation.getSignaturesList()) {
        if (signature.size() != AccountSignature.BYTES) {
          return fault(
              TxReject.BAD_SIGNATURE,
              "authorisation "
                  + i
                  + " has a signature of "
                  + signature.size()
                  + " bytes, not "
                  + AccountSignature.BYTES);
        }
      }
    }
    return Optional.empty();
  }

  // Judged by the bytes alone, before any nonce is consumed: whoever takes one party's
  // authorisation
  // off a trade must not use up the other party's nonce (docs/decisions/0010-signdoc-scope.md).
  private static Optional<Decoded.Malformed> partyFault(Transaction transaction) {
    Set<Long> accounts = new HashSet<>();
    transaction.getAuthorisationsList().forEach(each -> accounts.add(each.getAccount()));
    List<Operation> operations = transaction.getBody().getOperationsList();
    for (int i = 0; i < operations.size(); i++) {
      for (long party : parties(operations.get(i))) {
        if (!accounts.contains(party)) {
          return fault(
              TxReject.MISSING_AUTHORISATION,
              "operation " + i + " binds account " + Long.toUnsignedString(party));
        }
      }
    }
    return Optional.empty();
  }

  private static List<Long> parties(Operation operation) {
    return switch (operation.getKindCase()) {
      case REGISTER_TRADE ->
          List.of(
              operation.getRegisterTrade().getBuyer(), operation.getRegisterTrade().getSeller());
      case REQUEST_WITHDRAWAL -> List.of(operation.getRequestWithdrawal().getAccount());
      case SET_LIQUIDATOR_OFFER -> List.of(operation.getSetLiquidatorOffer().getAccount());
      case SET_EXERCISE_INTENTION -> List.of(operation.getSetExerciseIntention().getAccount());
      default -> List.of();
    };
  }

  private static Optional<Decoded.Malformed> badKey(String where, KeyFault fault) {
    return fault(TxReject.BAD_PUBLIC_KEY, where + ": " + fault.expectation());
  }

  private static Optional<Decoded.Malformed> fault(TxReject reason, String detail) {
    return Optional.of(new Decoded.Malformed(reason, detail));
  }
}
