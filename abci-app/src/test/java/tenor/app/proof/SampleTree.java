package tenor.app.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import tenor.clearing.accounts.AccountAsset;
import tenor.clearing.accounts.AccountsKeys;
import tenor.state.AbsenceProof;
import tenor.state.AbsenceProof.Neighbour;
import tenor.state.Bytes;
import tenor.state.Changes;
import tenor.state.KeyProof;
import tenor.state.Leaf;
import tenor.state.ProofOp;
import tenor.state.Tree;

/**
 * A tree to prove from, below an upper tree of a few components.
 *
 * @param name told in every case
 * @param tree the leaves
 * @param keys those to prove from, present
 * @param upper the components
 */
record SampleTree(String name, Tree tree, List<Bytes> keys, Tree upper) {
  static final Bytes COMPONENT = Bytes.of(new byte[] {'m', 'i', 'd'});
  private static final HexFormat HEX = HexFormat.of();

  static SampleTree of(String name, List<byte[]> keys, Random random) {
    Changes changes = new Changes();
    keys.forEach(key -> changes.put(key, bytes(random, 1, 40)));
    return of(name, Tree.empty().apply(changes), keys);
  }

  static SampleTree of(String name, Tree tree, List<byte[]> keys) {
    Changes components = new Changes();
    for (String other : List.of("alpha", "omega", "zeta")) {
      components.put(other.getBytes(java.nio.charset.StandardCharsets.US_ASCII), new byte[32]);
    }
    components.put(COMPONENT.toArray(), tree.root().toArray());
    return new SampleTree(
        name, tree, keys.stream().map(Bytes::of).toList(), Tree.empty().apply(components));
  }

  /** Random trees and those at the edges, without the largest. */
  static List<SampleTree> all(Random random) {
    List<SampleTree> trees = new ArrayList<>();
    for (int size : new int[] {1, 2, 3, 17, 300}) {
      trees.add(of("random-" + size, random(random, size), random));
    }
    trees.add(of("accounts", accounts(IntStream.range(1000, 1300)), random));
    trees.add(of("zero-bits", IntStream.rangeClosed(1, 40).mapToObj(byte[]::new).toList(), random));
    trees.add(of("prefixes", prefixes("7072656669786573206f6620707265666978657300ff00ff"), random));
    trees.add(of("extremes", extremes(), random));
    trees.add(large(random));
    return trees;
  }

  private static List<byte[]> random(Random random, int size) {
    List<byte[]> keys = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      byte[] key = bytes(random, 1, 40);
      key[0] &= 0x3f; // never x:
      keys.add(key);
    }
    return keys;
  }

  /** The keys of accounts' cash. */
  private static List<byte[]> accounts(IntStream numbers) {
    return numbers
        .mapToObj(i -> AccountsKeys.BALANCES.key(new AccountAsset(i, 1)).bytes())
        .toList();
  }

  private static List<byte[]> prefixes(String hex) {
    byte[] whole = HEX.parseHex(hex);
    return IntStream.rangeClosed(1, whole.length)
        .mapToObj(length -> Arrays.copyOf(whole, length))
        .toList();
  }

  private static List<byte[]> extremes() {
    byte[] high = new byte[Changes.MAX_KEY];
    Arrays.fill(high, (byte) 0xff);
    List<byte[]> keys = new ArrayList<>(List.of(high, new byte[Changes.MAX_KEY]));
    for (String hex :
        List.of(
            "00", "ff", "ffff", "7f", "80", "0000", "00ff", "ff00", "2f", "2f2f", "253031", "2e2e",
            "78", "793a", "583a")) {
      keys.add(HEX.parseHex(hex));
    }
    return keys;
  }

  private static SampleTree large(Random random) {
    Changes changes = new Changes();
    changes.put(new byte[] {1}, bytes(random, 100_000, 100_000));
    changes.put(new byte[] {2}, new byte[] {0});
    changes.put(new byte[] {3}, new byte[] {0x20});
    return of(
        "large-value",
        Tree.empty().apply(changes),
        List.of(new byte[] {1}, new byte[] {2}, new byte[] {3}));
  }

  /** A million accounts; some of them to prove from. */
  static SampleTree million(Random random) {
    Tree tree = Tree.empty();
    for (int from = 0; from < 1_000_000; from += 100_000) {
      Changes changes = new Changes();
      accounts(IntStream.range(from, from + 100_000))
          .forEach(key -> changes.put(key, Arrays.copyOfRange(key, 2, 12)));
      tree = tree.apply(changes);
    }
    int[] some =
        IntStream.concat(IntStream.of(0, 1, 999_999), random.ints(100, 0, 1_000_000).distinct())
            .toArray();
    return of("million", tree, accounts(IntStream.of(some)));
  }

  static byte[] bytes(Random random, int least, int most) {
    byte[] bytes = new byte[least + random.nextInt(most - least + 1)];
    random.nextBytes(bytes);
    return bytes;
  }

  Bytes value(Bytes key) {
    return Bytes.of(tree.get(key.toArray()).orElseThrow().value());
  }

  /** The app hash. */
  Bytes appHash() {
    return upper.root();
  }

  KeyProof prove(Bytes key) {
    return new KeyProof(new ProofOp(key, tree.prove(key.toArray()).orElseThrow()), component());
  }

  private ProofOp component() {
    return new ProofOp(COMPONENT, upper.prove(COMPONENT.toArray()).orElseThrow());
  }

  /** The proof that would show {@code key} to be absent if it were. */
  AbsenceProof neighbours(Bytes key) {
    return new AbsenceProof(left(key), right(key), component());
  }

  Optional<Neighbour> left(Bytes key) {
    return tree.lower(key.toArray()).map(this::neighbour);
  }

  Optional<Neighbour> right(Bytes key) {
    return tree.higher(key.toArray()).map(this::neighbour);
  }

  Neighbour neighbour(Leaf leaf) {
    return new Neighbour(
        Bytes.of(leaf.key()), Bytes.of(leaf.value()), tree.prove(leaf.key()).orElseThrow());
  }

  AbsenceProof pair(Optional<Neighbour> left, Optional<Neighbour> right) {
    return new AbsenceProof(left, right, component());
  }

  /** A key that is not there: just above {@code key}, just below it, or something random. */
  Optional<Bytes> absentNear(Bytes key, Random random) {
    byte[] bytes = key.toArray();
    byte[] near =
        switch (random.nextInt(4)) {
          case 0 -> Arrays.copyOf(bytes, bytes.length + 1);
          case 1 -> Arrays.copyOf(bytes, Math.max(1, bytes.length - 1));
          case 2 -> bytes(random, 1, 40);
          default -> {
            byte[] flipped = bytes.clone();
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
            yield flipped;
          }
        };
    return tree.get(near).isPresent() ? Optional.empty() : Optional.of(Bytes.of(near));
  }
}
