package tenor.clearing.compliance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.kernel.Admission;
import tenor.clearing.kernel.Authority;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.TxReject;
import tenor.clearing.kernel.Writer;
import tenor.clearing.proto.Authorisation;
import tenor.clearing.proto.KeyRecord;
import tenor.clearing.proto.Participant;
import tenor.clearing.proto.Transaction;

/**
 * Admits transactions whose keys are registered and whose nonces are unused.
 *
 * <p>Of several reasons, over all authorisations, the first in the order of {@link TxReject} is
 * given. Those that are not final come first there, so that a refusal which consumes the nonces is
 * given only when every nonce can be consumed.
 */
public final class RegisteredKeys implements Admission {
  /** How far above its block's height a transaction's last height may be. */
  public static final long WINDOW_BLOCKS = 600;

  @Override
  public Admitted admit(Transaction transaction, Reader state, long height) {
    List<Authorisation> all = transaction.getAuthorisationsList();
    if (all.isEmpty()) {
      return new Admitted.Refused(TxReject.AUTHORISATION_COUNT, "has none");
    }
    Optional<Admitted.Refused> first =
        IntStream.range(0, all.size())
            .mapToObj(place -> refusal(all, place, state, height))
            .flatMap(Optional::stream)
            .min(Comparator.comparing(Admitted.Refused::reason));
    return first.isPresent() ? first.get() : new Admitted.Granted(authority(all, state));
  }

  @Override
  public void consume(Transaction transaction, Writer state) {
    for (Authorisation authorisation : transaction.getAuthorisationsList()) {
      Nonces.use(state, authorisation);
    }
  }

  /** The first reason against the authorisation at {@code place}. */
  private static Optional<Admitted.Refused> refusal(
      List<Authorisation> all, int place, Reader state, long height) {
    Authorisation one = all.get(place);
    KeyRecord key = ComplianceKeys.KEYS.find(state, KeyId.of(one.getPublicKey()));
    // CMP-10
    if (key == null) {
      return refused(TxReject.UNKNOWN_KEY, place, "");
    }
    // CMP-04
    if (key.getRevokedHeight() != 0 && height > key.getRevokedHeight()) {
      return refused(TxReject.REVOKED_KEY, place, "revoked at " + key.getRevokedHeight());
    }
    // CMP-11
    if (Long.compareUnsigned(one.getValidUntil(), height) < 0) {
      return refused(TxReject.EXPIRED, place, "height " + height);
    }
    if (Long.compareUnsigned(one.getValidUntil(), Fixed.plus(height, WINDOW_BLOCKS)) > 0) {
      return refused(TxReject.TOO_FAR_AHEAD, place, "height " + height);
    }
    // CMP-12
    if (Nonces.isUsed(state, one) || Nonces.isAmong(all.subList(0, place), one)) {
      return refused(TxReject.NONCE_USED, place, "");
    }
    // CMP-13
    if (Nonces.wouldOverflow(state, one, all)) {
      return refused(TxReject.NONCE_WINDOW_FULL, place, "");
    }
    // CMP-16
    if (!Participants.isActive(state, key.getParticipant())) {
      return refused(TxReject.SUSPENDED, place, "participant " + key.getParticipant());
    }
    boolean owns =
        one.getAccount() == 0
            || Participants.participantOf(state, one.getAccount()) == key.getParticipant();
    return owns
        ? Optional.empty()
        : refused(TxReject.UNKNOWN_ACCOUNT, place, "account " + one.getAccount());
  }

  private static Optional<Admitted.Refused> refused(TxReject reason, int place, String detail) {
    String where = "authorisation " + place;
    return Optional.of(
        new Admitted.Refused(reason, detail.isEmpty() ? where : where + ": " + detail));
  }

  private static Authority authority(List<Authorisation> all, Reader state) {
    List<Authority.Grant> grants = new ArrayList<>();
    for (Authorisation one : all) {
      long participant = Participants.ofKey(state, one.getPublicKey());
      Participant found = ComplianceKeys.PARTICIPANTS.require(state, participant);
      grants.add(new Authority.Grant(one.getAccount(), participant, found.getRoles()));
    }
    return new Authority(grants);
  }
}
