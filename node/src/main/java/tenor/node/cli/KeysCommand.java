package tenor.node.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HexFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tenor.app.crypto.SigningKey;
import tenor.clearing.compliance.KeyId;
import tenor.node.keys.Keystore;

/** Signing keys. */
@Command(
    name = "keys",
    description = "Make, list and show signing keys.",
    subcommands = {KeysCommand.Add.class, KeysCommand.ListKeys.class, KeysCommand.Show.class},
    footer = {"", "Example:", "  tenor keys add alpha --home ~/.tenor"})
final class KeysCommand {
  private KeysCommand() {}

  private static ObjectNode json(String name, SigningKey key) {
    return Printer.JSON
        .createObjectNode()
        .put("name", name)
        .put("kind", key.publicKey().getKindCase().name().toLowerCase(java.util.Locale.ROOT))
        .put("keyId", KeyId.of(key.publicKey()).toString())
        .put("publicKey", HexFormat.of().formatHex(key.publicKey().toByteArray()));
  }

  /** Makes a key. */
  @Command(
      name = "add",
      description = "Make a key and keep it in a file that only you can read.",
      footer = {"", "Example:", "  tenor keys add alpha --kind ed25519"})
  static final class Add implements Action {
    @Mixin private Flags flags = new Flags();
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "Name, of a-z, 0-9 and '-'.")
    private String name = "";

    @Option(names = "--kind", description = "ed25519 or secp256k1 (default: ed25519).")
    private String kind = "ed25519";

    @Override
    public void run() throws IOException {
      Keystore.Kind chosen =
          switch (kind) {
            case "ed25519" -> Keystore.Kind.ED25519;
            case "secp256k1" -> Keystore.Kind.SECP256K1;
            default ->
                throw new UsageException(
                    "--kind: expected ed25519 or secp256k1, found '" + kind + "'");
          };
      SigningKey key = flags.keystore().add(name, chosen);
      new Printer(spec.commandLine().getOut(), flags.isJson()).print(json(name, key));
    }
  }

  /** Lists keys. */
  @Command(
      name = "list",
      description = "List the keys.",
      footer = {"", "Example:", "  tenor keys list -o json"})
  static final class ListKeys implements Action {
    @Mixin private Flags flags = new Flags();
    @Spec private CommandSpec spec;

    @Override
    public void run() throws IOException {
      ArrayNode keys = Printer.JSON.createArrayNode();
      for (String name : flags.keystore().names()) {
        keys.add(json(name, flags.keystore().get(name)));
      }
      new Printer(spec.commandLine().getOut(), flags.isJson()).print(keys);
    }
  }

  /** Shows a key. */
  @Command(
      name = "show",
      description = "Show a key's public part.",
      footer = {"", "Example:", "  tenor keys show alpha"})
  static final class Show implements Action {
    @Mixin private Flags flags = new Flags();
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "Name of the key.")
    private String name = "";

    @Override
    public void run() throws IOException {
      new Printer(spec.commandLine().getOut(), flags.isJson())
          .print(json(name, flags.keystore().get(name)));
    }
  }
}
