package mathesis.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/// A report for machines: one JSON document. Rates are per second, shares are fractions of 1.
public final class ReportJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ReportJson() {}

    /// The document of `bench engine`, indented.
    public static String text(Report report) {
        return text(report, "engine");
    }

    /// The same for another benchmark.
    public static String text(Report report, String benchmark) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document(report, benchmark));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // a tree of numbers and strings can always be written
        }
    }

    private static ObjectNode document(Report report, String benchmark) {
        var document = MAPPER.createObjectNode().put("format", "mathesis-bench-" + benchmark + "/1");
        var machine = report.machine();
        document.putObject("machine")
                .put("cpu", machine.cpu())
                .put("cores", machine.cores())
                .put("vector_bits", machine.vectorBits())
                .put("java", machine.java())
                .put("os", machine.os())
                .put("load_average", machine.loadAverage())
                .put("fma_peak_flops", machine.flopsPerCore())
                .put("fma_peak_flops_where_bars_were_set", Bar.PEAK_WHERE_SET);
        var rows = document.putArray("rows");
        for (var section : report.sections()) {
            for (var row : section.rows()) {
                rows.add(row(section.group(), row));
            }
        }
        document.putObject("summary")
                .put("bars", report.bars())
                .put("met", report.met(Bar::verdict))
                .put("met_scaled", report.met(Bar::verdictHere))
                .put("disturbed_rows", report.disturbed())
                .put("seconds", report.seconds());
        return document;
    }

    private static ObjectNode row(String group, Row row) {
        var node = MAPPER.createObjectNode()
                .put("group", group)
                .put("name", row.name())
                .put("value", row.value())
                .put("unit", row.unit());
        row.spread().ifPresent(spread -> node.put("spread", spread));
        var yardsticks = node.putArray("yardsticks");
        row.yardsticks().forEach(yardstick -> yardsticks.add(yardstick(yardstick)));
        row.peer().ifPresent(peer -> node.set("peer", yardstick(peer)));
        row.bar().ifPresent(bar -> node.set("bar", bar(bar, row)));
        row.others().ifPresent(cores -> node.put("other_processes_cores", cores));
        if (!row.note().isEmpty()) {
            node.put("note", row.note());
        }
        return node;
    }

    private static ObjectNode yardstick(Yardstick yardstick) {
        return MAPPER.createObjectNode()
                .put("name", yardstick.name())
                .put("value", yardstick.value())
                .put("share", yardstick.share());
    }

    private static ObjectNode bar(Bar bar, Row row) {
        var node = MAPPER.createObjectNode();
        switch (bar) {
            case Bar.Share(var least) -> {
                var shares = node.put("rule", "share_of_any_yardstick_at_least").putArray("limits");
                for (double each : least) {
                    shares.add(each);
                }
            }
            case Bar.Rate(var least, var shareOfPeak, var leastHere) ->
                node.put("rule", "at_least")
                        .put("limit", least)
                        .put("share_of_fma_peak", shareOfPeak)
                        .put("limit_scaled", leastHere);
            case Bar.AtLeast(var least, var quiet) ->
                node.put("rule", "at_least").put("limit", least).put("quiet_machine_only", quiet);
            case Bar.AtMost(var most) -> node.put("rule", "at_most").put("limit", most);
        }
        return node.put("verdict", name(bar.verdict(row))).put("verdict_scaled", name(bar.verdictHere(row)));
    }

    private static String name(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }
}
