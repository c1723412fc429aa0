package tenor.app.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tenor.app.proof.Ics23;
import tenor.clearing.ClearingHouse;
import tenor.state.AbsenceProof;
import tenor.state.Bytes;
import tenor.state.KeyProof;
import tenor.state.Leaf;

/** Answers with the proof of everything that they follow from. */
final class InputAnswers {
  /** An account of some thousand positions; more would not fit an answer. */
  private static final int MOST = 20_000;

  private InputAnswers() {}

  /** The margin of an account, and a claim for everything that was read to compute it. */
  static ObjectNode margin(Moment moment, long account, ClearingHouse house) {
    Recorded reader = new Recorded(moment.reader());
    ObjectNode margin = MarginAnswers.of(reader, moment.height(), account);
    List<Bytes> keys = reader.keys();
    if (keys.size() > MOST) {
      throw QueryRefusal.argument("account " + account + " has more than " + MOST + " inputs");
    }
    ObjectNode answer = moment.answer().put("appHash", moment.view().appHash().hex());
    answer.set("margin", margin);
    answer.set("claims", claims(moment, keys, house));
    return answer;
  }

  /**
   * The least claims that prove each of these keys: absent keys between the same neighbours need
   * one, and a neighbour of an absent key needs none.
   */
  private static ArrayNode claims(Moment moment, List<Bytes> keys, ClearingHouse house) {
    ArrayNode claims = Json.array();
    Set<Bytes> neighbours = new HashSet<>();
    Bytes gapEnd = Bytes.of(new byte[0]);
    List<Leaf> present = new ArrayList<>();
    for (Bytes key : keys) {
      Optional<Leaf> leaf = moment.view().leaf(key.toArray());
      if (leaf.isPresent()) {
        present.add(leaf.get());
      } else if (key.compareTo(gapEnd) >= 0) {
        String component = component(key, house);
        AbsenceProof proof = moment.view().proveAbsent(component, key.toArray()).orElseThrow();
        proof.left().map(AbsenceProof.Neighbour::key).ifPresent(neighbours::add);
        gapEnd = proof.right().map(AbsenceProof.Neighbour::key).orElseGet(() -> end(key));
        neighbours.add(gapEnd);
        claims.add(absent(component, key, proof));
      }
    }
    for (Leaf leaf : present) {
      Bytes key = Bytes.of(leaf.key());
      if (!neighbours.contains(key)) {
        claims.add(present(moment, component(key, house), key, Bytes.of(leaf.value())));
      }
    }
    return claims;
  }

  /** Where the keys of a key's component end. */
  private static Bytes end(Bytes key) {
    return Bytes.of(new byte[] {(byte) (key.toArray()[0] + 1)});
  }

  private static String component(Bytes key, ClearingHouse house) {
    return house.schema().componentName(house.schema().owner(key.toArray()).orElseThrow());
  }

  private static ObjectNode absent(String component, Bytes key, AbsenceProof proof) {
    ObjectNode claim = claim(component, key, proof.componentRoot()).put("absent", true);
    return claim.set("ics23", Ics23Answers.json(proof, key.toArray()));
  }

  private static ObjectNode present(Moment moment, String component, Bytes key, Bytes value) {
    KeyProof proof = moment.view().prove(key.toArray()).orElseThrow();
    ObjectNode claim = claim(component, key, proof.componentRoot()).put("value", value.hex());
    return claim.set(
        "ics23",
        Ics23Answers.json(Ics23.key(proof, value), proof.component(), proof.componentRoot()));
  }

  private static ObjectNode claim(String component, Bytes key, Bytes root) {
    return Json.object()
        .put("component", component)
        .put("key", key.hex())
        .put("componentRoot", root.hex());
  }
}
