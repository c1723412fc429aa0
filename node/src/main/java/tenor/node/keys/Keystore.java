package tenor.node.keys;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tenor.app.crypto.SigningKey;

/** Named signing keys in a folder, one file each with mode 0600; the folder has mode 0700. */
public final class Keystore {
  private static final ObjectMapper JSON = new JsonMapper();
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final String SUFFIX = ".key.json";
  private static final String EXPECTED = "expected a key file as 'tenor keys add' writes it";

  private final Path folder;

  /** The keys in {@code folder}, which need not exist yet. */
  public Keystore(Path folder) {
    this.folder = folder;
  }

  /** The kinds of keys. */
  public enum Kind {
    /** Ed25519 (RFC 8032). */
    ED25519,
    /** ECDSA on secp256k1 with low S. */
    SECP256K1;

    private String text() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * Makes a key and keeps it.
   *
   * @throws IOException if the name is taken or not allowed, or the folder cannot be written
   */
  public SigningKey add(String name, Kind kind) throws IOException {
    byte[] secret = new byte[32];
    SecureRandom random = new SecureRandom();
    random.nextBytes(secret);
    return add(name, kind, secret);
  }

  /** Keeps a key whose 32 secret bytes are given. */
  public SigningKey add(String name, Kind kind, byte[] secret) throws IOException {
    SigningKey key = key(kind, secret);
    Files.createDirectories(folder, mode("rwx------"));
    String text =
        JSON.createObjectNode()
            .put("name", name)
            .put("kind", kind.text())
            .put("publicKey", HexFormat.of().formatHex(key.publicKey().toByteArray()))
            .put("secret", HexFormat.of().formatHex(secret))
            .toPrettyString();
    Path file = file(name);
    try {
      Files.createFile(file, mode("rw-------"));
    } catch (FileAlreadyExistsException e) {
      throw new IOException("a key named '" + name + "' is there already: " + file, e);
    }
    Files.writeString(file, text + "\n", StandardOpenOption.TRUNCATE_EXISTING);
    return key;
  }

  /**
   * A key by name.
   *
   * @throws IOException if it is not there, is readable by others, or is damaged
   */
  public SigningKey get(String name) throws IOException {
    Path file = file(name);
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      if (!PosixFilePermissions.toString(permissions).endsWith("------")) {
        throw new IOException(file + " can be read by others: run chmod 600 on it");
      }
      JsonNode node = JSON.readTree(Files.readAllBytes(file));
      SigningKey key =
          key(
              kind(node.path("kind").asText(), file),
              HexFormat.of().parseHex(node.path("secret").asText()));
      if (!HexFormat.of()
          .formatHex(key.publicKey().toByteArray())
          .equals(node.path("publicKey").asText())) {
        throw new IOException(file + ": the public key does not belong to the secret");
      }
      return key;
    } catch (NoSuchFileException e) {
      throw new IOException(
          "no key named '" + name + "' in " + folder + ": 'tenor keys add " + name + "' makes one",
          e);
    } catch (JacksonException e) {
      // The cause is left out, here and below: it could quote the secret.
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      throw new IOException(file + ":" + line + ": not JSON; " + EXPECTED);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": secret: expected 32 bytes in hex; " + EXPECTED);
    }
  }

  /** The names, ascending. */
  public List<String> names() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(SUFFIX))
          .map(file -> file.substring(0, file.length() - SUFFIX.length()))
          .sorted()
          .toList();
    }
  }

  private Path file(String name) throws IOException {
    if (!NAME.matcher(name).matches()) {
      throw new IOException("expected a key name of a-z, 0-9 and '-', found '" + name + "'");
    }
    return folder.resolve(name + SUFFIX);
  }

  private static Kind kind(String text, Path file) throws IOException {
    for (Kind kind : Kind.values()) {
      if (kind.text().equals(text)) {
        return kind;
      }
    }
    throw new IOException(file + ": expected kind ed25519 or secp256k1");
  }

  private static SigningKey key(Kind kind, byte[] secret) {
    return switch (kind) {
      case ED25519 -> SigningKey.ed25519(secret);
      case SECP256K1 -> SigningKey.secp256k1(secret);
    };
  }

  private static FileAttribute<Set<PosixFilePermission>> mode(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }
}
