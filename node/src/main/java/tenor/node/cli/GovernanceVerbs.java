package tenor.node.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.ScheduleRules;
import tenor.clearing.proto.SetParam;

/** Transactions of the admins about parameters and rules. */
final class GovernanceVerbs {
  private GovernanceVerbs() {}

  @Command(
      name = "set-param",
      description = {
        "Set a parameter from the next block on; an admin's key signs.",
        "'tenor query params' lists them with their units and bounds."
      },
      footer = {
        "",
        "Example:",
        "  tenor tx set-param margin priceScanRange 120000000 --scope 1 --from admin"
      })
  static final class Param extends Verb {
    @Parameters(index = "0", paramLabel = "COMPONENT", description = "Such as margin.")
    private String component = "";

    @Parameters(index = "1", paramLabel = "NAME", description = "Such as priceScanRange.")
    private String name = "";

    @Parameters(
        index = "2",
        paramLabel = "VALUE",
        description = "Whole number, in the parameter's unit.")
    private long value;

    @Option(names = "--scope", defaultValue = "0", description = "What it applies to; 0 is all.")
    private int scope;

    @Override
    Operation operation() {
      SetParam set =
          SetParam.newBuilder()
              .setComponent(component)
              .setName(name)
              .setScope(scope)
              .setValue(value)
              .build();
      return Operation.newBuilder().setSetParam(set).build();
    }
  }

  @Command(
      name = "schedule-rules",
      description = "Put a version of the rules in force from a height on; an admin's key signs.",
      footer = {"", "Example:", "  tenor tx schedule-rules 2 --at 50000 --from admin"})
  static final class Rules extends Verb {
    @Parameters(paramLabel = "VERSION", description = "Version of the rules.")
    private int version;

    @Option(
        names = "--at",
        paramLabel = "HEIGHT",
        required = true,
        description = "First block it applies to.")
    private long at;

    @Override
    Operation operation() {
      ScheduleRules rules = ScheduleRules.newBuilder().setVersion(version).setHeight(at).build();
      return Operation.newBuilder().setScheduleRules(rules).build();
    }
  }
}
