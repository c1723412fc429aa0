package tenor.node.feed;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tenor.clearing.oracle.Extensions;

/**
 * Surfaces out of a CSV file that another program writes, read again at every poll: header {@code
 * product,expiryMillis,timeMillis,vols}, then an underlying's number, an expiry, when it was
 * observed, and volatilities from the lowest strike to the greatest, as decimal numbers (0.182) in
 * as many cells as there are knots. Whoever writes it puts a whole new file in its place.
 */
public final class SurfaceFile implements PriceSource {
  private static final String HEADER = "product,expiryMillis,timeMillis,vols";
  private static final int FIELDS = 3;
  private static final int LONGEST = 40;
  private static final int DIGITS = 9;

  private final Path file;
  private final long everyMillis;

  /** Reads this file so often. */
  public SurfaceFile(Path file, long everyMillis) {
    this.file = file;
    this.everyMillis = everyMillis;
  }

  @Override
  public String name() {
    return "surfaces " + file.getFileName();
  }

  @Override
  public long everyMillis() {
    return everyMillis;
  }

  @Override
  public List<Observation> poll(long nowMillis) {
    return List.of();
  }

  @Override
  public List<SurfaceObservation> surfaces(long nowMillis) throws IOException {
    List<String> lines = lines();
    if (lines.isEmpty() || !lines.getFirst().strip().equals(HEADER)) {
      throw new IOException(file + ":1: expected a header '" + HEADER + "'");
    }
    List<SurfaceObservation> seen = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      seen.add(observation(lines.get(i), file + ":" + (i + 1)));
    }
    return seen;
  }

  private List<String> lines() throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": there is no such file", e);
    } catch (CharacterCodingException e) {
      throw new IOException(file + ":1: expected UTF-8 text", e);
    }
  }

  private static SurfaceObservation observation(String line, String where) throws IOException {
    List<String> cells = Arrays.stream(line.split(",", -1)).map(String::strip).toList();
    int vols = cells.size() - FIELDS;
    if (vols < 1 || vols > Extensions.MOST_KNOTS) {
      throw new IOException(
          where + ": expected 1 to " + Extensions.MOST_KNOTS + " volatilities, found " + vols);
    }
    long product = number(cells.get(0), 0, where + " product");
    if (product < 1 || product > Integer.MAX_VALUE) {
      throw new IOException(where + " product: expected the number of an underlying");
    }
    List<Long> found = new ArrayList<>();
    for (String cell : cells.subList(FIELDS, cells.size())) {
      found.add(number(cell, DIGITS, where + " vols"));
    }
    return new SurfaceObservation(
        (int) product,
        number(cells.get(1), 0, where + " expiryMillis"),
        found,
        number(cells.get(2), 0, where + " timeMillis"));
  }

  /** A decimal number × 10^digits. */
  private static long number(String text, int digits, String where) throws IOException {
    try {
      if (text.length() > LONGEST || !text.matches("-?[0-9]+(\\.[0-9]+)?")) {
        throw new NumberFormatException(text);
      }
      return new BigDecimal(text).movePointRight(digits).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      String kind = digits == 0 ? "a whole number" : "a decimal number of at most 9 places";
      throw new IOException(where + ": expected " + kind + ", found '" + text + "'", e);
    }
  }
}
