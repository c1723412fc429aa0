package tenor.clearing.compliance;

import java.util.ArrayList;
import java.util.List;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Key;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Writer;
import tenor.clearing.proto.Authorisation;
import tenor.clearing.proto.NonceExpiry;
import tenor.clearing.proto.NonceSet;
import tenor.clearing.proto.OpenNonces;

/**
 * The nonces that were used. A nonce is any 64-bit number, identified by (key, valid-until, nonce),
 * and kept to the end of block valid-until, after which the transaction is expired anyway: so
 * nobody must number transactions one after the other, and nothing is kept for ever.
 */
final class Nonces {
  /** The most open nonces of a key. */
  static final int MOST_OPEN = 1024;

  private Nonces() {}

  /** Whether the authorisation's nonce was used. */
  static boolean isUsed(Reader state, Authorisation one) {
    List<Long> used = ComplianceKeys.NONCES.get(state, window(one)).getNoncesList();
    return used.contains(one.getNonce());
  }

  /** Whether {@code one} has the key, valid-until and nonce of one of {@code others}. */
  static boolean isAmong(List<Authorisation> others, Authorisation one) {
    return others.stream()
        .anyMatch(
            other ->
                other.getNonce() == one.getNonce()
                    && other.getValidUntil() == one.getValidUntil()
                    && other.getPublicKey().equals(one.getPublicKey()));
  }

  /** Whether the key of {@code one}, with all of a transaction's nonces, had too many open. */
  static boolean wouldOverflow(Reader state, Authorisation one, List<Authorisation> all) {
    long more =
        all.stream().filter(other -> other.getPublicKey().equals(one.getPublicKey())).count();
    return Fixed.plus(open(state, KeyId.of(one.getPublicKey())), more) > MOST_OPEN;
  }

  /** CMP-14: remembers the authorisation's nonce, in the order of unsigned numbers. */
  static void use(Writer state, Authorisation one) {
    KeyWindow window = window(one);
    List<Long> nonces = new ArrayList<>(ComplianceKeys.NONCES.get(state, window).getNoncesList());
    int place = 0;
    while (place < nonces.size() && Long.compareUnsigned(nonces.get(place), one.getNonce()) < 0) {
      place++;
    }
    nonces.add(place, one.getNonce());
    ComplianceKeys.NONCES.put(state, window, NonceSet.newBuilder().addAllNonces(nonces).build());
    ComplianceKeys.NONCE_EXPIRIES.put(
        state, window, NonceExpiry.newBuilder().setCount(nonces.size()).build());
    setOpen(state, window.key(), open(state, window.key()) + 1);
  }

  /** CMP-15: forgets, at the end of a block, the nonces that end with it. */
  static void forgetExpired(Context context) {
    Writer state = context.state();
    Key end = ComplianceKeys.NONCE_EXPIRIES.prefix().u64(Fixed.plus(context.block().height(), 1));
    for (Reader.Entry expired : state.entries(ComplianceKeys.NONCE_EXPIRIES.prefix(), end)) {
      KeyWindow window = ComplianceKeys.NONCE_EXPIRIES.row(expired.key());
      int count = ComplianceKeys.NONCE_EXPIRIES.require(state, window).getCount();
      setOpen(state, window.key(), open(state, window.key()) - count);
      ComplianceKeys.NONCES.remove(state, window);
      ComplianceKeys.NONCE_EXPIRIES.remove(state, window);
    }
  }

  private static int open(Reader state, KeyId key) {
    return ComplianceKeys.OPEN_NONCES.get(state, key).getCount();
  }

  private static void setOpen(Writer state, KeyId key, int count) {
    if (count == 0) {
      ComplianceKeys.OPEN_NONCES.remove(state, key);
    } else {
      ComplianceKeys.OPEN_NONCES.put(state, key, OpenNonces.newBuilder().setCount(count).build());
    }
  }

  private static KeyWindow window(Authorisation one) {
    return new KeyWindow(KeyId.of(one.getPublicKey()), one.getValidUntil());
  }
}
