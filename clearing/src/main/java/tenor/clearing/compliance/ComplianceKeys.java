package tenor.clearing.compliance;

import java.util.List;
import tenor.clearing.kernel.KeyField;
import tenor.clearing.kernel.KeyReader;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.Account;
import tenor.clearing.proto.ComplianceCounters;
import tenor.clearing.proto.GroupAccount;
import tenor.clearing.proto.KeyRecord;
import tenor.clearing.proto.NonceExpiry;
import tenor.clearing.proto.NonceSet;
import tenor.clearing.proto.OpenNonces;
import tenor.clearing.proto.Participant;

/** The tables of this component. */
public final class ComplianceKeys {
  private static final KeyField KEY_ID = KeyField.bytes("keyId", KeyId.BYTES);
  private static final KeyField VALID_UNTIL = KeyField.u64("validUntil");

  /** By participant number. */
  public static final Table<Long, Participant> PARTICIPANTS =
      Table.byLong(
          "participants", Prefix.COMPLIANCE, 1, Participant.getDefaultInstance(), "participant");

  /** By key id. */
  public static final Table<KeyId, KeyRecord> KEYS =
      Table.of(
          "keys",
          Prefix.COMPLIANCE,
          2,
          KeyRecord.getDefaultInstance(),
          List.of(KEY_ID),
          (start, row) -> start.bytes(row.bytes()),
          KeyId::read);

  /** Who an account belongs to, by account number. */
  public static final Table<Long, Account> ACCOUNTS =
      Table.byLong("owners", Prefix.COMPLIANCE, 3, Account.getDefaultInstance(), "account");

  /** The nonces used, by key and last height. */
  public static final Table<KeyWindow, NonceSet> NONCES =
      Table.of(
          "nonces",
          Prefix.COMPLIANCE,
          4,
          NonceSet.getDefaultInstance(),
          List.of(KEY_ID, VALID_UNTIL),
          (start, row) -> start.bytes(row.key().bytes()).u64(row.validUntil()),
          in -> new KeyWindow(KeyId.read(in), in.u64()));

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
          List.of(KEY_ID),
          (start, row) -> start.bytes(row.bytes()),
          KeyId::read);

  /** Finds the nonce sets that end with a height. */
  public static final Table<KeyWindow, NonceExpiry> NONCE_EXPIRIES =
      Table.of(
          "nonceExpiries",
          Prefix.COMPLIANCE,
          7,
          NonceExpiry.getDefaultInstance(),
          List.of(VALID_UNTIL, KEY_ID),
          (start, row) -> start.u64(row.validUntil()).bytes(row.key().bytes()),
          ComplianceKeys::expiry);

  /** The accounts of a group of legal entities, by group, then account. */
  public static final Table<GroupMember, GroupAccount> GROUP_ACCOUNTS =
      Table.of(
          "groupAccounts",
          Prefix.COMPLIANCE,
          8,
          GroupAccount.getDefaultInstance(),
          List.of(KeyField.u64("group"), KeyField.u64("account")),
          (start, row) -> start.u64(row.group()).u64(row.account()),
          in -> new GroupMember(in.u64(), in.u64()));

  /** All tables. */
  static final List<Table<?, ?>> ALL =
      List.of(
          PARTICIPANTS,
          KEYS,
          ACCOUNTS,
          NONCES,
          COUNTERS,
          OPEN_NONCES,
          NONCE_EXPIRIES,
          GROUP_ACCOUNTS);

  /** Those of the books, and not of the chain that keeps them. */
  static final List<Table<?, ?>> OF_BOOKS =
      List.of(PARTICIPANTS, KEYS, ACCOUNTS, COUNTERS, GROUP_ACCOUNTS);

  private ComplianceKeys() {}

  private static KeyWindow expiry(KeyReader in) {
    long validUntil = in.u64();
    return new KeyWindow(KeyId.read(in), validUntil);
  }
}
