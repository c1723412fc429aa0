package tenor.abci;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tenor.abci.proto.AbciCommon;
import tenor.abci.proto.AbciRequests;
import tenor.abci.proto.AbciResponses;
import tenor.abci.proto.BlockTypes;
import tenor.abci.proto.CanonicalTypes;
import tenor.abci.proto.CryptoKeys;
import tenor.abci.proto.CryptoProofs;
import tenor.abci.proto.ParamsTypes;
import tenor.abci.proto.ValidatorTypes;
import tenor.abci.proto.VersionTypes;
import tenor.ics23.proto.Ics23Proofs;

/**
 * Our wire types say what those of the pinned engine and of ICS-23 say: every field of every
 * message, and every value of every enum. The other side is printed from the Go modules by {@code
 * consensus-config/conformance/descriptors}.
 */
class WireFactsTest {

  private static final List<FileDescriptor> FILES =
      List.of(
          AbciCommon.getDescriptor(),
          AbciRequests.getDescriptor(),
          AbciResponses.getDescriptor(),
          BlockTypes.getDescriptor(),
          CanonicalTypes.getDescriptor(),
          CryptoKeys.getDescriptor(),
          CryptoProofs.getDescriptor(),
          ParamsTypes.getDescriptor(),
          ValidatorTypes.getDescriptor(),
          VersionTypes.getDescriptor());

  @Test
  void wireTypes_areThoseOfThePinnedEngine() throws Exception {
    assertThat(ours(FILES)).containsExactlyElementsOf(theirs("/cometbft-0.40.0-abci.txt"));
  }

  @Test
  void wireTypesOfProofs_areThoseOfThePinnedIcs23() throws Exception {
    assertThat(ours(List.of(Ics23Proofs.getDescriptor())))
        .containsExactlyElementsOf(theirs("/ics23-0.11.0.txt"));
  }

  private static NavigableSet<String> theirs(String facts) throws IOException {
    try (InputStream in = Objects.requireNonNull(WireFactsTest.class.getResourceAsStream(facts))) {
      NavigableSet<String> lines = new TreeSet<>();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("message google.protobuf."))
          .forEach(lines::add);
      return lines;
    }
  }

  private static NavigableSet<String> ours(List<FileDescriptor> files) {
    NavigableSet<String> lines = new TreeSet<>();
    for (FileDescriptor file : files) {
      file.getMessageTypes().forEach(message -> add(message, lines));
      file.getEnumTypes().forEach(values -> add(values, lines));
    }
    return lines;
  }

  private static void add(Descriptor message, NavigableSet<String> lines) {
    String name = "message " + message.getFullName();
    if (message.getFields().isEmpty()) {
      lines.add(name);
    }
    message.getFields().forEach(field -> lines.add(name + " field " + describe(field)));
    message.getNestedTypes().forEach(nested -> add(nested, lines));
    message.getEnumTypes().forEach(values -> add(values, lines));
  }

  private static void add(EnumDescriptor values, NavigableSet<String> lines) {
    for (EnumValueDescriptor value : values.getValues()) {
      lines.add("enum " + values.getFullName() + " " + value.getName() + " " + value.getNumber());
    }
  }

  private static String describe(FieldDescriptor field) {
    OneofDescriptor oneof = field.getRealContainingOneof();
    return field.getName()
        + " "
        + field.getNumber()
        + " "
        + type(field)
        + (field.isRepeated() ? " repeated" : " optional")
        + (oneof == null ? "" : " oneof " + oneof.getName())
        + (field.isPackable() && !field.isPacked() ? " packed=false" : "");
  }

  private static String type(FieldDescriptor field) {
    if (field.getJavaType() == JavaType.MESSAGE) {
      return field.getMessageType().getFullName();
    }
    if (field.getJavaType() == JavaType.ENUM) {
      return field.getEnumType().getFullName();
    }
    return field.getType().name().toLowerCase(Locale.ROOT);
  }
}
