package tenor.node.light;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tenor.abci.proto.ProofOp;
import tenor.abci.proto.ProofOps;
import tenor.app.proof.Ics23;
import tenor.app.proof.SimpleOps;
import tenor.state.AbsenceProof;
import tenor.state.AbsenceProof.Neighbour;
import tenor.state.Bytes;
import tenor.state.KeyProof;
import tenor.state.Proof;

/** One of the forms in which a claim is proven. Reading decodes text only; proving judges. */
sealed interface ProofForm {

  /** As it is named to people. */
  String name();

  /**
   * Whether this proves the claim.
   *
   * @throws IllegalArgumentException if it is no proof of this form
   */
  boolean proves(StateProof claim);

  /** The forms in an answer. */
  static List<ProofForm> all(Fields fields, boolean absent) {
    List<ProofForm> forms = new ArrayList<>();
    if (absent && fields.has("/componentProof")) {
      forms.add(Neighbours.read(fields));
    } else if (!absent && fields.has("/proofOps")) {
      forms.add(Simple.read(fields.at("/proofOps")));
    }
    if (fields.has("/ics23")) {
      forms.add(new Commitments(fields.hex("/ics23/key"), fields.hex("/ics23/component")));
    }
    if (forms.isEmpty()) {
      throw fields.fault("expected a proof: proofOps, componentProof or ics23");
    }
    return forms;
  }

  /** A component's name as the key that it is in the upper tree. */
  private static Bytes upperKey(String component) {
    return Bytes.of(component.getBytes(StandardCharsets.UTF_8));
  }

  /** The engine's operators. */
  record Simple(ProofOps ops) implements ProofForm {
    static Simple read(Fields fields) {
      ProofOps.Builder ops = ProofOps.newBuilder();
      for (Fields op : fields.items("/ops")) {
        ops.addOps(
            ProofOp.newBuilder()
                .setType(op.text("/type"))
                .setKey(ByteString.copyFrom(op.base64("/key").toArray()))
                .setData(ByteString.copyFrom(op.base64("/data").toArray())));
      }
      return new Simple(ops.build());
    }

    @Override
    public String name() {
      return tenor.state.ProofOp.TYPE;
    }

    @Override
    public boolean proves(StateProof claim) {
      return proves(claim, claim.key(), claim.value().orElseThrow());
    }

    boolean proves(StateProof claim, Bytes key, Bytes value) {
      KeyProof proof = SimpleOps.read(ops);
      return proof.componentRoot().equals(claim.componentRoot())
          && proof.proves(claim.component(), key.toArray(), value.toArray(), claim.appHash());
    }
  }

  /** Two neighbours with their steps, and the component's steps. */
  record Neighbours(Optional<Beside> left, Optional<Beside> right, Steps component)
      implements ProofForm {
    static Neighbours read(Fields fields) {
      return new Neighbours(
          fields.has("/left") ? Optional.of(Beside.read(fields.at("/left"))) : Optional.empty(),
          fields.has("/right") ? Optional.of(Beside.read(fields.at("/right"))) : Optional.empty(),
          Steps.read(fields.at("/componentProof")));
    }

    @Override
    public String name() {
      return "neighbours";
    }

    Optional<ProofOps> ops(String name, boolean onLeft) {
      tenor.state.ProofOp upper = new tenor.state.ProofOp(upperKey(name), component.proof());
      return (onLeft ? left : right)
          .map(leaf -> new tenor.state.ProofOp(leaf.key(), leaf.steps().proof()))
          .map(leaf -> SimpleOps.of(new KeyProof(leaf, upper)));
    }

    @Override
    public boolean proves(StateProof claim) {
      AbsenceProof proof =
          new AbsenceProof(
              left.map(Beside::neighbour),
              right.map(Beside::neighbour),
              new tenor.state.ProofOp(upperKey(claim.component()), component.proof()));
      return proof.componentRoot().equals(claim.componentRoot())
          && proof.proves(claim.component(), claim.key().toArray(), claim.appHash())
          && left.stream().allMatch(leaf -> leaf.isProvenByOps(claim))
          && right.stream().allMatch(leaf -> leaf.isProvenByOps(claim));
    }
  }

  /** A leaf beside the absent key. */
  record Beside(Bytes key, Bytes value, Steps steps, Optional<Simple> ops) {
    static Beside read(Fields fields) {
      return new Beside(
          fields.hex("/key"),
          fields.hex("/value"),
          Steps.read(fields.at("/proof")),
          fields.has("/proofOps")
              ? Optional.of(Simple.read(fields.at("/proofOps")))
              : Optional.empty());
    }

    /** Whether the engine's operators, where they are, say that this leaf is there. */
    boolean isProvenByOps(StateProof claim) {
      return ops.stream().allMatch(simple -> simple.proves(claim, key, value));
    }

    Neighbour neighbour() {
      return new Neighbour(key, value, steps.proof());
    }
  }

  /** A way to a root as it is written, not checked yet. */
  record Steps(long total, long index, Bytes leafHash, List<Bytes> aunts) {
    static Steps read(Fields fields) {
      return new Steps(
          fields.number("/total"),
          fields.number("/index"),
          fields.hex("/leafHash"),
          fields.items("/aunts").stream().map(aunt -> aunt.hex("")).toList());
    }

    Proof proof() {
      return new Proof(total, index, leafHash, aunts);
    }
  }

  /** Two ICS-23 commitment proofs. */
  record Commitments(Bytes key, Bytes component) implements ProofForm {

    @Override
    public String name() {
      return "ICS-23";
    }

    @Override
    public boolean proves(StateProof claim) {
      Neighbour upper = Ics23.readPresent(component.toArray());
      return upper.key().equals(upperKey(claim.component()))
          && upper.value().equals(claim.componentRoot())
          && upper.proof().root().equals(claim.appHash())
          && (claim.isAbsence() ? absent(claim, upper) : present(claim));
    }

    private boolean present(StateProof claim) {
      Neighbour leaf = Ics23.readPresent(key.toArray());
      return leaf.key().equals(claim.key())
          && leaf.value().equals(claim.value().orElseThrow())
          && leaf.value().size() > 0
          && leaf.proof().root().equals(claim.componentRoot());
    }

    private boolean absent(StateProof claim, Neighbour upper) {
      return absence(claim, upper)
          .proves(claim.component(), claim.key().toArray(), claim.appHash());
    }

    private AbsenceProof absence(StateProof claim, Neighbour upper) {
      return Ics23.readAbsent(
          key.toArray(), claim.key(), new tenor.state.ProofOp(upper.key(), upper.proof()));
    }

    /** The neighbours of the absent key, which are as good as the proof is. */
    AbsenceProof absence(StateProof claim) {
      return absence(claim, Ics23.readPresent(component.toArray()));
    }
  }
}
