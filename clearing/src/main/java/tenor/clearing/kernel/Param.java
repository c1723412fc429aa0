package tenor.clearing.kernel;

import tenor.clearing.proto.ParamValue;
import tenor.clearing.proto.Unit;

/**
 * A governed parameter of a component. Its value for a scope is what was set for that scope, else
 * what was set for scope 0, else the default.
 *
 * @param prefix the component byte
 * @param number permanent, from 1
 * @param name in camelCase
 * @param scope what a value other than scope 0 applies to
 * @param unit of the value
 * @param byDefault the value while none was set
 * @param least the least value governance may set
 * @param most the greatest value governance may set
 * @param meaning for people
 */
public record Param(
    int prefix,
    int number,
    String name,
    Scope scope,
    Unit unit,
    long byDefault,
    long least,
    long most,
    String meaning) {

  /** What values may be set for. */
  public enum Scope {
    /** One value for all. */
    HOUSE,
    /** A value per underlying. */
    UNDERLYING,
    /** A value per margin class. */
    MARGIN_CLASS,
    /** A value per asset. */
    ASSET
  }

  /** The row of a parameter's value. */
  public record Row(int prefix, int number, int scope) {}

  /** The values that were set; owned by governance, read by all. */
  public static final Table<Row, ParamValue> VALUES =
      Table.of(
          "params",
          Prefix.GOVERNANCE,
          1,
          ParamValue.getDefaultInstance(),
          (start, row) -> start.u8(row.prefix()).u16(row.number()).u32(row.scope()),
          key -> new Row(key.u8At(2), key.u16At(3), key.u32At(5)));

  /** The value for all. */
  public long get(Reader state) {
    return get(state, 0);
  }

  /** The value for {@code scope}. */
  public long get(Reader state, int scope) {
    ParamValue value = VALUES.find(state, new Row(prefix, number, scope));
    if (value == null && scope != 0) {
      value = VALUES.find(state, new Row(prefix, number, 0));
    }
    return value == null ? byDefault : value.getValue();
  }
}
