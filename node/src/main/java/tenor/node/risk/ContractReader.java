package tenor.node.risk;

import tenor.clearing.risk.Contract;

/** Reads an instrument. */
final class ContractReader {
  private static final long ONE = 1_000_000_000L;
  private static final long MOST_PRICE = ONE * ONE;
  private static final long MOST_MULTIPLIER = 1_000_000L * ONE;

  /** The domain of the model: ten years. */
  private static final long MOST_MILLIS = 3653L * 86_400_000L;

  private ContractReader() {}

  /** An instrument as it stands at {@code now}, milliseconds of the epoch. */
  static Contract read(Place place, long now) {
    String type = place.name("type");
    return switch (type) {
      case "future" -> {
        place.only("id", "type", "underlying", "expiry", "multiplier", "mark");
        yield new Contract.Linear(time(place, now), multiplier(place), mark(place));
      }
      case "perpetual" -> {
        place.only("id", "type", "underlying", "multiplier", "mark");
        yield new Contract.Linear(Contract.NEVER, multiplier(place), mark(place));
      }
      case "option" -> option(place, now);
      default ->
          throw place
              .field("type")
              .fault("expected future, perpetual or option, found '" + type + "'");
    };
  }

  private static Contract option(Place place, long now) {
    place.only(
        "id", "type", "right", "underlying", "expiry", "strike", "vol", "multiplier", "style");
    return new Contract.Option(
        time(place, now),
        multiplier(place),
        choice(place, "right", "call", "put"),
        place.number("strike", 8, 1, MOST_PRICE),
        place.number("vol", 9, 1, 4 * ONE),
        !place.has("style") || choice(place, "style", "premium", "futures"));
  }

  private static boolean choice(Place place, String field, String first, String second) {
    String word = place.name(field);
    if (!word.equals(first) && !word.equals(second)) {
      throw place
          .field(field)
          .fault("expected " + first + " or " + second + ", found '" + word + "'");
    }
    return word.equals(first);
  }

  private static long time(Place place, long now) {
    long time = place.millis("expiry") - now;
    if (time < 0) {
      throw place.field("expiry").fault("is in the past");
    }
    if (time > MOST_MILLIS) {
      throw place.field("expiry").fault("expected an expiry within ten years");
    }
    return time;
  }

  private static long multiplier(Place place) {
    return place.number("multiplier", 6, 1, MOST_MULTIPLIER);
  }

  private static long mark(Place place) {
    return place.number("mark", 8, 1, MOST_PRICE, 0);
  }
}
