package tenor.clearing.margin;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.clearing.kernel.Reader;
import tenor.clearing.positions.Held;
import tenor.clearing.positions.Positions;
import tenor.clearing.risk.Holding;

/**
 * The positions of an account as margin sees them, by underlying.
 *
 * @param positions ascending by underlying, then instrument
 */
record Book(SortedMap<Integer, List<Position>> positions) {
  /**
   * A position.
   *
   * @param listed what is held
   * @param contracts long positive, never zero
   */
  record Position(Listed listed, long contracts) {
    Holding holding() {
      return new Holding(listed.risk(), contracts);
    }
  }

  /**
   * The book of an account that holds this.
   *
   * @throws tenor.clearing.fixed.RuleFailure if an instrument has no risk array
   */
  static Book of(List<Held> all, BlockRisk block) {
    SortedMap<Integer, List<Position>> positions = new TreeMap<>();
    for (Held held : all) {
      add(positions, block.listed(held.instrument()), held.contracts());
    }
    return new Book(positions);
  }

  /** What of the book of an account has risk arrays: the rest restricts itself, and no other. */
  static Book ofArrays(Reader state, long account, BlockRisk block) {
    SortedMap<Integer, List<Position>> positions = new TreeMap<>();
    for (Held held : Positions.of(state, account)) {
      if (block.isListed(held.instrument())) {
        add(positions, block.listed(held.instrument()), held.contracts());
      }
    }
    return new Book(positions);
  }

  private static void add(
      SortedMap<Integer, List<Position>> positions, Listed listed, long contracts) {
    positions
        .computeIfAbsent(listed.underlying(), _ -> new ArrayList<>())
        .add(new Position(listed, contracts));
  }

  /** What is held in one underlying. */
  List<Holding> holdings(int underlying) {
    return positions.getOrDefault(underlying, List.of()).stream().map(Position::holding).toList();
  }
}
