package tenor.testnet.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.RegisterTrade;
import tenor.testnet.Folders;

/** Ends a chain and goes on with its books as another. */
@Command(
    name = "restart-from-export",
    description = {
      "Run a network in the middle of a replay, stop it, export its books from two nodes, and"
          + " start",
      "another chain from the file: the books must be equal, row by row, signatures for the old",
      "chain worth nothing, and trading must go on. A damaged file must not start."
    },
    footer = {
      "",
      "Exit code: 0 if every check passed, 1 if not, 2 for wrong usage.",
      "",
      "Example:",
      "  testnet/faults/restart-from-export --quick"
    })
final class RestartFromExport implements Callable<Integer> {
  private static final ObjectMapper JSON = new JsonMapper();
  private static final long SEED_CASH = 1_000_000L;
  private static final int BAD_SIGNATURE = 12;

  /** What a block without reports and without a second gone by leaves as it is. */
  private static final List<String> BOOKS =
      List.of(
          "8181", "8281", "8282", "8283", "8285", "8381", "8481", "8482", "8483", "8484", "8485",
          "8581", "8681", "8682", "8881", "8883", "8981", "8982", "8a81", "8a82", "8b81", "8b82",
          "8c82");

  @Mixin private FaultOptions options = new FaultOptions();

  private final Report report = new Report("restart-from-export");

  @Override
  public Integer call() throws IOException, InterruptedException {
    Wait wait = new Wait(report, options.patienceSeconds());
    int validators = options.quick() ? 2 : 4;
    LiveNetwork.Shape shape = new LiveNetwork.Shape(validators, 1, "2008-12-31", 4000);
    Path genesis = options.home().resolve("genesis.json");
    Folders.delete(options.home().resolve("second"));
    byte[] old;
    String chain;
    try (LiveNetwork network = LiveNetwork.start(options, shape, wait)) {
      report.check(
          wait.until("positions are open", () -> hasPositions(network.observer())),
          "the first chain trades",
          "no position was opened");
      chain = network.file().chainId();
      Desk desk = Desk.of(network);
      old =
          desk.transaction(
                  Desk.deposit(Desk.QUIET_ACCOUNT, SEED_CASH),
                  0,
                  "custodian",
                  network.observer().height())
              .toByteArray();
      network.awaitMore("observer0", options.quick() ? 5 : 40);
    }
    if (export(genesis)) {
      damaged(genesis);
      try (SecondChain second = SecondChain.start(options, genesis, wait)) {
        run(second, genesis, chain, old);
      }
    }
    return report.finish();
  }

  private static boolean hasPositions(Subject node) throws IOException, InterruptedException {
    return node.height() > 10 && !node.view().rows("positions", "positions", 0).isEmpty();
  }

  /** Two nodes print the same file for a height that both have. */
  private boolean export(Path genesis) throws IOException, InterruptedException {
    Path net = options.home().resolve("net");
    Cli.Result last = export(net.resolve("validator0"), 0, genesis);
    if (!report.check(last.code() == 0, "validator0: " + last.last(), last.last())) {
      return false;
    }
    long height = books(genesis).path("height").asLong() - 2;
    Cli.Result one = export(net.resolve("validator0"), height, genesis);
    Path other = genesis.resolveSibling("genesis-of-observer.json");
    Cli.Result two = export(net.resolve("observer0"), height, other);
    return report.check(
        one.code() == 0 && two.code() == 0 && Files.mismatch(genesis, other) == -1,
        "two nodes export the same bytes at height " + height,
        one.last() + "; " + two.last());
  }

