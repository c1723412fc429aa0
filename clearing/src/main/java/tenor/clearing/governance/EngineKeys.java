package tenor.clearing.governance;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.SortedMap;
import tenor.clearing.kernel.KeyField;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Table;
import tenor.clearing.kernel.Writer;
import tenor.clearing.proto.EngineSettings;
import tenor.clearing.proto.ValidatorRecord;

/**
 * What the state knows of the consensus engine. A proposal is judged by it, so it is kept with
 * everything else that must be equal on all nodes.
 */
public final class EngineKeys {
  private static final int ADDRESS_BYTES = 20;

  /** The engine's validators, by address. */
  public static final Table<ByteString, ValidatorRecord> VALIDATORS =
      Table.of(
          "validators",
          Prefix.GOVERNANCE,
          5,
          ValidatorRecord.getDefaultInstance(),
          List.of(KeyField.bytes("address", ADDRESS_BYTES)),
          (start, row) -> start.bytes(row.toByteArray()),
          in -> ByteString.copyFrom(in.bytes(ADDRESS_BYTES)));

  /** What the engine was started with. */
  public static final Table<Table.Singleton, EngineSettings> SETTINGS =
      Table.single("engineSettings", Prefix.GOVERNANCE, 6, EngineSettings.getDefaultInstance());

  /** All tables. */
  static final List<Table<?, ?>> ALL = List.of(VALIDATORS, SETTINGS);

  private EngineKeys() {}

  /** Writes what a chain starts with, into the genesis state. */
  public static void genesis(
      Writer state, EngineSettings settings, SortedMap<ByteString, ValidatorRecord> validators) {
    SETTINGS.put(state, Table.Singleton.ROW, settings);
    validators.forEach((address, record) -> VALIDATORS.put(state, address, record));
  }

  /** What the engine was started with. */
  public static EngineSettings settings(Reader state) {
    return SETTINGS.get(state, Table.Singleton.ROW);
  }
}
