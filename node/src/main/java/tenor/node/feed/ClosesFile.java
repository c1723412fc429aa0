package tenor.node.feed;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Daily closes: header {@code date,NAME…}, ISO dates ascending, an empty cell where a column has no
 * price that day.
 *
 * @param columns the names, without {@code date}
 * @param rows one per day
 */
public record ClosesFile(List<String> columns, List<Row> rows) {
  /** One day; empty where there is no price. Prices in 10⁻⁸. */
  public record Row(LocalDate date, List<OptionalLong> prices) {
    /** Keeps its own copy. */
    public Row {
      prices = List.copyOf(prices);
    }
  }

  /** Keeps its own copies. */
  public ClosesFile {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /**
   * Reads a file.
   *
   * @throws IOException naming the file, the line and what was expected there
   */
  public static ClosesFile read(Path file) throws IOException {
    List<String> lines = lines(file);
    if (lines.isEmpty() || !lines.getFirst().startsWith("date,")) {
      throw new IOException(file + ":1: expected a header 'date,NAME,…'");
    }
    List<String> header = cells(lines.getFirst());
    List<String> columns = header.subList(1, header.size());
    Set<String> names = new HashSet<>(columns);
    if (names.size() != columns.size() || names.contains("")) {
      throw new IOException(file + ":1: expected distinct, non-empty column names");
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      Row row = row(lines.get(i), columns, file + ":" + (i + 1));
      if (!rows.isEmpty() && !row.date().isAfter(rows.getLast().date())) {
        throw new IOException(
            file + ":" + (i + 1) + ": expected a date after " + rows.getLast().date());
      }
      rows.add(row);
    }
    return new ClosesFile(columns, rows);
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": there is no such file", e);
    } catch (CharacterCodingException e) {
      throw new IOException(file + ":1: expected UTF-8 text", e);
    }
  }

  private static Row row(String line, List<String> columns, String where) throws IOException {
    List<String> cells = cells(line);
    if (cells.size() != columns.size() + 1) {
      throw new IOException(
          where + ": expected " + (columns.size() + 1) + " cells, found " + cells.size());
    }
    List<OptionalLong> prices = new ArrayList<>();
    for (int i = 1; i < cells.size(); i++) {
      String cell = cells.get(i).strip();
      prices.add(
          cell.isEmpty()
              ? OptionalLong.empty()
              : OptionalLong.of(PriceText.parse(cell, where + " column " + columns.get(i - 1))));
    }
    try {
      return new Row(LocalDate.parse(cells.getFirst().strip()), prices);
    } catch (DateTimeParseException e) {
      throw new IOException(
          where + ": expected a date like 2008-09-02, found '" + cells.getFirst() + "'", e);
    }
  }

  private static List<String> cells(String line) {
    return Arrays.asList(line.split(",", -1));
  }

  /**
   * The days from {@code from} to {@code to} of the columns {@code names}.
   *
   * @throws IllegalArgumentException if a column is unknown, is named twice, is empty on the first
   *     day (with the first date it has) or not above 0 there, or no day is left
   */
  public ClosesFile select(List<String> names, LocalDate from, LocalDate to) {
    if (names.isEmpty() || new HashSet<>(names).size() != names.size()) {
      throw new IllegalArgumentException(
          "expected distinct columns, found " + String.join(",", names));
    }
    List<Integer> places = new ArrayList<>();
    for (String name : names) {
      int place = columns.indexOf(name);
      if (place < 0) {
        throw new IllegalArgumentException(
            "no column '" + name + "': expected one of " + String.join(",", columns));
      }
      places.add(place);
    }
    List<Row> days =
        rows.stream()
            .filter(row -> !row.date().isBefore(from) && !row.date().isAfter(to))
            .map(row -> new Row(row.date(), places.stream().map(row.prices()::get).toList()))
            .toList();
    if (days.isEmpty()) {
      throw new IllegalArgumentException("no day from " + from + " to " + to);
    }
    for (int i = 0; i < names.size(); i++) {
      requireStart(names.get(i), places.get(i), days.getFirst(), i);
    }
    return new ClosesFile(names, days);
  }

  // Every replay begins with a price from which positions and margins can be made.
  private void requireStart(String name, int place, Row day, int column) {
    OptionalLong price = day.prices().get(column);
    if (price.isEmpty()) {
      throw new IllegalArgumentException(
          "column " + name + " is empty on " + day.date() + first(place));
    }
    if (price.getAsLong() <= 0) {
      throw new IllegalArgumentException(
          "column "
              + name
              + " is not above 0 on "
              + day.date()
              + ": expected a first day with a price above 0");
    }
  }

  private String first(int place) {
    return rows.stream()
        .filter(row -> row.prices().get(place).isPresent())
        .findFirst()
        .map(row -> "; its first date is " + row.date())
        .orElse(" and everywhere");
  }
}
