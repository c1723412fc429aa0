package tenor.clearing.kernel;

import java.util.List;
import tenor.clearing.proto.ParamValue;
import tenor.clearing.proto.Unit;

/**
 * A governed parameter of a component. Its value for a scope is what was set for that scope, else
 * what was set for scope 0, else the default.
 *
 * @param prefix the component's number
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
  public record Row(int prefix, int number, int scope) {
    /** The fields that name a parameter and its scope. */
    public static final List<KeyField> FIELDS =
        List.of(KeyField.u7("component"), KeyField.u16("parameter"), KeyField.u32("scope"));

    /** {@code start} followed by them. */
    public Key append(Key start) {
      return start.u7(prefix).u16(number).u32(scope);
    }

    /** Reads them. */
    public static Row read(KeyReader in) {
      return new Row(in.u7(), in.u16(), in.u32());
    }
  }

  /** The values that were set; owned by governance, read by all. */
  public static final Table<Row, ParamValue> VALUES =
      Table.of(
          "params",
          Prefix.GOVERNANCE,
          1,
          ParamValue.getDefaultInstance(),
          Row.FIELDS,
          (start, row) -> row.append(start),
          Row::read);

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
