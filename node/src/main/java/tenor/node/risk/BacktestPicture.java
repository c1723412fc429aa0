package tenor.node.risk;

import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/** Margins against returns as an SVG: one panel per column. */
public final class BacktestPicture {
  private static final int WIDTH = 1200;
  private static final int PANEL = 260;
  private static final int LEFT = 60;
  private static final int TITLE = 24;
  private static final int POINTS = 1500;

  private final StringBuilder svg = new StringBuilder();

  private BacktestPicture() {}

  /** The picture of a report. */
  public static String of(BacktestReport report) {
    BacktestPicture picture = new BacktestPicture();
    int height = PANEL * report.columns().size() + TITLE;
    picture.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
            + " font-family=\"sans-serif\" font-size=\"12\">%n",
        WIDTH, height, WIDTH, height);
    picture.add("<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n");
    picture.add(
        "<text x=\"%d\" y=\"16\">size of each return (grey), margin of tenor (blue), ewma (orange),"
            + " fhs (green); breaches of tenor's margin (red)</text>%n",
        LEFT);
    int top = TITLE;
    for (var column : report.columns().entrySet()) {
      picture.panel(column.getKey(), column.getValue(), top);
      top += PANEL;
    }
    return picture.svg.append("</svg>\n").toString();
  }

  // Checking formats at compile time would need an annotation from a library we do not use.
  @SuppressWarnings("AnnotateFormatMethod")
  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }

  private void panel(String name, BacktestReport.Column column, int top) {
    Backtest tenor = column.tenor();
    double most = 0;
    for (int i = 0; i < tenor.epochs(); i++) {
      most = Math.max(most, Math.abs(tenor.returns().get(i)));
      most = Math.max(most, tenor.margins().get(i));
      most = Math.max(most, column.ewma().margins().get(i));
      most = Math.max(most, column.fhs().margins().get(i));
    }
    double scale = (PANEL - 40) / most;
    int floor = top + PANEL - 20;
    add("<text x=\"%d\" y=\"%d\" font-weight=\"bold\">%s</text>%n", LEFT, top + 14, escaped(name));
    add("<text x=\"4\" y=\"%d\">%.1f%%</text>%n", top + 32, 100 * most);
    add("<text x=\"4\" y=\"%d\">0</text>%n", floor);
    add(
        "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"black\" stroke-width=\"0.5\"/>%n",
        LEFT, floor, WIDTH, floor);
    line(tenor.epochs(), floor, scale, "#bbbbbb", i -> Math.abs(tenor.returns().get(i)));
    line(tenor.epochs(), floor, scale, "#2ca02c", i -> column.fhs().margins().get(i));
    line(tenor.epochs(), floor, scale, "#ff7f0e", i -> column.ewma().margins().get(i));
    line(tenor.epochs(), floor, scale, "#1f77b4", i -> tenor.margins().get(i));
    for (int i = 0; i < tenor.epochs(); i++) {
      if (tenor.isBreach(i)) {
        double y = floor - scale * Math.abs(tenor.returns().get(i));
        add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\" fill=\"#d62728\"/>%n", x(i, tenor), y);
      }
    }
  }

  private static double x(int epoch, Backtest test) {
    return LEFT + (double) epoch * (WIDTH - LEFT) / test.epochs();
  }

  /** A line of the greatest value of each group of epochs, so that no peak is lost. */
  private void line(int epochs, int floor, double scale, String colour, IntToDoubleFunction value) {
    int group = Math.max(1, epochs / POINTS);
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < epochs; i += group) {
      double most = 0;
      for (int k = i; k < Math.min(epochs, i + group); k++) {
        most = Math.max(most, value.applyAsDouble(k));
      }
      double x = LEFT + (double) i * (WIDTH - LEFT) / epochs;
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, floor - scale * most));
    }
    add(
        "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"1\" points=\"%s\"/>%n",
        colour, points.toString().strip());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
