package tenor.app.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import tenor.app.proof.Case.Expect;
import tenor.app.proof.Case.Form;
import tenor.state.Bytes;
import tenor.state.Changes;
import tenor.state.KeyProof;
import tenor.state.Proof;
import tenor.state.ProofOp;
import tenor.state.Tree;

/** A leaf as deep as a leaf can be, which no tree of chosen keys reaches: its steps are made up. */
final class DeepProof {
  private DeepProof() {}

  /** Passes on the leaf's proof in both forms, and with a lie. */
  static void all(Random random, Consumer<Case> to) {
    Bytes key = Bytes.of(new byte[] {3, 1});
    Bytes value = Bytes.of(new byte[] {8, 1});
    List<Bytes> aunts = new ArrayList<>();
    for (int i = 0; i < Proof.MAX_DEPTH; i++) {
      aunts.add(Bytes.of(SampleTree.bytes(random, 32, 32)));
    }
    long index = random.nextLong() >>> 2;
    Proof proof = new Proof(1L << 62, index, Proof.leafHash(key, value), aunts);
    byte[] name = SampleTree.COMPONENT.toArray();
    Tree upper = Tree.empty().apply(new Changes().put(name, proof.root().toArray()));
    KeyProof both =
        new KeyProof(
            new ProofOp(key, proof),
            new ProofOp(SampleTree.COMPONENT, upper.prove(name).orElseThrow()));
    Bytes ics23 = SimpleOps.bytes(Ics23.key(both, value).toByteString());
    Bytes simple = SimpleOps.bytes(SimpleOps.of(both).toByteString());
    List<Bytes> path = List.of(SampleTree.COMPONENT, key);
    for (Expect expect : List.of(Expect.PROVEN, Expect.REFUSED)) {
      Bytes said = expect == Expect.PROVEN ? value : Bytes.of(new byte[] {8, 2});
      to.accept(
          new Case(
              "deep", "62 steps", Form.ICS23, expect, proof.root(), List.of(key), said, ics23));
      to.accept(
          new Case("deep", "62 steps", Form.SIMPLE, expect, upper.root(), path, said, simple));
    }
  }
}
