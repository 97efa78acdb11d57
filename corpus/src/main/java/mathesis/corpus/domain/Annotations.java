package mathesis.corpus.domain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;
import mathesis.corpus.files.WholeFile;

/// What a person wrote into the column `accept` of a [DomainReport]'s table.
///
/// An empty cell or `no` accepts nothing, `yes` the whole domain; otherwise path prefixes with spaces, commas or
/// semicolons between them, as [UrlRules] reads them after the host: `/questions/ !/questions/tagged/`. The
/// table may come back from a spreadsheet: tabs, commas or semicolons between cells, quoted cells, other columns
/// and another order of them, CRLF, byte order marks.
///
/// @param accepted domains of which at least a path is accepted
/// @param undecided domains whose cell is empty
/// @param rules    of the accepted ones
public record Annotations(int accepted, int undecided, UrlRules rules) {
    private static final Set<String> YES = Set.of("yes", "y", "x", "1", "true", "all");
    private static final Set<String> NO = Set.of("no", "n", "0", "false");

    /// @throws IOException naming file and line where the table cannot be understood
    public static Annotations read(Path file) throws IOException {
        var lines = TextLines.read(file);
        if (lines.isEmpty()) {
            throw new IOException(file + " is empty; its first line must name columns \"accept\" and \"domain\"");
        }
        var table = TextLines.parsed(file, 1, () -> Table.of(lines.getFirst()));
        var reading = new Reading();
        for (int i = 1; i < lines.size(); i++) {
            var line = lines.get(i);
            if (!line.isBlank()) {
                TextLines.parsed(file, i + 1, () -> reading.row(table, line));
            }
        }
        return new Annotations(reading.accepted, reading.undecided, new UrlRules(reading.rules));
    }

    /// The domains of a table, in its order, whatever is written beside them.
    ///
    /// @throws IOException naming file and line where the table cannot be understood
    public static List<String> listed(Path file) throws IOException {
        var lines = TextLines.read(file);
        if (lines.isEmpty()) {
            return List.of();
        }
        var table = TextLines.parsed(file, 1, () -> Table.of(lines.getFirst()));
        return lines.stream()
                .skip(1)
                .map(line -> Reading.cell(Cells.of(line, table.separator), table.domain))
                .filter(domain -> !domain.isEmpty())
                .toList();
    }

    /// Writes a table of domains with what is accepted of each; the file appears whole.
    public static void write(Path file, SequencedMap<String, String> acceptByDomain) throws IOException {
        var text = new StringBuilder("accept\tdomain\n");
        acceptByDomain.forEach((domain, accept) ->
                text.append(accept).append('\t').append(domain).append('\n'));
        WholeFile.write(file, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /// Copies a table; the copy appears whole.
    public static void copy(Path table, Path to) throws IOException {
        var bytes = Files.readAllBytes(table);
        WholeFile.write(to, out -> out.write(bytes));
    }

    /// How a table is laid out.
    private record Table(char separator, int accept, int domain) {
        static Table of(String header) {
            char separator = header.indexOf('\t') >= 0 ? '\t' : header.indexOf(';') >= 0 ? ';' : ',';
            var names = Cells.of(header, separator).stream()
                    .map(name -> name.strip().toLowerCase(Locale.ROOT))
                    .toList();
            int accept = names.indexOf("accept");
            int domain = names.indexOf("domain");
            if (accept < 0 || domain < 0) {
                throw new IllegalArgumentException(
                        "names the columns " + names + "; \"accept\" and \"domain\" must be there");
            }
            return new Table(separator, accept, domain);
        }
    }

    private static final class Reading {
        private final List<UrlRule> rules = new ArrayList<>();
        private int accepted;
        private int undecided;

        boolean row(Table table, String line) {
            var cells = Cells.of(line, table.separator);
            var domain = cell(cells, table.domain);
            var accept = cell(cells, table.accept);
            if (domain.isEmpty() && accept.isEmpty()) {
                return false; // a row of other notes
            }
            if (accept.isEmpty()) {
                undecided++;
                return false;
            }
            int before = rules.size();
            accept(domain, accept);
            accepted += rules.size() > before ? 1 : 0;
            return true;
        }

        private static String cell(List<String> cells, int index) {
            return index < cells.size() ? cells.get(index).strip() : "";
        }

        private void accept(String domain, String accept) {
            var word = accept.toLowerCase(Locale.ROOT);
            if (YES.contains(word)) {
                rules.add(UrlRule.parse(domain + "/"));
            } else if (!NO.contains(word)) {
                for (var path : accept.split("[\\s,;]+", -1)) {
                    addPath(domain, path, accept);
                }
            }
        }

        private void addPath(String domain, String path, String accept) {
            if (path.isEmpty()) {
                return;
            }
            boolean excludes = path.startsWith("!");
            var prefix = excludes ? path.substring(1) : path;
            if (!prefix.startsWith("/")) {
                throw new IllegalArgumentException(
                        "accepts '" + accept + "'; write yes, no, or path prefixes that begin with /");
            }
            rules.add(UrlRule.parse((excludes ? "!" : "") + domain + prefix));
        }
    }
}
