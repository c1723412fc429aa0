package tenor.clearing.compliance;

import java.util.List;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.proto.Unit;

/** The parameters of this component. */
public final class ComplianceParams {
  /** How many keys a participant may have registered, revoked ones included. */
  public static final Param MAX_KEYS =
      house(1, "maxKeys", 64, 1, 10_000, "keys of a participant, revoked ones included");

  /** How many accounts a participant may have. */
  public static final Param MAX_ACCOUNTS =
      house(2, "maxAccounts", 256, 1, 100_000, "accounts of a participant");

  /** All of them. */
  static final List<Param> ALL = List.of(MAX_KEYS, MAX_ACCOUNTS);

  private ComplianceParams() {}

  private static Param house(
      int number, String name, long byDefault, long least, long most, String meaning) {
    return new Param(
        Prefix.COMPLIANCE,
        number,
        name,
        Param.Scope.HOUSE,
        Unit.UNIT_UNSPECIFIED,
        byDefault,
        least,
        most,
        meaning);
  }
}
