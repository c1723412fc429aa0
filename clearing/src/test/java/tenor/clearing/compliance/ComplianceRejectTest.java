package tenor.clearing.compliance;

import static tenor.clearing.TestGenesis.ADMIN;
import static tenor.clearing.TestGenesis.ALPHA;
import static tenor.clearing.TestGenesis.BETA;
import static tenor.clearing.TestGenesis.OBSERVER;
import static tenor.clearing.TestGenesis.key;
import static tenor.clearing.TestGenesis.param;
import static tenor.clearing.compliance.ComplianceReject.ALREADY_REVOKED;
import static tenor.clearing.compliance.ComplianceReject.BAD_ACCOUNT_KIND;
import static tenor.clearing.compliance.ComplianceReject.BAD_LEI;
import static tenor.clearing.compliance.ComplianceReject.BAD_NAME;
import static tenor.clearing.compliance.ComplianceReject.BAD_PUBLIC_KEY;
import static tenor.clearing.compliance.ComplianceReject.BAD_ROLES;
import static tenor.clearing.compliance.ComplianceReject.BAD_STATUS;
import static tenor.clearing.compliance.ComplianceReject.KEY_TAKEN;
import static tenor.clearing.compliance.ComplianceReject.LAST_ADMIN;
import static tenor.clearing.compliance.ComplianceReject.LEI_TAKEN;
import static tenor.clearing.compliance.ComplianceReject.NOT_ADMIN;
import static tenor.clearing.compliance.ComplianceReject.NOT_AUTHORISED;
import static tenor.clearing.compliance.ComplianceReject.NO_ACCOUNT_ROLE;
import static tenor.clearing.compliance.ComplianceReject.PARTICIPANT_SUSPENDED;
import static tenor.clearing.compliance.ComplianceReject.TOO_MANY_ACCOUNTS;
import static tenor.clearing.compliance.ComplianceReject.TOO_MANY_KEYS;
import static tenor.clearing.compliance.ComplianceReject.UNKNOWN_GROUP;
import static tenor.clearing.compliance.ComplianceReject.UNKNOWN_KEY;
import static tenor.clearing.compliance.ComplianceReject.UNKNOWN_PARTICIPANT;
import static tenor.clearing.proto.ParticipantStatus.PARTICIPANT_STATUS_ACTIVE;
import static tenor.clearing.proto.ParticipantStatus.PARTICIPANT_STATUS_SUSPENDED;
import static tenor.clearing.proto.ParticipantStatus.PARTICIPANT_STATUS_UNSPECIFIED;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tenor.clearing.RejectTable;
import tenor.clearing.TestGenesis;
import tenor.clearing.TestHouse;
import tenor.clearing.proto.AccountKind;
import tenor.clearing.proto.OpenAccount;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.ParticipantStatus;
import tenor.clearing.proto.PublicKey;
import tenor.clearing.proto.RegisterKey;
import tenor.clearing.proto.RegisterParticipant;
import tenor.clearing.proto.RevokeKey;
import tenor.clearing.proto.SetParticipantStatus;

class ComplianceRejectTest {
  private static final String LEI = "TENOR0TEST0000000115";
  private static final int MEMBER = 0b100;
  private static final PublicKey SHORT_KEY =
      PublicKey.newBuilder().setEd25519(ByteString.copyFrom(new byte[31])).build();

  @Test
  @DisplayName("CMP-01 to CMP-05: each reason, in its order of precedence")
  void everyReason_isGivenForItsOwnError() {
    TestHouse house =
        TestHouse.of(
            TestGenesis.market()
                .addParams(param("compliance", "maxKeys", 0, 2))
                .addParams(param("compliance", "maxAccounts", 0, 2))
                .build());
    RejectTable<ComplianceReject> table = new RejectTable<>(house, ComplianceReject.class);
    participants(table);
    keys(table);
    accounts(table);
    statuses(table);
    table.isComplete();
  }

  private static void participants(RejectTable<ComplianceReject> table) {
    table
        .by(ALPHA)
        .row(BAD_NAME, participant("", "x", 0, SHORT_KEY, 99))
        .row(BAD_NAME, participant(" x", "x", 0, SHORT_KEY, 99))
        .row(BAD_NAME, participant("x".repeat(65), "x", 0, SHORT_KEY, 99))
        .row(BAD_NAME, participant("Größe", "x", 0, SHORT_KEY, 99))
        .row(BAD_LEI, participant("New", "TENOR0TEST0000000173", 0, SHORT_KEY, 99))
        .row(BAD_ROLES, participant("New", LEI, 0, SHORT_KEY, 99))
        .row(BAD_ROLES, participant("New", LEI, 32, SHORT_KEY, 99))
        .row(BAD_ROLES, participant("New", LEI, -1, SHORT_KEY, 99))
        .row(BAD_PUBLIC_KEY, participant("New", LEI, MEMBER, SHORT_KEY, 99))
        .row(NOT_ADMIN, participant("New", LEI, MEMBER, key(7), 99))
        .by(ADMIN)
        .row(UNKNOWN_GROUP, participant("New", LEI, MEMBER, key(ALPHA), 99))
        .row(KEY_TAKEN, participant("New", LEI, MEMBER, key(ALPHA), 0))
        .accepted(participant("New", LEI, MEMBER, key(7), 0))
        .row(LEI_TAKEN, participant("Newer", LEI, MEMBER, key(8), 7))
        .accepted(participant("Newer", "", MEMBER, key(8), 7))
        .row(UNKNOWN_GROUP, participant("Newest", "", MEMBER, key(9), 8));
  }

