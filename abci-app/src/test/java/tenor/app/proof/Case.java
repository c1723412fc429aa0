package tenor.app.proof;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import tenor.abci.proto.ProofOps;
import tenor.state.AbsenceProof.Neighbour;
import tenor.state.Bytes;
import tenor.state.Proof;
import tenor.state.ProofOp;

/**
 * A proof, what it is said to prove, and what a verifier must say to that.
 *
 * @param tree the tree that it was made from
 * @param what was done to it
 * @param form ICS-23 in one tree, or the engine's operators through two
 * @param expect the verdict
 * @param root of the tree, or the app hash
 * @param path the key, behind the component's name where two trees are climbed
 * @param value said to be under the key; empty if the key is said to be absent
 * @param proof as it is encoded
 */
record Case(
    String tree,
    String what,
    Form form,
    Expect expect,
    Bytes root,
    List<Bytes> path,
    Bytes value,
    Bytes proof) {

  /** How the proof is encoded. */
  enum Form {
    ICS23,
    SIMPLE
  }

  /** What a verifier must say. */
  enum Expect {
    /** The proof as it was made. */
    PROVEN,
    /** A false claim, or a proof that was spoilt. */
    REFUSED,
    /** A false claim that the stock ICS-23 libraries accept unless the leaf's rule is compared. */
    STRICT,
    /** A true claim whose proof was changed where no hash covers it: either verdict is right. */
    TRUTH
  }

  /** One line of JSON. */
  String json() {
    return String.format(
        Locale.ROOT,
        "{\"tree\":\"%s\",\"what\":\"%s\",\"form\":\"%s\",\"expect\":\"%s\",\"root\":\"%s\","
            + "\"path\":[%s],\"value\":\"%s\",\"proof\":\"%s\"}",
        tree,
        what,
        form.name().toLowerCase(Locale.ROOT),
        expect.name().toLowerCase(Locale.ROOT),
        root,
        String.join(",", path.stream().map(key -> "\"" + key + "\"").toList()),
        value,
        proof);
  }

  /** Our own verdict. */
  boolean isProven() {
    try {
      return switch (form) {
        case SIMPLE ->
            SimpleOps.read(ProofOps.parseFrom(proof.toArray()))
                .proves(
                    new String(path.getFirst().toArray(), StandardCharsets.US_ASCII),
                    path.getLast().toArray(),
                    value.toArray(),
                    root);
        case ICS23 -> value.size() == 0 ? isAbsent() : isPresent();
      };
    } catch (IllegalArgumentException | InvalidProtocolBufferException e) {
      return false;
    }
  }

  private boolean isPresent() {
    Neighbour leaf = Ics23.readPresent(proof.toArray());
    return leaf.key().equals(path.getFirst())
        && leaf.value().equals(value)
        && leaf.proof().root().equals(root);
  }

  private boolean isAbsent() {
    Bytes name = Bytes.of(new byte[] {'c'});
    ProofOp component = new ProofOp(name, new Proof(1, 0, Proof.leafHash(name, root), List.of()));
    return Ics23.readAbsent(proof.toArray(), path.getFirst(), component)
        .proves("c", path.getFirst().toArray(), component.proof().root());
  }
}
