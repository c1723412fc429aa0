package tenor.clearing.determinism;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** One class per thing that rules must not do: each must be found. */
final class Violations {
  private Violations() {}

  static final class Floats {
    static long half(long amount) {
      return Math.round(amount * 0.5);
    }
  }

  static final class FloatField {
    final float rate = 1;
  }

  static final class Adds {
    static long plus(long a, long b) {
      return a + b;
    }
  }

  static final class Multiplies {
    static long times(long a, long b) {
      return a * b;
    }
  }

  static final class Divides {
    static long rest(long a, long b) {
      return a / b % 7;
    }
  }

  static final class Negates {
    static long negate(long a) {
      return -a;
    }
  }

  static final class Shifts {
    static long shift(long a) {
      return a << 3 >>> 1 >> 1;
    }
  }

  static final class Narrows {
    static int narrow(long a) {
      return (int) a;
    }
  }

  static final class Increments {
    private long count;

    long next() {
      return ++count;
    }
  }

  static final class SumsByLibrary {
    static long sum(List<Long> amounts) {
      return amounts.stream().mapToLong(Long::longValue).sum();
    }
  }

  static final class ExactByLibrary {
    static long sum(long a, long b) {
      return Math.addExact(a, b);
    }
  }

  static final class Locks {
    static synchronized int locked() {
      return 1;
    }
  }

  static final class Monitors {
    private final Object lock = new Object();

    int locked() {
      synchronized (lock) {
        return 1;
      }
    }
  }

  static final class Asserts {
    static int positive(int a) {
      assert a > 0;
      return a;
    }
  }

  static final class Clocks {
    static long now() {
      return System.currentTimeMillis();
    }
  }

  static final class Instants {
    static Object now() {
      return java.time.Instant.now();
    }
  }

  static final class Randoms {
    static Random random() {
      return new Random();
    }
  }

  static final class Threads {
    static Thread current() {
      return Thread.currentThread();
    }
  }

  static final class Concurrent {
    static Object map() {
      return new java.util.concurrent.ConcurrentHashMap<String, String>();
    }
  }

  static final class Files {
    static Object file(String name) {
      return java.nio.file.Path.of(name);
    }
  }

  static final class Streams {
    static Object stream() {
      return new java.io.ByteArrayOutputStream();
    }
  }

  static final class Sockets {
    static Object socket() {
      return new java.net.Socket();
    }
  }

  static final class Hashes {
    static Map<String, String> map() {
      return new HashMap<>();
    }
  }

  static final class SetOf {
    static Set<String> set() {
      return Set.of("a", "b");
    }
  }

  static final class MapOf {
    static Map<String, String> map() {
      return Map.of("a", "b");
    }
  }

  static final class Collects {
    static Object set(List<String> names) {
      return names.stream().collect(java.util.stream.Collectors.toSet());
    }
  }

  static final class Parallel {
    static long count(List<String> names) {
      return names.parallelStream().count();
    }
  }

  static final class Formats {
    static String text(int a) {
      return String.format("%d", a);
    }
  }

  static final class Formatted {
    static String text(int a) {
      return "%d".formatted(a);
    }
  }

  static final class LowerCases {
    @SuppressWarnings("StringCaseLocaleUsage")
    static String text(String a) {
      return a.toLowerCase();
    }
  }

  static final class Charsets {
    @SuppressWarnings("DefaultCharset")
    static byte[] bytes(String a) {
      return a.getBytes();
    }
  }

  static final class Identity {
    static int identity(Object a) {
      return System.identityHashCode(a);
    }
  }
}