  private static void keys(RejectTable<ComplianceReject> table) {
    table
        .by(ALPHA)
        .row(BAD_PUBLIC_KEY, addKey(BETA, SHORT_KEY))
        .row(NOT_AUTHORISED, addKey(BETA, key(ALPHA)))
        .row(NOT_AUTHORISED, addKey(99, key(50)))
        .by(ADMIN)
        .row(UNKNOWN_PARTICIPANT, addKey(99, key(50)))
        .by(ALPHA)
        .row(KEY_TAKEN, addKey(ALPHA, key(BETA)))
        .accepted(addKey(ALPHA, key(50)))
        .row(TOO_MANY_KEYS, addKey(ALPHA, key(51)))
        .row(NOT_AUTHORISED, revoke(key(BETA)))
        .row(NOT_AUTHORISED, revoke(key(98)))
        .accepted(revoke(key(50)))
        .row(ALREADY_REVOKED, revoke(key(50)))
        .by(ADMIN)
        .row(KEY_TAKEN, addKey(BETA, key(50)))
        .row(UNKNOWN_KEY, revoke(key(98)))
        .row(LAST_ADMIN, revoke(key(ADMIN)));
  }

  private static void accounts(RejectTable<ComplianceReject> table) {
    AccountKind house = AccountKind.ACCOUNT_KIND_HOUSE;
    table
        .by(ALPHA)
        .row(BAD_NAME, open(OBSERVER, AccountKind.ACCOUNT_KIND_UNSPECIFIED, ""))
        .row(BAD_ACCOUNT_KIND, open(OBSERVER, AccountKind.ACCOUNT_KIND_UNSPECIFIED, "a"))
        .row(NOT_AUTHORISED, open(OBSERVER, house, "a"))
        .by(ADMIN)
        .row(UNKNOWN_PARTICIPANT, open(99, house, "a"))
        .row(NO_ACCOUNT_ROLE, open(OBSERVER, house, "a"))
        .accepted(status(BETA, PARTICIPANT_STATUS_SUSPENDED))
        .row(PARTICIPANT_SUSPENDED, open(BETA, house, "a"))
        .accepted(status(BETA, PARTICIPANT_STATUS_ACTIVE))
        .by(BETA)
        .accepted(open(BETA, AccountKind.ACCOUNT_KIND_CLIENT, "a"))
        .row(TOO_MANY_ACCOUNTS, open(BETA, house, "b"));
  }

  private static void statuses(RejectTable<ComplianceReject> table) {
    table
        .by(ALPHA)
        .row(BAD_STATUS, status(99, PARTICIPANT_STATUS_UNSPECIFIED))
        .row(NOT_ADMIN, status(99, PARTICIPANT_STATUS_ACTIVE))
        .by(ADMIN)
        .row(UNKNOWN_PARTICIPANT, status(99, PARTICIPANT_STATUS_ACTIVE))
        .row(LAST_ADMIN, status(ADMIN, PARTICIPANT_STATUS_SUSPENDED));
  }

  private static Operation participant(
      String name, String lei, int roles, PublicKey key, long group) {
    return Operation.newBuilder()
        .setRegisterParticipant(
            RegisterParticipant.newBuilder()
                .setName(name)
                .setLei(lei)
                .setRoles(roles)
                .setPublicKey(key)
                .setGroup(group))
        .build();
  }

  private static Operation addKey(long participant, PublicKey key) {
    return Operation.newBuilder()
        .setRegisterKey(RegisterKey.newBuilder().setParticipant(participant).setPublicKey(key))
        .build();
  }

  private static Operation revoke(PublicKey key) {
    return Operation.newBuilder().setRevokeKey(RevokeKey.newBuilder().setPublicKey(key)).build();
  }

  private static Operation open(long participant, AccountKind kind, String name) {
    return Operation.newBuilder()
        .setOpenAccount(
            OpenAccount.newBuilder().setParticipant(participant).setKind(kind).setName(name))
        .build();
  }

  private static Operation status(long participant, ParticipantStatus status) {
    return Operation.newBuilder()
        .setSetParticipantStatus(
            SetParticipantStatus.newBuilder().setParticipant(participant).setStatus(status))
        .build();
  }
}
