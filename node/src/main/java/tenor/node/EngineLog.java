package tenor.node;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** CometBFT's log, as far as it says why CometBFT ended. */
final class EngineLog {
  private static final int TAIL_BYTES = 16 * 1024;

  private EngineLog() {}

  /** The last line that speaks of an error or a panic; empty if none of the last lines does. */
  static String lastError(Path file) {
    List<String> lines = tail(file).lines().toList();
    for (String line : lines.reversed()) {
      if (line.startsWith("Error:") || line.startsWith("ERROR:") || line.startsWith("panic:")) {
        return line;
      }
    }
    return "";
  }

  private static String tail(Path file) {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      channel.position(Math.max(0, channel.size() - TAIL_BYTES));
      ByteBuffer bytes = ByteBuffer.allocate(TAIL_BYTES);
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
      return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
