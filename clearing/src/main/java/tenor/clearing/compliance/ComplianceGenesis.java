package tenor.clearing.compliance;

import java.util.Optional;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.kernel.Authority;
import tenor.clearing.kernel.Reject;
import tenor.clearing.kernel.Table;
import tenor.clearing.kernel.Writer;
import tenor.clearing.proto.ComplianceCounters;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.GenesisAccount;
import tenor.clearing.proto.GenesisParticipant;
import tenor.clearing.proto.PublicKey;
import tenor.clearing.proto.Role;

/** The participants, keys and accounts that a chain starts with. */
final class ComplianceGenesis {
  private ComplianceGenesis() {}

  static void write(Genesis genesis, ComplianceChecks checks, Writer state) {
    ComplianceKeys.COUNTERS.put(
        state,
        Table.Singleton.ROW,
        ComplianceCounters.newBuilder()
            .setNextParticipant(1)
            .setNextAccount(Ledger.FIRST_PARTICIPANT_ACCOUNT)
            .build());
    boolean governed = false;
    for (int i = 0; i < genesis.getParticipantsCount(); i++) {
      GenesisParticipant participant = genesis.getParticipants(i);
      write(participant, "participants[" + i + "]", checks, state);
      governed |= Authority.has(participant.getRoles(), Role.ROLE_ADMIN);
    }
    if (!governed) {
      throw new IllegalArgumentException("participants: expected at least one admin");
    }
  }

  private static void write(
      GenesisParticipant entry, String where, ComplianceChecks checks, Writer state) {
    refuse(where, ComplianceChecks.participant(entry.getName(), entry.getLei(), entry.getRoles()));
    long group = entry.getGroup();
    if (group != 0 && Participants.groupOf(state, group) != group) {
      throw bad(where, ComplianceReject.UNKNOWN_GROUP);
    }
    long number =
        Register.participant(state, entry.getName(), entry.getLei(), entry.getRoles(), group);
    if (entry.getPublicKeysCount() == 0) {
      throw bad(where, ComplianceReject.BAD_PUBLIC_KEY);
    }
    for (PublicKey key : entry.getPublicKeysList()) {
      refuse(where, checks.key(key));
      if (Participants.ofKey(state, key) != 0) {
        throw bad(where, ComplianceReject.KEY_TAKEN);
      }
      Register.key(state, number, key);
    }
    for (int i = 0; i < entry.getAccountsCount(); i++) {
      GenesisAccount account = entry.getAccounts(i);
      refuse(
          where + ".accounts[" + i + "]",
          ComplianceChecks.account(account.getKind(), account.getName()));
      Register.account(state, number, account.getKind(), account.getName());
    }
  }

  private static void refuse(String where, Optional<Reject> reason) {
    if (reason.isPresent()) {
      throw bad(where, reason.get());
    }
  }

  private static IllegalArgumentException bad(String where, Reject reason) {
    return new IllegalArgumentException(where + ": " + reason.message());
  }
}
