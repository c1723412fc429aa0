package tenor.app.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HexFormat;
import java.util.Iterator;
import tenor.app.text.ProtoJson;
import tenor.clearing.ClearingHouse;
import tenor.clearing.RowNames;
import tenor.clearing.kernel.Key;
import tenor.state.AbsenceProof;
import tenor.state.Leaf;
import tenor.state.Proof;

/** Answers about leaves as they are stored. */
final class StateAnswers {
  private static final HexFormat HEX = HexFormat.of();
  private static final int LIMIT = 100;
  private static final int MOST = 10_000;

  private StateAnswers() {}

  /** The leaves of a component whose keys begin with {@code prefix}. */
  static ArrayNode state(Moment moment, Question question, ClearingHouse house) {
    int component = component(question.subject(), house);
    byte[] prefix = question.hex("prefix");
    byte first = house.schema().metaKey(component).bytes()[0];
    byte[] start = prefix.length == 0 ? new byte[] {first} : prefix;
    if (start[0] != first) {
      throw QueryRefusal.argument(
          "prefix: the keys of " + question.subject() + " begin with " + HEX.toHexDigits(first));
    }
    int limit = question.count("limit", LIMIT, MOST);
    ArrayNode list = Json.array();
    Iterator<Leaf> leaves = moment.view().scanPrefix(start);
    while (leaves.hasNext() && list.size() < limit) {
      list.add(leaf(leaves.next(), house));
    }
    return list;
  }

  private static int component(String name, ClearingHouse house) {
    return house.schema().componentNames().entrySet().stream()
        .filter(entry -> entry.getValue().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                QueryRefusal.argument(
                    "there is no component "
                        + name
                        + ", there are "
                        + String.join(", ", house.schema().componentNames().values())))
        .getKey();
  }

  private static ObjectNode leaf(Leaf leaf, ClearingHouse house) {
    Key key = Key.of(leaf.key());
    ObjectNode node =
        Json.object().put("key", key.toString()).put("value", HEX.formatHex(leaf.value()));
    node.put("table", house.schema().table(key).name());
    node.put("row", RowNames.of(house.schema()).name(key));
    node.set("decoded", ProtoJson.of(house.schema().decode(key, leaf.value())));
    return node;
  }

  /** That a component has no such key: its neighbours, with their proofs. */
  static ObjectNode absence(Moment moment, Question question, ClearingHouse house) {
    String name = question.subject();
    component(name, house);
    byte[] key = question.hex("key");
    if (key.length == 0) {
      throw QueryRefusal.argument("key: expected pairs of hexadecimal digits");
    }
    if (moment.view().tree(name).flatMap(tree -> tree.prove(key)).isPresent()) {
      throw QueryRefusal.argument("the key " + HEX.formatHex(key) + " is present");
    }
    AbsenceProof proof =
        moment
            .view()
            .proveAbsent(name, key)
            .orElseThrow(() -> QueryRefusal.notFound("no proof of absence in " + name));
    ObjectNode answer =
        moment.answer().put("component", name).put("key", HEX.formatHex(key)).put("absent", true);
    answer.put("appHash", moment.view().appHash().hex());
    answer.put("componentRoot", proof.componentRoot().hex());
    answer.set("left", proof.left().map(StateAnswers::neighbour).orElse(null));
    answer.set("right", proof.right().map(StateAnswers::neighbour).orElse(null));
    answer.set("componentProof", proof(proof.component().proof()));
    answer.set("ics23", Ics23Answers.json(proof, key));
    return answer;
  }

  private static ObjectNode neighbour(AbsenceProof.Neighbour neighbour) {
    ObjectNode node =
        Json.object().put("key", neighbour.key().hex()).put("value", neighbour.value().hex());
    node.set("proof", proof(neighbour.proof()));
    return node;
  }

  private static ObjectNode proof(Proof proof) {
    ObjectNode node =
        Json.object()
            .put("total", proof.total())
            .put("index", proof.index())
            .put("leafHash", proof.leafHash().hex());
    ArrayNode aunts = node.putArray("aunts");
    proof.aunts().forEach(aunt -> aunts.add(aunt.hex()));
    return node;
  }
}
