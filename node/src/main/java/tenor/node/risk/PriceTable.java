package tenor.node.risk;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tenor.clearing.fixed.Black76;
import tenor.clearing.fixed.RuleFailure;

/** Prices and greeks of a file of options, by the kernel of consensus. */
public final class PriceTable {
  private static final String OUTPUTS = ",price,delta,gamma,vega,theta";
  private static final long YEAR = 1_000_000_000L;
  private static final long FINE = 1_000_000_000L;

  /** A result of the kernel has 64 bits at most, which 20 digits tell apart. */
  private static final MathContext DIGITS = new MathContext(20);

  private final Black76 model = Black76.exact();

  private PriceTable() {}

  /**
   * The lines to print: the header, and one per option in the order of the file. The price is
   * exact, with all its digits; greeks are rounded to 20.
   *
   * @throws BadInputException naming line and column of what cannot be read
   */
  public static List<String> of(Path file) throws IOException {
    List<String> lines = lines(file);
    if (lines.isEmpty()) {
      throw new BadInputException(file + ":1: expected a header");
    }
    List<String> header = cells(lines.getFirst());
    List<Integer> places = PriceInput.places(file + ":1", header);
    PriceTable table = new PriceTable();
    List<String> rows = new ArrayList<>();
    rows.add(String.join(",", PriceInput.COLUMNS) + OUTPUTS);
    for (int i = 1; i < lines.size(); i++) {
      String where = file + ":" + (i + 1);
      List<String> cells = cells(lines.get(i));
      if (cells.size() != header.size()) {
        throw new BadInputException(
            where + ": expected " + header.size() + " cells, found " + cells.size());
      }
      rows.add(table.row(where, PriceInput.of(where, places.stream().map(cells::get).toList())));
    }
    return rows;
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw new BadInputException(file + ":1: expected UTF-8 text");
    }
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.split(",", -1)).map(String::strip).toList();
  }

  private void value(String where, PriceInput option, int places) {
    try {
      model.expiry(option.years(), YEAR);
      model.value(
          option.call(),
          option.forward(),
          option.strike(),
          option.vol() * FINE,
          option.discount() * FINE,
          places);
    } catch (RuleFailure e) {
      throw new BadInputException(
          where + ": strike: expected a strike nearer to the forward: " + e.getMessage());
    }
  }

  private String row(String where, PriceInput option) {
    int places = Black76.places(option.forward());
    value(where, option, places);
    BigDecimal forward = BigDecimal.valueOf(option.forward(), 8);
    BigDecimal price =
        binary(model.forwardPrice(), places)
            .movePointLeft(8)
            .multiply(BigDecimal.valueOf(option.discount(), 9));
    List<String> cells = new ArrayList<>(option.cells());
    cells.add(text(price));
    cells.add(text(rounded(binary(model.delta(), Black76.DELTA_PLACES))));
    cells.add(text(binary(model.gamma(), model.gammaPlaces()).divide(forward, DIGITS)));
    cells.add(text(rounded(binary(model.vega(), model.vegaPlaces()).multiply(forward))));
    cells.add(text(rounded(binary(model.theta(), model.thetaPlaces()).multiply(forward))));
    return String.join(",", cells);
  }

  private static BigDecimal rounded(BigDecimal number) {
    return number.round(DIGITS);
  }

  /** digits × 2^−places, exactly. */
  private static BigDecimal binary(long digits, int places) {
    BigDecimal power = new BigDecimal(BigInteger.TWO.pow(Math.abs(places)));
    BigDecimal number = BigDecimal.valueOf(digits);
    return places < 0 ? number.multiply(power) : number.divide(power);
  }

  private static String text(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
