package tenor.clearing;

/**
 * Who signs: a participant with its first key.
 *
 * @param participant whose key it is
 * @param account acted for, 0 for the participant itself
 */
public record Signer(long participant, long account) {
  /** A participant for itself. */
  public static Signer participant(long participant) {
    return new Signer(participant, 0);
  }
}
