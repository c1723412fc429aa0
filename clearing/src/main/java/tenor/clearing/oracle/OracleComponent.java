package tenor.clearing.oracle;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.clearing.kernel.Component;
import tenor.clearing.kernel.MarkInputs;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Phase;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.ScanRanges;
import tenor.clearing.kernel.Step;
import tenor.clearing.kernel.Table;

/** Indices from the validators' reports, and marks from indices. */
public final class OracleComponent implements Component {
  private final SortedMap<Phase, Step> phases = new TreeMap<>();
  private final MarkRule rule;

  /** Marks from these inputs, within bands bounded by these ranges. */
  public OracleComponent(MarkInputs inputs, ScanRanges ranges) {
    rule = new MarkRule(inputs, ranges);
    phases.put(Phase.INDEX, Indices::update);
    phases.put(
        Phase.MARKS,
        context -> {
          Marks.update(context, rule);
          SortedMap<Integer, Board> boards = Board.all(context.state());
          Surfaces.update(context, boards);
          OptionMarks.update(context, boards);
        });
  }

  @Override
  public String name() {
    return "oracle";
  }

  @Override
  public int prefix() {
    return Prefix.ORACLE;
  }

  @Override
  public List<Table<?, ?>> tables() {
    return OracleKeys.ALL;
  }

  @Override
  public List<Param> params() {
    return OracleParams.ALL;
  }

  /** ORA-11: a band wider than it would be in force is refused, so nobody believes in it. */
  @Override
  public Optional<String> objection(Param param, int scope, long value, Reader state) {
    long widest = rule.widestBand(state, scope);
    return param.number() == OracleParams.MARK_BAND.number() && value > widest
        ? Optional.of("markBand is at most a quarter of the price scan range, now " + widest)
        : Optional.empty();
  }

  @Override
  public SortedMap<Phase, Step> phases() {
    return phases;
  }
}
