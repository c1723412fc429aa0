package tenor.node.light;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import tenor.app.query.MarginAnswers;
import tenor.clearing.TableSchema;
import tenor.clearing.fixed.RuleFailure;
import tenor.state.Bytes;

/**
 * The margin of an account with a claim for everything that it follows from: what {@code tenor
 * query margin --proof -o json} prints.
 *
 * @param height after whose block it was so
 * @param appHash the state's hash then, which the next header carries
 * @param account whose margin
 * @param stated the margin as it is written
 * @param claims about the state, each with its proof
 */
public record MarginProof(
    long height, Bytes appHash, long account, JsonNode stated, List<StateProof> claims) {
  /** Keeps its own copy. */
  public MarginProof {
    claims = List.copyOf(claims);
  }

  /**
   * Reads a file.
   *
   * @throws MalformedFileException if it holds something else
   */
  public static MarginProof read(Path file) throws IOException {
    return read(Fields.of(file));
  }

  /**
   * Reads what a command is about to print.
   *
   * @throws MalformedFileException if it holds something else
   */
  public static MarginProof read(JsonNode answer) {
    return read(new Fields("the node's answer", "", answer));
  }

  private static MarginProof read(Fields fields) {
    long height = fields.number("/height");
    if (height < 1 || fields.number("/headerHeight") != height + 1) {
      throw fields.at("/headerHeight").fault("expected the height after /height");
    }
    Bytes appHash = fields.hex("/appHash");
    return new MarginProof(
        height,
        appHash,
        fields.number("/margin/account"),
        fields.at("/margin").node(),
        fields.items("/claims").stream()
            .map(claim -> StateProof.read(claim, height, appHash))
            .toList());
  }

  /**
   * Checks every claim and computes the margin from them alone, by the rules themselves.
   *
   * @throws DisprovedException if a claim does not hold, too little is claimed, or the margin is
   *     another than the stated one
   */
  public void requireProven(TableSchema schema) {
    JsonNode computed;
    try {
      computed = MarginAnswers.of(ProvenState.of(claims, schema), height, account);
    } catch (RuleFailure | IllegalArgumentException e) {
      throw new DisprovedException("the margin does not follow from the claims: " + e.getMessage());
    }
    DisprovedException.require(
        text(computed).equals(text(stated)),
        "the claims give another margin than the stated one: " + computed);
  }

  /** Numbers that were read may be of another type than those that were computed. */
  private static String text(JsonNode node) {
    return node.toString();
  }

  /**
   * Checks that this header is the one which carries the app hash.
   *
   * @throws DisprovedException if it is another
   */
  public void requireIn(Header header) {
    StateProof.requireIn(height, appHash, header);
  }
}
