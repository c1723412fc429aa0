package tenor.node.risk;

import java.util.Map;
import tenor.clearing.risk.Contract;

/** Reads an instrument; {@code listed} are those of its underlying that stand before it. */
final class ContractReader {
  private static final long ONE = 1_000_000_000L;

  /** No price of the model is above it, 10⁻⁸. */
  static final long MOST_PRICE = ONE * ONE;

  /** 400 %. */
  static final long MOST_VOL = 4 * ONE;

  private static final long MOST_MULTIPLIER = 1_000_000L * ONE;

  /** The domain of the model: ten years. */
  private static final long MOST_MILLIS = 3653L * 86_400_000L;

  private ContractReader() {}

  /**
   * An instrument.
   *
   * @param now milliseconds of the epoch
   * @param listed what stands before it on the same underlying, by id
   */
  static Contract read(Place place, long now, Map<String, Contract> listed) {
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
      case "option" -> option(place, now, listed);
      case "payoff" -> PayoffReader.read(place, time(place, now), multiplier(place));
      default ->
          throw place
              .field("type")
              .fault("expected future, perpetual, option or payoff, found '" + type + "'");
    };
  }

  private static Contract option(Place place, long now, Map<String, Contract> listed) {
    place.only(
        "id",
        "type",
        "right",
        "underlying",
        "expiry",
        "strike",
        "vol",
        "multiplier",
        "style",
        "future");
    long time = time(place, now);
    return new Contract.Option(
        time,
        multiplier(place),
        choice(place, "right", "call", "put"),
        place.number("strike", 8, 1, MOST_PRICE),
        place.number("vol", 9, 1, MOST_VOL),
        isPaidUpFront(place),
        place.has("future") ? forward(place, time, listed) : time);
  }

  /** The time to expiry of the future that an option is on. */
  private static long forward(Place place, long time, Map<String, Contract> listed) {
    String id = place.name("future");
    if (!(listed.get(id) instanceof Contract.Linear future)
        || future.timeMillis() == Contract.NEVER) {
      throw place
          .field("future")
          .fault(
              "expected a future on the same underlying that stands before it, found '" + id + "'");
    }
    if (future.timeMillis() < time) {
      throw place.field("future").fault("expected a future that lives as long as the option");
    }
    return future.timeMillis();
  }

  /** Whether the value is paid at the trade, which it is unless the file says otherwise. */
  static boolean isPaidUpFront(Place place) {
    return !place.has("style") || choice(place, "style", "premium", "futures");
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
