package tenor.clearing.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tenor.clearing.Seeded;
import tenor.clearing.proto.Balance;

class OverlayTest {
  private static final int KEYS = 12;

  /** A state in a map, and what it is after changes. */
  private static final class Model implements Reader {
    final TreeMap<Key, Message> values = new TreeMap<>();

    @Override
    public @Nullable Message get(Key key) {
      return values.get(key);
    }

    @Override
    public List<Entry> entries(Key from, Key to) {
      return Entry.all(values.subMap(from, to));
    }
  }

  /** Overlays over overlays read as a map to which all their changes were made. */
  @Test
  void entries_areThoseOfTheStateWithEveryChange() {
    Seeded.run(
        300,
        random -> {
          Model base = new Model();
          for (int i = 0; i < KEYS / 2; i++) {
            base.values.put(key(random), value(random));
          }
          Model expected = new Model();
          expected.values.putAll(base.values);
          Reader below = base;
          for (int depth = 0; depth < 3; depth++) {
            Overlay overlay = new Overlay(below);
            for (int i = random.nextInt(6); i > 0; i--) {
              change(random, overlay, expected);
            }
            assertEqual(overlay, expected);
            below = overlay;
          }
        });
  }

  private static void change(Random random, Overlay overlay, Model expected) {
    Key key = key(random);
    if (random.nextInt(3) == 0) {
      overlay.remove(key);
      expected.values.remove(key);
    } else {
      Message value = value(random);
      overlay.put(key, value);
      expected.values.put(key, value);
    }
  }

  private static void assertEqual(Reader actual, Model expected) {
    for (int from = 0; from <= KEYS; from++) {
      assertThat(actual.get(key(from))).isEqualTo(expected.get(key(from)));
      for (int to = from; to <= KEYS; to++) {
        assertThat(actual.entries(key(from), key(to)))
            .isEqualTo(expected.entries(key(from), key(to)));
      }
    }
  }

  @Test
  void entries_areThoseOfTheMomentTheyWereAskedFor() {
    Overlay overlay = new Overlay(new Model());
    overlay.put(key(1), value(new Random(1)));
    List<Reader.Entry> before = overlay.entries(key(0), key(KEYS));
    overlay.remove(key(1));
    overlay.put(key(2), value(new Random(2)));
    assertThat(before).singleElement().extracting(Reader.Entry::key).isEqualTo(key(1));
  }

  private static Key key(Random random) {
    return key(random.nextInt(KEYS));
  }

  private static Key key(int number) {
    return Key.table(1, 1).u7(number);
  }

  private static Message value(Random random) {
    return Balance.newBuilder().setCash(random.nextInt(100)).build();
  }
}