  private Cli.Result export(Path home, long height, Path file)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                options.root().resolve("node/tenor").toString(),
                "export",
                "--home",
                home.toString()));
    if (height > 0) {
      command.addAll(List.of("--height", Long.toString(height)));
    }
    Path messages = file.resolveSibling("export.log");
    int code =
        new ProcessBuilder(command)
            .redirectOutput(file.toFile())
            .redirectError(messages.toFile())
            .start()
            .waitFor();
    return new Cli.Result(code, Files.readString(messages));
  }

  private static JsonNode books(Path genesis) throws IOException {
    return JSON.readTree(genesis.toFile()).at("/app_state/books");
  }

  /** One balance is another: nobody may start with it. */
  private void damaged(Path genesis) throws IOException, InterruptedException {
    JsonNode leaf = books(genesis).at("/components/0/leaves/2/value");
    Path bad = genesis.resolveSibling("damaged.json");
    String text = Files.readString(genesis);
    byte[] value = Base64.getDecoder().decode(leaf.asText());
    value[value.length - 1] ^= 1;
    String changed = Base64.getEncoder().encodeToString(value);
    Files.writeString(bad, text.replace("\"" + leaf.asText() + "\"", "\"" + changed + "\""));
    Cli.Result result =
        Cli.run(
            options.root().resolve("node/tenor"),
            List.of(
                "init",
                "--home",
                options.home().resolve("damaged").toString(),
                "--genesis",
                bad.toString()));
    report.check(
        result.code() != 0 && result.text().contains("books.components["),
        "a file with another balance is refused: " + result.last(),
        "exit " + result.code() + ", " + result.last());
  }

  private void run(SecondChain second, Path genesis, String oldChain, byte[] old)
      throws IOException, InterruptedException {
    Subject node = second.observer();
    long first = JSON.readTree(genesis.toFile()).path("initial_height").asLong();
    report.check(
        !second.chainId().equals(oldChain) && node.firstBlock() == first,
        "chain " + second.chainId() + " goes on from " + oldChain + " at height " + first,
        "it begins at " + node.firstBlock());
    sameBooks(node, genesis, first);
    int code = node.rpc().submit(old).code();
    report.check(
        code == BAD_SIGNATURE,
        "a transaction signed for " + oldChain + " is refused with code " + code,
        "code " + code);
    goesOn(second);
    agree(second, first);
  }

  private void sameBooks(Subject node, Path genesis, long first)
      throws IOException, InterruptedException {
    SortedMap<String, String> expected = new TreeMap<>();
    SortedMap<String, String> found = new TreeMap<>();
    for (JsonNode part : books(genesis).path("components")) {
      for (JsonNode leaf : part.path("leaves")) {
        String key = hex(leaf.path("key"));
        if (BOOKS.contains(key.substring(0, 4))) {
          expected.put(key, hex(leaf.path("value")));
        }
      }
      for (String table : BOOKS) {
        if (!expected.isEmpty()
            && expected.keySet().stream().anyMatch(key -> key.startsWith(table))
            && hex(part.at("/leaves/0/key")).startsWith(table.substring(0, 2))) {
          for (JsonNode row : node.view().leaves(part.path("name").asText(), table, first)) {
            found.put(row.path("key").asText(), row.path("value").asText());
          }
        }
      }
    }
    List<String> wrong = new ArrayList<>();
    expected.forEach(
        (key, value) -> {
          if (!value.equals(found.get(key))) {
            wrong.add(key + " was " + value + " and is " + found.get(key));
          }
        });
    report.check(
        wrong.isEmpty() && found.keySet().equals(expected.keySet()) && found.size() > 20,
        found.size() + " rows of " + BOOKS.size() + " tables are the same after the first block",
        FinalChecks.first(wrong)
            + ", "
            + expected.size()
            + " rows before, "
            + found.size()
            + " now");
  }

  private static String hex(JsonNode base64) {
    return HexFormat.of().formatHex(Base64.getDecoder().decode(base64.asText()));
  }

  /** Prices arrive, a deposit is credited, and two members trade. */
  private void goesOn(SecondChain second) throws IOException, InterruptedException {
    Subject node = second.observer();
    Desk desk = second.desk();
    String trades = "next";
    long before = count(node, trades);
    boolean traded =
        second
            .waiting()
            .until(
                "a trade on the second chain",
                () -> {
                  long height = node.height();
                  submit(
                      second,
                      desk.transaction(
                              Desk.deposit(Desk.QUIET_ACCOUNT, SEED_CASH), 0, "custodian", height)
                          .toByteArray());
                  long mark = mark(node);
                  if (mark > 0) {
                    submit(second, desk.trade(trade(mark), height).toByteArray());
                  }
                  return count(node, trades) > before;
                });
    report.check(traded, "a deposit and a trade are taken on the second chain", "no trade came");
  }

  private static void submit(SecondChain second, byte[] transaction)
      throws IOException, InterruptedException {
    second.validator().rpc().submit(transaction);
    Thread.sleep(500);
  }

  private static long count(Subject node, String field) throws IOException, InterruptedException {
    for (JsonNode row : node.view().rows("trading", "tradeCounter", 0)) {
      return row.path("decoded").path(field).asLong();
    }
    return 0;
  }

  /** The mark of the perpetual, instrument 1. */
  private static long mark(Subject node) throws IOException, InterruptedException {
    for (JsonNode row : node.view().rows("oracle", "marks:1", 0)) {
      return row.path("decoded").path("stale").asBoolean()
          ? 0
          : tenor.testnet.ChainView.number(row.path("decoded").path("price"))
              .movePointRight(8)
              .longValueExact();
    }
    return 0;
  }

  private static Operation trade(long mark) {
    return Operation.newBuilder()
        .setRegisterTrade(
            RegisterTrade.newBuilder()
                .setInstrument(1)
                .setBuyer(Desk.FIRST_MAKER)
                .setSeller(Desk.SECOND_MAKER)
                .setPrice(mark)
                .setContracts(1))
        .build();
  }

  private void agree(SecondChain second, long first) throws IOException, InterruptedException {
    List<Subject> nodes = second.subjects();
    long last = second.observer().height() - 1;
    List<String> wrong = new ArrayList<>();
    for (Subject node : nodes) {
      second.waiting().until(node.name() + " has height " + last, () -> node.height() > last);
      for (long height = first; height <= last; height++) {
        if (!node.agreesWith(nodes.getFirst(), height)) {
          wrong.add(String.format(Locale.ROOT, "%s at height %d", node.name(), height));
        }
      }
    }
    report.check(
        wrong.isEmpty() && last > first,
        nodes.size() + " nodes agree at heights " + first + " to " + last,
        FinalChecks.first(wrong));
  }
}
