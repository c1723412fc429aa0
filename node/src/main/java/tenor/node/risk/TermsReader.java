package tenor.node.risk;

import tenor.clearing.risk.RiskTerms;

/** Reads the terms of an underlying; the bounds are those of the domain of the model. */
final class TermsReader {
  private static final long DAY = 86_400_000L;
  private static final long ONE = 1_000_000_000L;
  private static final long MOST_PRICE = ONE * ONE;
  private static final long MOST_UNITS = ONE * ONE;

  private TermsReader() {}

  static RiskTerms read(Place place) {
    place.only(
        "name",
        "class",
        "index",
        "rate",
        "yield",
        "priceScanRange",
        "volScanRange",
        "volTermShort",
        "volTermLong",
        "volFloor",
        "extreme",
        "cover",
        "lookAheadDays",
        "calendarCharge",
        "vegaCharge",
        "shortOptionMinimum",
        "dailyCapacity",
        "mporDays");
    return new RiskTerms(
        place.number("index", 8, 1, MOST_PRICE),
        place.number("rate", 9, -ONE, ONE),
        place.number("yield", 9, -ONE, ONE),
        place.number("priceScanRange", 9, 1, ONE),
        place.number("volScanRange", 9, 0, 4 * ONE),
        place.number("volTermShort", 9, 0, ONE / 10 * 6, ONE / 10 * 3),
        place.number("volTermLong", 9, 0, ONE / 10 * 6, ONE / 100 * 13),
        place.number("volFloor", 9, 0, 4 * ONE),
        place.number("extreme", 9, 0, 10 * ONE),
        place.number("cover", 9, 0, ONE),
        lookAhead(place),
        DAY,
        place.number("calendarCharge", 9, 0, ONE),
        place.number("vegaCharge", 9, 0, 4 * ONE),
        place.number("shortOptionMinimum", 6, 0, MOST_UNITS),
        place.number("dailyCapacity", 6, 0, MOST_UNITS),
        place.number("mporDays", 9, 1, 365 * ONE));
  }

  private static long lookAhead(Place place) {
    long days = place.number("lookAheadDays", 9, 0, 365 * ONE);
    if (days % (ONE / 1000) != 0) {
      throw place.field("lookAheadDays").fault("expected at most 3 digits after the point");
    }
    return days / (ONE / 1000) * (DAY / 1000);
  }
}
