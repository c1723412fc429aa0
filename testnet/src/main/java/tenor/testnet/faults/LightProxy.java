package tenor.testnet.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tenor.clearing.accounts.AccountAsset;
import tenor.clearing.accounts.AccountsKeys;
import tenor.clearing.proto.Balance;
import tenor.node.rpc.RpcClient;
import tenor.testnet.ChainView;

/** Asks a node for an account's balance through an unmodified light proxy. */
@Command(
    name = "light-proxy",
    description = {
      "Ask the observer of a running network for an account's balance under /store/accounts/key",
      "through an unmodified 'cometbft light' proxy, with another node as witness. The value must"
          + " come",
      "through; one changed on the way, its proof or its key must be refused."
    },
    footer = {
      "",
      "Exit code: 0 if every check passed, 1 if not, 2 for wrong usage.",
      "",
      "Example:",
      "  testnet/faults/light-proxy --quick"
    })
final class LightProxy implements Callable<Integer> {
  @Mixin private FaultOptions options = new FaultOptions();

  private final Report report = new Report("light-proxy");

  @Override
  public Integer call() throws IOException, InterruptedException {
    Wait wait = new Wait(report, options.patienceSeconds());
    LiveNetwork.Shape shape = new LiveNetwork.Shape(options.quick() ? 1 : 4, 1, "2008-09-04", 1000);
    try (LiveNetwork network = LiveNetwork.start(options, shape, wait)) {
      network.finishReplay();
      run(network);
    }
    return report.finish();
  }

  private void run(LiveNetwork network) throws IOException, InterruptedException {
    String key = AccountsKeys.BALANCES.key(new AccountAsset(Desk.QUIET_ACCOUNT, 1)).toString();
    Subject observer = network.observer();
    RpcClient.AppAnswer answer =
        observer.rpc().query("/store/accounts/key", HexFormat.of().parseHex(key), 0, true);
    String value = HexFormat.of().formatHex(answer.value().toByteArray());
    books(observer, key, answer.value());
    Cli.Result proof =
        Cli.run(
            network.root().resolve("node/tenor"),
            List.of(
                "query",
                "proof",
                "--component",
                "accounts",
                "--key",
                key,
                "-o",
                "json",
                "--node",
                observer.rpc().url().toString()));
    report.check(
        proof.code() == 0 && proof.text().contains(value),
        "'tenor query proof' shows the same value with its proof",
        proof.last());
    Cli.Result proxy = ask(network, key, value);
    proxy.text().lines().forEach(report::progress);
    report.check(
        proxy.code() == 0 && count(proxy.text(), "pass  ") == 8,
        "the proxy returns " + value + ", refuses it spoilt, and its header proves an absence",
        proxy.text());
    Cli.Result wrong = ask(network, key, value + "00");
    report.check(
        wrong.code() == 1, "another expectation fails, so the check can", "exit " + wrong.code());
  }

  private void books(Subject observer, String key, ByteString value)
      throws IOException, InterruptedException {
    BigDecimal proven = BigDecimal.valueOf(Balance.parseFrom(value).getCash(), 6);
    BigDecimal shown = BigDecimal.ONE.negate();
    for (JsonNode row : observer.view().leaves("accounts", key, 0)) {
      shown = ChainView.number(row.path("decoded").path("cash"));
    }
    report.check(
        proven.compareTo(shown) == 0 && proven.signum() > 0,
        "the leaf of account " + Desk.QUIET_ACCOUNT + " says " + proven.toPlainString(),
        "the state's page says " + shown.toPlainString());
  }

  private Cli.Result ask(LiveNetwork network, String key, String value)
      throws IOException, InterruptedException {
    return Cli.run(
        network.root().resolve("consensus-config/conformance/light-proxy-test"),
        List.of(
            "--node",
            network.observer().rpc().url().toString(),
            "--witnesses",
            network.subject("validator0").rpc().url().toString(),
            "--path",
            "/store/accounts/key",
            "--key",
            key,
            "--expect",
            value));
  }

  private static long count(String text, String start) {
    return text.lines().filter(line -> line.startsWith(start)).count();
  }
}
