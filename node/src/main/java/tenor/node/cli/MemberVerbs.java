package tenor.node.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tenor.clearing.proto.AccountKind;
import tenor.clearing.proto.OpenAccount;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.ParticipantStatus;
import tenor.clearing.proto.RegisterKey;
import tenor.clearing.proto.RegisterParticipant;
import tenor.clearing.proto.RevokeKey;
import tenor.clearing.proto.Role;
import tenor.clearing.proto.SetParticipantStatus;

/** Transactions about participants, their keys and their accounts. */
final class MemberVerbs {
  private static final String KEY =
      "7a5f0e4c1d2b3a49586776859483726150403f2e1d0c9b8a7968574635241302";

  private MemberVerbs() {}

  @Command(
      name = "register-participant",
      description = "Admit a participant with its first key; an admin's key signs.",
      footer = {
        "",
        "Example:",
        "  tenor tx register-participant Gamma --role clearing-member --public-key \\",
        "    " + KEY + " --from admin"
      })
  static final class Participant extends Verb {
    @Parameters(paramLabel = "NAME", description = "Its name.")
    private String name = "";

    @Option(names = "--lei", defaultValue = "", description = "Legal entity identifier.")
    private String lei = "";

    @Option(
        names = "--role",
        required = true,
        description = "admin, custodian, clearing-member, liquidator or observer; repeat it.")
    private List<String> roles = new ArrayList<>();

    @Option(
        names = "--group",
        defaultValue = "0",
        description = "Participant whose group of legal entities it joins (default: its own).")
    private long group;

    @Mixin private PublicKeyFlags key = new PublicKeyFlags();

    @Override
    Operation operation() {
      int bits = 0;
      for (String role : roles) {
        bits |= 1 << Numbers.choice("--role", role, "ROLE_", List.of(Role.values())).getNumber();
      }
      RegisterParticipant participant =
          RegisterParticipant.newBuilder()
              .setName(name)
              .setLei(lei)
              .setRoles(bits)
              .setPublicKey(key.publicKey())
              .setGroup(group)
              .build();
      return Operation.newBuilder().setRegisterParticipant(participant).build();
    }
  }

  @Command(
      name = "register-key",
      description = "Give a participant one more key; a key of its own signs, or an admin's.",
      footer = {
        "",
        "Example:",
        "  tenor tx register-key 3 --public-key \\",
        "    " + KEY + " --from alpha"
      })
  static final class AddKey extends Verb {
    @Parameters(paramLabel = "PARTICIPANT", description = "Its number.")
    private long participant;

    @Mixin private PublicKeyFlags key = new PublicKeyFlags();

    @Override
    Operation operation() {
      RegisterKey added =
          RegisterKey.newBuilder()
              .setParticipant(participant)
              .setPublicKey(key.publicKey())
              .build();
      return Operation.newBuilder().setRegisterKey(added).build();
    }
  }

  @Command(
      name = "revoke-key",
      description = "Take a key's power for ever; a key of its participant signs, or an admin's.",
      footer = {
        "",
        "Example:",
        "  tenor tx revoke-key --public-key \\",
        "    " + KEY + " --from alpha"
      })
  static final class DropKey extends Verb {
    @Mixin private PublicKeyFlags key = new PublicKeyFlags();

    @Override
    Operation operation() {
      RevokeKey revoked = RevokeKey.newBuilder().setPublicKey(key.publicKey()).build();
      return Operation.newBuilder().setRevokeKey(revoked).build();
    }
  }

  @Command(
      name = "open-account",
      description = "Open an account of a participant, whose key signs, or an admin's.",
      footer = {"", "Example:", "  tenor tx open-account 3 --kind client --name Fund --from alpha"})
  static final class Account extends Verb {
    @Parameters(paramLabel = "PARTICIPANT", description = "Its number.")
    private long participant;

    @Option(names = "--kind", required = true, description = "house or client.")
    private String kind = "";

    @Option(names = "--name", defaultValue = "", description = "For people.")
    private String name = "";

    @Override
    Operation operation() {
      OpenAccount account =
          OpenAccount.newBuilder()
              .setParticipant(participant)
              .setKind(
                  Numbers.choice("--kind", kind, "ACCOUNT_KIND_", List.of(AccountKind.values())))
              .setName(name)
              .build();
      return Operation.newBuilder().setOpenAccount(account).build();
    }
  }

  @Command(
      name = "set-participant-status",
      description = "Suspend or reinstate a participant; an admin's key signs.",
      footer = {"", "Example:", "  tenor tx set-participant-status 3 suspended --from admin"})
  static final class Status extends Verb {
    @Parameters(index = "0", paramLabel = "PARTICIPANT", description = "Its number.")
    private long participant;

    @Parameters(index = "1", paramLabel = "STATUS", description = "active or suspended.")
    private String status = "";

    @Override
    Operation operation() {
      SetParticipantStatus set =
          SetParticipantStatus.newBuilder()
              .setParticipant(participant)
              .setStatus(
                  Numbers.choice(
                      "STATUS", status, "PARTICIPANT_STATUS_", List.of(ParticipantStatus.values())))
              .build();
      return Operation.newBuilder().setSetParticipantStatus(set).build();
    }
  }
}
