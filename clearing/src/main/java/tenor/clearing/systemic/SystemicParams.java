package tenor.clearing.systemic;

import java.util.List;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.proto.Unit;

/** The parameters of this component. */
public final class SystemicParams {
  /** How often the view is taken. */
  public static final Param VIEW_MINUTES =
      new Param(
          Prefix.SYSTEMIC,
          1,
          "viewMinutes",
          Param.Scope.HOUSE,
          Unit.UNIT_UNSPECIFIED,
          1440,
          1,
          14_400,
          "the time between views of the house, in minutes (day / 1440); one is taken with every"
              + " epoch too");

  /** All of them. */
  static final List<Param> ALL = List.of(VIEW_MINUTES);

  private SystemicParams() {}
}
