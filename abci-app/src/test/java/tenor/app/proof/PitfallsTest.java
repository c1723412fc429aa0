package tenor.app.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import tenor.ics23.proto.CommitmentProof;
import tenor.ics23.proto.InnerOp;
import tenor.state.AbsenceProof.Neighbour;
import tenor.state.Bytes;
import tenor.state.Changes;
import tenor.state.KeyProof;
import tenor.state.Proof;
import tenor.state.ProofOp;
import tenor.state.Tree;

/** What the stock verifiers do not do as one would think; see docs/proofs.md. */
class PitfallsTest {
  private static final Bytes KEY = Bytes.of(new byte[] {1, 2});
  private static final Bytes VALUE = Bytes.of(new byte[] {3});
  private static final Bytes HASH = Bytes.of(new byte[32]);

  @Test
  void keyThatBeginsWithX_cannotBeStored() {
    for (String key : List.of("x:", "x:00", "x:zz")) {
      byte[] bytes = key.getBytes(StandardCharsets.US_ASCII);
      assertThatThrownBy(() -> new Changes().put(bytes, new byte[] {1})).hasMessageContaining("x:");
    }
    byte[] harmless = "y:x:".getBytes(StandardCharsets.US_ASCII);
    assertThat(new Changes().put(harmless, new byte[] {1}).size()).isEqualTo(1);
  }

  @Test
  void emptyValue_cannotBeStoredAndProvesNothing() {
    byte[] empty = {};
    assertThatThrownBy(() -> new Changes().put(KEY.toArray(), empty)).hasMessageContaining("1 to");
    Bytes leafHash = Proof.leafHash(KEY, Bytes.of(empty));
    Proof proof = new Proof(1, 0, leafHash, List.of());
    assertThat(proof.root()).isEqualTo(leafHash);
    assertThat(proof.proves(KEY.toArray(), empty, leafHash)).isFalse();
  }

  @Test
  void emptyKey_cannotBeStored() {
    assertThatThrownBy(() -> new Changes().put(new byte[0], new byte[] {1}))
        .hasMessageContaining("1 to");
  }

  private static Proof deep(int depth) {
    return new Proof(1L << depth, 0, Proof.leafHash(KEY, VALUE), Collections.nCopies(depth, HASH));
  }

  @Test
  void depth62_isProvenAndDepth63IsNoProof() {
    ProofOp op = new ProofOp(KEY, deep(62));
    KeyProof proof = new KeyProof(op, op);
    assertThat(SimpleOps.read(SimpleOps.of(proof))).isEqualTo(proof);
    CommitmentProof ics23 = Ics23.key(proof, VALUE);
    Neighbour read = Ics23.readPresent(ics23.toByteArray());
    assertThat(read.proof().root()).isEqualTo(op.proof().root());
    assertThatThrownBy(() -> deep(63)).isInstanceOf(IllegalArgumentException.class);
    InnerOp step = ics23.getExist().getPath(0);
    CommitmentProof deeper =
        ics23.toBuilder().setExist(ics23.getExist().toBuilder().addPath(step)).build();
    assertThatThrownBy(() -> Ics23.readPresent(deeper.toByteArray()))
        .hasMessageContaining("more than 62 steps");
  }

  @Test
  void proofInAnotherEncoding_isRefused() {
    Tree tree = Tree.empty().apply(new Changes().put(KEY.toArray(), VALUE.toArray()));
    ProofOp op = new ProofOp(KEY, tree.prove(KEY.toArray()).orElseThrow());
    byte[] encoded = Ics23.key(new KeyProof(op, op), VALUE).toByteArray();
    assertThat(Ics23.readPresent(encoded).key()).isEqualTo(KEY);
    byte[] longer = java.util.Arrays.copyOf(encoded, encoded.length + 3);
    longer[encoded.length] = 0x28; // an unknown field 5
    longer[encoded.length + 1] = 1;
    byte[] unknown = java.util.Arrays.copyOf(longer, encoded.length + 2);
    assertThatThrownBy(() -> Ics23.readPresent(unknown)).hasMessageContaining("more than it needs");
    assertThatThrownBy(() -> Ics23.readPresent(longer))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
