package tenor.testnet;

import static tenor.testnet.Ink.BOLD;
import static tenor.testnet.Ink.DIM;
import static tenor.testnet.Ink.GREEN;
import static tenor.testnet.Ink.PLAIN;
import static tenor.testnet.Ink.RED;
import static tenor.testnet.Ink.YELLOW;
import static tenor.testnet.Ink.left;
import static tenor.testnet.Ink.pad;
import static tenor.testnet.Ink.whole;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tenor.testnet.ChainView.AccountView;

/** The part of the live screen that shows accounts and their margin. */
final class AccountPanel {
  private static final int BAR_WIDTH = 10;
  private static final int FULL_BAR = 300;

  private AccountPanel() {}

  /** As many accounts as there is room for: those that are nearest to a call. */
  static List<String> draw(List<AccountView> accounts, int most) {
    List<AccountView> shown =
        accounts.stream()
            .sorted(Comparator.comparingLong(AccountPanel::urgency))
            .limit(most)
            .sorted(Comparator.comparingLong(AccountView::number))
            .toList();
    List<String> lines = new ArrayList<>();
    String some = shown.size() + " OF " + accounts.size();
    lines.add(
        DIM
            + pad("ACCOUNT" + (shown.size() < accounts.size() ? "  " + some : ""), 18)
            + left("EQUITY", 13)
            + left("OPTION VALUE", 14)
            + left("INITIAL", 12)
            + left("MAINTENANCE", 13)
            + "  COVERAGE");
    shown.forEach(each -> lines.add(line(each)));
    return lines;
  }

  private static long urgency(AccountView account) {
    boolean inTrouble = !account.status().equals("good");
    return inTrouble ? -1 : account.coverage() < 0 ? Long.MAX_VALUE : account.coverage();
  }

  private static String line(AccountView account) {
    long coverage = account.coverage();
    String colour = coverage < 0 || coverage >= 150 ? GREEN : coverage >= 100 ? YELLOW : RED;
    int filled = coverage < 0 ? 0 : Math.clamp(coverage * BAR_WIDTH / FULL_BAR, 0, BAR_WIDTH);
    String figure = coverage < 0 ? "" : coverage > 999 ? "> 999 %" : coverage + " %";
    boolean isGood = account.status().equals("good");
    return pad(Ink.cut(account.number() + " " + account.name(), 18), 18)
        + left(whole(account.equity()), 13)
        + left(account.optionValue().signum() == 0 ? "" : whole(account.optionValue()), 14)
        + left(whole(account.initial()), 12)
        + left(whole(account.maintenance()), 13)
        + "  "
        + colour
        + "█".repeat(filled)
        + DIM
        + "·".repeat(BAR_WIDTH - filled)
        + PLAIN
        + left(figure, 8)
        + (isGood ? DIM + " good" : RED + BOLD + " " + Ink.cut(account.status(), 9));
  }
}
