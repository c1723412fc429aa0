package tenor.clearing.compliance;

import java.util.List;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.Account;
import tenor.clearing.proto.ComplianceCounters;
import tenor.clearing.proto.KeyRecord;
import tenor.clearing.proto.NonceExpiry;
import tenor.clearing.proto.NonceSet;
import tenor.clearing.proto.OpenNonces;
import tenor.clearing.proto.Participant;

/** The tables of this component. */
public final class ComplianceKeys {
  /** By participant number. */
  public static final Table<Long, Participant> PARTICIPANTS =
      Table.byLong("participants", Prefix.COMPLIANCE, 1, Participant.getDefaultInstance());

  /** By key id. */
  public static final Table<KeyId, KeyRecord> KEYS =
      Table.of(
          "keys",
          Prefix.COMPLIANCE,
          2,
          KeyRecord.getDefaultInstance(),
          (start, row) -> start.append(row.bytes()),
          key -> KeyId.of(key.slice(2, key.size())));

  /** Who an account belongs to, by account number. */
  public static final Table<Long, Account> ACCOUNTS =
      Table.byLong("owners", Prefix.COMPLIANCE, 3, Account.getDefaultInstance());

  /** The nonces used, by key and last height. */
  public static final Table<KeyWindow, NonceSet> NONCES =
      Table.of(
          "nonces",
          Prefix.COMPLIANCE,
          4,
          NonceSet.getDefaultInstance(),
          (start, row) -> start.append(row.key().bytes()).u64(row.validUntil()),
          key -> new KeyWindow(KeyId.of(key.slice(2, 34)), key.u64At(34)));

  /** What the next ones will be called. */
  public static final Table<Table.Singleton, ComplianceCounters> COUNTERS =
      Table.single("counters", Prefix.COMPLIANCE, 5, ComplianceCounters.getDefaultInstance());

  /** How many nonces of a key are open. */
  public static final Table<KeyId, OpenNonces> OPEN_NONCES =
      Table.of(
          "openNonces",
          Prefix.COMPLIANCE,
          6,
          OpenNonces.getDefaultInstance(),
          (start, row) -> start.append(row.bytes()),
          key -> KeyId.of(key.slice(2, key.size())));

  /** Finds the nonce sets that end with a height. */
  public static final Table<KeyWindow, NonceExpiry> NONCE_EXPIRIES =
      Table.of(
          "nonceExpiries",
          Prefix.COMPLIANCE,
          7,
          NonceExpiry.getDefaultInstance(),
          (start, row) -> start.u64(row.validUntil()).append(row.key().bytes()),
          key -> new KeyWindow(KeyId.of(key.slice(10, 42)), key.u64At(2)));

  /** All tables. */
  static final List<Table<?, ?>> ALL =
      List.of(PARTICIPANTS, KEYS, ACCOUNTS, NONCES, COUNTERS, OPEN_NONCES, NONCE_EXPIRIES);

  /** Those of the books, and not of the chain that keeps them. */
  static final List<Table<?, ?>> OF_BOOKS = List.of(PARTICIPANTS, KEYS, ACCOUNTS, COUNTERS);

  private ComplianceKeys() {}
}
