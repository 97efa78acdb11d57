package mathesis.actors.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import mathesis.actors.cli.LineChart.Panel;
import mathesis.actors.cli.LineChart.Unit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LineChartTest {
    @Test
    void is_well_formed_whatever_its_titles_hold() throws Exception {
        var chart = new LineChart("a < b & \"c\"", "step", List.of(panel("reward > 0", new double[] {1, 2}, 0.1, 0.4)));
        var root = parse(chart.svg()).getDocumentElement();
        assertEquals("svg", root.getTagName());
        assertEquals("a < b & \"c\"", root.getElementsByTagName("text").item(0).getTextContent());
    }

    @Test
    void every_point_lies_inside_the_picture() throws Exception {
        var steps = IntStream.rangeClosed(0, 200).asDoubleStream().toArray();
        var values = IntStream.rangeClosed(0, 200)
                .mapToDouble(i -> Math.sin(i / 9.0))
                .toArray();
        var chart = new LineChart("run", "step", List.of(panel("a", steps, values), panel("b", steps, values)));
        var root = parse(chart.svg()).getDocumentElement();
        double width = Double.parseDouble(root.getAttribute("width"));
        double height = Double.parseDouble(root.getAttribute("height"));
        var curves = root.getElementsByTagName("polyline");
        assertEquals(2, curves.getLength());
        for (int c = 0; c < 2; c++) {
            var points = ((Element) curves.item(c)).getAttribute("points").split(" ");
            assertEquals(201, points.length);
            for (String point : points) {
                double x = Double.parseDouble(point.split(",")[0]);
                double y = Double.parseDouble(point.split(",")[1]);
                assertTrue(x > 0 && x < width && y > 0 && y < height, point);
            }
        }
    }

    @Test
    void greater_values_are_drawn_higher_and_labelled() throws Exception {
        var chart = new LineChart("run", "step", List.of(panel("accuracy", new double[] {0, 10}, 0.25, 0.5)));
        var root = parse(chart.svg()).getDocumentElement();
        var points = ((Element) root.getElementsByTagName("polyline").item(0))
                .getAttribute("points")
                .split("[ ,]");
        assertTrue(Double.parseDouble(points[3]) < Double.parseDouble(points[1]));
        assertTrue(chart.svg().contains(">50.0 %<"), "the last value is written beside its point");
    }

    @Test
    void a_chart_without_points_is_an_empty_frame() throws Exception {
        var chart = new LineChart("run", "step", List.of(panel("accuracy", new double[0])));
        assertEquals(0, parse(chart.svg()).getElementsByTagName("polyline").getLength());
    }

    private static Panel panel(String title, double[] steps, double... values) {
        return new Panel(title, "#0969da", Unit.PERCENT, true, steps, values);
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
}
