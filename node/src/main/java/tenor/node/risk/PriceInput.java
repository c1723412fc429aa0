package tenor.node.risk;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tenor.app.text.Decimals;

/**
 * One option of a file of options.
 *
 * @param cells as they were written, in the order of {@link #COLUMNS}
 * @param call or put
 * @param forward above 0, 10⁻⁸
 * @param strike above 0, 10⁻⁸
 * @param years to expiry, 10⁻⁹, at most ten
 * @param vol from 1 % to 400 %, 10⁻⁹
 * @param discount factor above 0, 10⁻⁹
 */
record PriceInput(
    List<String> cells,
    boolean call,
    long forward,
    long strike,
    long years,
    long vol,
    long discount) {
  /** The columns that are read; a file may have others, in any order. */
  static final List<String> COLUMNS =
      List.of("type", "forward", "strike", "years", "vol", "discount");

  /** Ten billion: with it, a price of the tool still has its places in 64 bits. */
  private static final long MOST_PRICE = 1_000_000_000_000_000_000L;

  private static final long ONE = 1_000_000_000L;

  /** Keeps its own copy. */
  PriceInput {
    cells = List.copyOf(cells);
  }

  /**
   * The places of the columns in a header.
   *
   * @throws BadInputException if one is missing or there twice
   */
  static List<Integer> places(String where, List<String> header) {
    Set<String> seen = new HashSet<>();
    for (String name : header) {
      if (COLUMNS.contains(name) && !seen.add(name)) {
        throw new BadInputException(where + ": the column '" + name + "' is there twice");
      }
    }
    List<Integer> places = new ArrayList<>();
    for (String name : COLUMNS) {
      if (!seen.contains(name)) {
        throw new BadInputException(
            where
                + ": expected a header with the columns "
                + String.join(", ", COLUMNS)
                + "; '"
                + name
                + "' is missing");
      }
      places.add(header.indexOf(name));
    }
    return places;
  }

  /** The option of a line, its cells in the order of {@link #COLUMNS}. */
  static PriceInput of(String where, List<String> cells) {
    return new PriceInput(
        cells,
        type(where + ": type", cells.getFirst()),
        number(where, 1, cells, 8, 1, MOST_PRICE),
        number(where, 2, cells, 8, 1, MOST_PRICE),
        number(where, 3, cells, 9, 0, 10 * ONE),
        number(where, 4, cells, 9, ONE / 100, 4 * ONE),
        number(where, 5, cells, 9, 1, 7 * ONE));
  }

  private static boolean type(String where, String cell) {
    return switch (cell) {
      case "C" -> true;
      case "P" -> false;
      default -> throw new BadInputException(where + ": expected C or P, found '" + cell + "'");
    };
  }

  private static long number(
      String where, int place, List<String> cells, int digits, long least, long most) {
    String name = where + ": " + COLUMNS.get(place);
    try {
      long number = Decimals.parse(cells.get(place), digits);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (IllegalArgumentException e) {
      throw new BadInputException(name + ": " + e.getMessage());
    }
    throw new BadInputException(
        name
            + ": expected a number from "
            + Decimals.format(least, digits)
            + " to "
            + Decimals.format(most, digits)
            + ", found '"
            + cells.get(place)
            + "'");
  }
}
