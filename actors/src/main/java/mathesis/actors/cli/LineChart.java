package mathesis.actors.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Line charts one above the other over one horizontal axis, as an SVG: text only, so that a machine without fonts or
/// a screen can write it.
///
/// @param title of the whole picture
/// @param axis  what the horizontal axis counts
/// @param panels from top to bottom
record LineChart(String title, String axis, List<Panel> panels) {
    /// One chart.
    ///
    /// @param title  what is drawn
    /// @param colour of its line, as CSS writes it
    /// @param unit   how values read
    /// @param dots   whether each point is marked; for values that are measured now and then
    /// @param xs     ascending
    /// @param ys     one value for each x
    record Panel(String title, String colour, Unit unit, boolean dots, double[] xs, double[] ys) {}

    /// How values read along the vertical axis.
    enum Unit {
        NUMBER(1, ""),
        /// Shares of 1, shown in per cent.
        PERCENT(100, " %");

        private final double factor;
        private final String suffix;

        Unit(double factor, String suffix) {
            this.factor = factor;
            this.suffix = suffix;
        }

        String read(double value) {
            return this == PERCENT ? format("%.1f %%", 100 * value) : format("%.3g", value);
        }
    }

    private static final int WIDTH = 760;
    private static final int LEFT = 72;
    private static final int RIGHT = 84;
    private static final int TOP = 64;
    private static final int PANEL_HEIGHT = 140;
    private static final int PANEL_GAP = 52;
    private static final int BOTTOM = 48;
    private static final int TICKS_ACROSS = 10;
    private static final int TICKS_UP = 5;
    private static final String STYLE = """
            text { font-family: Helvetica, Arial, 'DejaVu Sans', sans-serif; font-size: 12px; fill: #57606a }
            .title { font-size: 17px; font-weight: bold; fill: #1f2328 }
            .panel { font-size: 13px; font-weight: bold; fill: #1f2328 }
            .grid { stroke: #e3e7ec; stroke-width: 1 }
            .axis { stroke: #8c959f; stroke-width: 1 }
            .line { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round }
            """;

    /// The picture.
    String svg() {
        int height = TOP + panels.size() * (PANEL_HEIGHT + PANEL_GAP) - PANEL_GAP + BOTTOM;
        var across = across();
        var svg = new StringBuilder();
        svg.append(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">%n",
                WIDTH, height, WIDTH, height));
        svg.append("<style>").append(STYLE).append("</style>\n");
        svg.append(format("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>%n", WIDTH, height));
        svg.append(text("title", LEFT, 30, "start", title));
        for (int p = 0; p < panels.size(); p++) {
            int top = TOP + p * (PANEL_HEIGHT + PANEL_GAP);
            draw(svg, panels.get(p), across, top);
        }
        svg.append(text("", LEFT + plotWidth() / 2.0, height - 10, "middle", axis));
        return svg.append("</svg>\n").toString();
    }

    private void draw(StringBuilder svg, Panel panel, Ticks across, int top) {
        int bottom = top + PANEL_HEIGHT;
        var up = up(panel);
        svg.append(text("panel", LEFT, top - 10, "start", panel.title()));
        for (int i = 0; i < up.count(); i++) {
            double y = y(up.value(i), up, bottom);
            svg.append(line("grid", LEFT, y, WIDTH - RIGHT, y));
            svg.append(text("", LEFT - 8, y + 4, "end", up.label(i, panel.unit().factor) + panel.unit().suffix));
        }
        for (int i = 0; i < across.count(); i++) {
            double x = x(across.value(i), across);
            svg.append(line("axis", x, bottom, x, bottom + 4));
            svg.append(text("", x, bottom + 18, "middle", across.label(i, 1)));
        }
        svg.append(line("axis", LEFT, bottom, WIDTH - RIGHT, bottom));
        svg.append(curve(panel, across, up, bottom));
    }

    private String curve(Panel panel, Ticks across, Ticks up, int bottom) {
        if (panel.xs().length == 0) {
            return "";
        }
        var points = new StringBuilder();
        var dots = new StringBuilder();
        int last = panel.xs().length - 1;
        for (int i = 0; i <= last; i++) {
            double x = x(panel.xs()[i], across);
            double y = y(panel.ys()[i], up, bottom);
            points.append(format("%.1f,%.1f ", x, y));
            if (panel.dots()) {
                dots.append(format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n", x, y, panel.colour()));
            }
        }
        return format(
                        "<polyline class=\"line\" stroke=\"%s\" points=\"%s\"/>%n",
                        panel.colour(), points.toString().strip())
                + dots
                + (panel.dots() && last > 0 ? value(panel, 0, 8, -9, across, up, bottom) : "")
                + value(panel, last, 8, 4, across, up, bottom);
    }

    /// A point's value in words beside it.
    private static String value(Panel panel, int point, int right, int down, Ticks across, Ticks up, int bottom) {
        double x = x(panel.xs()[point], across) + right;
        double y = y(panel.ys()[point], up, bottom) + down;
        return text("panel", x, y, "start", panel.unit().read(panel.ys()[point]));
    }

    private Ticks across() {
        double least =
                panels.stream().mapToDouble(panel -> min(panel.xs())).min().orElse(0);
        double greatest =
                panels.stream().mapToDouble(panel -> max(panel.xs())).max().orElse(1);
        return Ticks.ofWholeNumbers(least, greatest, TICKS_ACROSS);
    }

    private static Ticks up(Panel panel) {
        return Ticks.around(Math.min(0, min(panel.ys())), max(panel.ys()), TICKS_UP);
    }

    private static double x(double value, Ticks across) {
        return LEFT + plotWidth() * (value - across.low()) / (across.high() - across.low());
    }

    private static double y(double value, Ticks up, int bottom) {
        return bottom - PANEL_HEIGHT * (value - up.low()) / (up.high() - up.low());
    }

    private static int plotWidth() {
        return WIDTH - LEFT - RIGHT;
    }

    private static double min(double[] values) {
        return Arrays.stream(values).min().orElse(0);
    }

    private static double max(double[] values) {
        return Arrays.stream(values).max().orElse(0);
    }

    private static String line(String kind, double x1, double y1, double x2, double y2) {
        return format("<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n", kind, x1, y1, x2, y2);
    }

    private static String text(String kind, double x, double y, String anchor, String words) {
        return format(
                "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
                kind, x, y, anchor, escaped(words));
    }

    private static String escaped(String words) {
        return words.codePoints()
                .mapToObj(c -> switch (c) {
                    case '<' -> "&lt;";
                    case '>' -> "&gt;";
                    case '&' -> "&amp;";
                    default -> Character.toString(c);
                })
                .collect(Collectors.joining());
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
