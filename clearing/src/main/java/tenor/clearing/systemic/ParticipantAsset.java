package tenor.clearing.systemic;

import java.util.Comparator;

/** A participant and a settlement asset. */
public record ParticipantAsset(long participant, int asset)
    implements Comparable<ParticipantAsset> {
  private static final Comparator<ParticipantAsset> ORDER =
      Comparator.comparingLong(ParticipantAsset::participant)
          .thenComparingInt(ParticipantAsset::asset);

  @Override
  public int compareTo(ParticipantAsset other) {
    return ORDER.compare(this, other);
  }
}
