package mathesis.corpus.rounds;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import mathesis.corpus.DropReason;
import mathesis.corpus.Funnel;
import mathesis.corpus.files.WholeFile;

/// A round's funnel as a table: a line an archive and one for all, a column a reason.
final class FunnelTable {
    private FunnelTable() {}

    static void write(Path file, Map<String, Funnel> byArchive) throws IOException {
        var lines = new StringBuilder("archive\tread\t");
        lines.append(Arrays.stream(DropReason.values())
                        .map(reason -> (reason.stage() + "/" + reason)
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-'))
                        .collect(Collectors.joining("\t")))
                .append("\tkept\n");
        byArchive.forEach((archive, funnel) -> lines.append(line(archive, funnel)));
        lines.append(line("all", byArchive.values().stream().reduce(Funnel.EMPTY, Funnel::plus)));
        WholeFile.write(file, out -> out.write(lines.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static String line(String archive, Funnel funnel) {
        var reasons = Arrays.stream(DropReason.values())
                .map(reason -> Long.toString(funnel.dropped(reason)))
                .collect(Collectors.joining("\t"));
        return archive + "\t" + funnel.read() + "\t" + reasons + "\t" + funnel.kept() + "\n";
    }
}
