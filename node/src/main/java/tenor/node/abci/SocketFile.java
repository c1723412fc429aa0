package tenor.node.abci;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file of the socket between engine and application. It is in a folder that only its owner can
 * enter, because whoever reaches it can drive the node; and outside the node's home, because the
 * system limits the length of such paths.
 */
public final class SocketFile {

  /** Longest path in bytes, a little below Linux's 107. */
  static final int MAX_PATH_BYTES = 100;

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private SocketFile() {}

  /**
   * The socket of a node: the same path for the same home at every start, under {@code
   * $XDG_RUNTIME_DIR} or, without it, the system's temporary folder.
   */
  public static Path forHome(Path home) {
    return forHome(home, runtimeFolder(System.getenv("XDG_RUNTIME_DIR")));
  }

  static Path forHome(Path home, Path runtimeFolder) {
    byte[] name = home.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8);
    String id = HexFormat.of().formatHex(sha256(name), 0, 8);
    return runtimeFolder.resolve("tenor-" + id).resolve("abci.sock");
  }

  static Path runtimeFolder(@Nullable String configured) {
    if (configured != null && !configured.isEmpty() && Files.isWritable(Path.of(configured))) {
      return Path.of(configured);
    }
    return Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
  }

  /**
   * Makes the folder and removes what a killed node left.
   *
   * @throws IOException with a message for the operator if the path is too long, the folder is open
   *     to others, something else is in the socket's place, or a server listens on it
   */
  static void prepare(Path socket) throws IOException {
    requireShort(socket);
    Path folder = socket.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(socket + " is no place for a socket: name a file in a folder");
    }
    makeFolder(folder);
    requirePrivate(folder);
    if (Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
      removeStale(socket);
    }
  }

  /** Removes the socket and its folder if nothing else is in it. */
  static void remove(Path socket) throws IOException {
    Files.deleteIfExists(socket);
    Path folder = socket.toAbsolutePath().getParent();
    if (folder != null) {
      try {
        Files.deleteIfExists(folder);
      } catch (DirectoryNotEmptyException e) {
        // Somebody keeps other things there.
      }
    }
  }

  private static void requireShort(Path socket) throws IOException {
    int length = socket.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8).length;
    if (length > MAX_PATH_BYTES) {
      throw new IOException(
          "the socket path "
              + socket
              + " has "
              + length
              + " bytes, but the system allows about "
              + MAX_PATH_BYTES
              + ": set XDG_RUNTIME_DIR to a folder with a shorter path");
    }
  }

  private static void makeFolder(Path folder) throws IOException {
    try {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    } catch (FileAlreadyExistsException e) {
      // Judged next.
    }
  }

  /** Who owns the folder is judged by a file made in it: names of users need not resolve. */
  private static void requirePrivate(Path folder) throws IOException {
    PosixFileAttributes found =
        Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!found.isDirectory() || !found.permissions().equals(OWNER_ONLY)) {
      throw new IOException(
          folder + " must be a folder that only its owner can enter (mode 0700): remove it");
    }
    Path probe = Files.createTempFile(folder, "owner", "");
    try {
      if (!Files.getOwner(probe).equals(found.owner())) {
        throw new IOException(folder + " belongs to " + found.owner().getName() + ": remove it");
      }
    } finally {
      Files.delete(probe);
    }
  }

  private static void removeStale(Path socket) throws IOException {
    PosixFileAttributes found =
        Files.readAttributes(socket, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!found.isOther()) {
      throw new IOException(socket + " is not a socket: remove it");
    }
    if (isLive(socket)) {
      throw new IOException("another node listens on " + socket + ": stop it first");
    }
    Files.delete(socket);
  }

  private static boolean isLive(Path socket) {
    try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return probe.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      return false;
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
