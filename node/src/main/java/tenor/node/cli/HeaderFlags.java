package tenor.node.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tenor.node.light.Header;
import tenor.node.light.SignedHeader;
import tenor.node.light.ValidatorSet;

/** The header that a proof is checked against, and who must have signed it. */
final class HeaderFlags {
  @Option(
      names = "--header",
      paramLabel = "FILE",
      required = true,
      description = "What the engine's /commit printed for the height after the proof's.")
  private Path headerFile = Path.of("");

  @Option(
      names = "--validators",
      paramLabel = "FILE",
      description = "What the engine's /validators printed, for a set that you trust.")
  private @Nullable Path validatorsFile;

  /** A header that was read. */
  record Trusted(SignedHeader signed, @Nullable ValidatorSet validators) {
    Header header() {
      return signed.header();
    }

    /** Checks who signed it, if that can be, and says so in the verdict. */
    void requireSigned(ObjectNode verdict, PrintWriter err) {
      if (validators == null) {
        err.println("tenor: who signed the header was not checked: give --validators FILE");
      } else {
        verdict.put("signedPower", validators.requireSigned(signed));
        verdict.put("totalPower", validators.power());
      }
    }
  }

  Trusted read(@Nullable String chainId) throws IOException {
    ValidatorSet validators = validatorsFile == null ? null : ValidatorSet.read(validatorsFile);
    SignedHeader signed = SignedHeader.read(headerFile);
    String found = signed.header().chainId();
    if (chainId != null && !chainId.equals(found)) {
      throw new RefusedException("the header is of chain " + found + ", not " + chainId);
    }
    return new Trusted(signed, validators);
  }

  static void describe(ObjectNode verdict, Header header) {
    verdict.put("chainId", header.chainId());
    verdict.put("headerHeight", header.height());
    verdict.put("headerHash", header.hash().hex());
    verdict.put("appHash", header.appHash().hex());
  }
}
