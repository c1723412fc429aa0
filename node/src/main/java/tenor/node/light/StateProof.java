package tenor.node.light;

import static tenor.node.light.DisprovedException.require;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tenor.abci.proto.ProofOps;
import tenor.state.AbsenceProof;
import tenor.state.Bytes;

/**
 * A claim about one key of the state with its proofs: what {@code tenor query proof -o json}
 * prints.
 *
 * @param component whose tree the key is in
 * @param key the key
 * @param value its value; none if the claim is that the key is absent
 * @param height after whose block the claim holds
 * @param appHash the state's hash then, which the next header carries
 * @param componentRoot the root of the component's tree
 * @param forms the proofs, at least one
 */
public record StateProof(
    String component,
    Bytes key,
    Optional<Bytes> value,
    long height,
    Bytes appHash,
    Bytes componentRoot,
    List<ProofForm> forms) {

  /**
   * Reads a file.
   *
   * @throws MalformedFileException if it holds something else
   */
  public static StateProof read(Path file) throws IOException {
    return read(Fields.of(file));
  }

  /**
   * Reads what a command is about to print.
   *
   * @throws MalformedFileException if it holds something else
   */
  public static StateProof read(JsonNode answer) {
    return read(new Fields("the node's answer", "", answer));
  }

  private static StateProof read(Fields fields) {
    long height = fields.number("/height");
    if (height < 1 || fields.number("/headerHeight") != height + 1) {
      throw fields.at("/headerHeight").fault("expected the height after /height");
    }
    return read(fields, height, fields.hex("/appHash"));
  }

  /** Reads one of several claims about the same state. */
  static StateProof read(Fields fields, long height, Bytes appHash) {
    boolean absent = fields.has("/absent") && fields.at("/absent").node().asBoolean();
    if (absent == fields.has("/value")) {
      throw fields.fault("expected either a value or \"absent\": true");
    }
    StateProof proof =
        new StateProof(
            fields.text("/component"),
            fields.hex("/key"),
            absent ? Optional.empty() : Optional.of(fields.hex("/value")),
            height,
            appHash,
            fields.hex("/componentRoot"),
            ProofForm.all(fields, absent));
    if (proof.key.size() == 0) {
      throw fields.at("/key").fault("expected at least one byte");
    }
    return proof;
  }

  /**
   * The engine's operators that lead from a neighbour of the absent key, on its left or its right,
   * to the app hash; none if there is no such neighbour.
   */
  public Optional<ProofOps> neighbourOps(boolean onLeft) {
    return forms.stream()
        .flatMap(form -> form instanceof ProofForm.Neighbours pair ? Stream.of(pair) : Stream.of())
        .findFirst()
        .flatMap(pair -> pair.ops(component, onLeft));
  }

  /** The neighbours of an absent key by its ICS-23 proof, once that is proven. */
  Optional<AbsenceProof> absence() {
    return forms.stream()
        .filter(form -> isAbsence())
        .flatMap(form -> form instanceof ProofForm.Commitments both ? Stream.of(both) : Stream.of())
        .findFirst()
        .map(both -> both.absence(this));
  }

  /** The names of the forms that are here. */
  public List<String> formNames() {
    return forms.stream().map(ProofForm::name).toList();
  }

  /** Whether the claim is that the key is absent. */
  public boolean isAbsence() {
    return value.isEmpty();
  }

  /**
   * Checks every form of proof against the app hash that is stated here.
   *
   * @throws DisprovedException naming the form and what is wrong with it
   */
  public void requireProven() {
    for (ProofForm form : forms) {
      try {
        require(
            form.proves(this),
            "the "
                + form.name()
                + " proof does not lead from this key "
                + (isAbsence() ? "and its absence" : "and value")
                + " to the component root and app hash");
      } catch (IllegalArgumentException e) {
        throw new DisprovedException(
            "the " + form.name() + " proof is malformed: " + e.getMessage());
      }
    }
  }

  /**
   * Checks that this header is the one which carries the app hash.
   *
   * @throws DisprovedException if it is another
   */
  public void requireIn(Header header) {
    requireIn(height, appHash, header);
  }

  static void requireIn(long height, Bytes appHash, Header header) {
    require(
        header.height() == height + 1,
        "the proof is of height "
            + height
            + ", whose hash header "
            + (height + 1)
            + " carries; this is header "
            + header.height());
    require(
        header.appHash().equals(appHash),
        "header " + header.height() + " carries app hash " + header.appHash() + ", not " + appHash);
  }
}
