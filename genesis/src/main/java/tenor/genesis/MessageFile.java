package tenor.genesis;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.nio.file.Path;

/** Files that hold one Protobuf message in its JSON form. */
public final class MessageFile {
  private MessageFile() {}

  /**
   * Reads a file into a builder.
   *
   * @throws IOException naming the file, the line and the entry, if it is missing, is no JSON, or
   *     has a field or a value that the message does not
   */
  public static void read(Path file, Message.Builder message) throws IOException {
    JsonText json = JsonText.read(file);
    merge(json, "", message);
  }

  /** Reads the part of a file that stands at {@code pointer}. */
  static void merge(JsonText json, String pointer, Message.Builder message) throws IOException {
    String part = json.root().at(pointer).toString();
    try {
      JsonFormat.parser().merge(part, message);
    } catch (InvalidProtocolBufferException e) {
      FaultyEntry entry =
          FaultyEntry.find(part, message.getDescriptorForType())
              .orElse(new FaultyEntry("", String.valueOf(e.getMessage())));
      throw json.fault(pointer + JsonText.pointer(entry.path()), entry.toString());
    }
  }
}
