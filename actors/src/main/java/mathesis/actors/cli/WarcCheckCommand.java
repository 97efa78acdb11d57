package mathesis.actors.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import mathesis.corpus.DropReason;
import mathesis.corpus.Funnel;
import mathesis.corpus.warc.ArchiveLimits;
import mathesis.corpus.warc.ArchiveReader;
import mathesis.corpus.warc.Damage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `mathesis warc check`: counts of records, of those dropped and of damage.
@Command(
        name = "check",
        description = {
            "Read web archives to their ends and count records by type, those dropped by reason, and damage by kind.",
            "Exit code 1 where records are lost to damage or damage was read past; records that are whole and no page"
                    + " are no damage."
        })
final class WarcCheckCommand implements Callable<Integer> {
    /// Reasons that only a damaged or hostile archive gives.
    private static final Set<DropReason> LOST = EnumSet.of(
            DropReason.BAD_HEADER, DropReason.CORRUPT, DropReason.TRUNCATED, DropReason.BOMB, DropReason.BAD_HTTP);

    private static final String UNKNOWN = "unreadable";

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "ARCHIVE",
            converter = PathConverters.ExistingFile.class,
            description = "Archives to read.")
    private List<Path> archives;

    private final Map<String, Long> types = new TreeMap<>();
    private final Map<Damage, Long> damage = new EnumMap<>(Damage.class);
    private Funnel funnel = Funnel.EMPTY;
    private int damaged;

    @Override
    public Integer call() throws IOException {
        var progress = Progress.of(spec.commandLine().getErr(), "records");
        try {
            for (var archive : archives) {
                check(archive, progress);
            }
        } finally {
            progress.finish();
        }
        report(spec.commandLine().getOut());
        return damaged > 0 ? CommandLines.FAILED : CommandLines.DONE;
    }

    private void check(Path archive, Progress progress) throws IOException {
        try (var reader = ArchiveReader.open(archive, archive.toString(), ArchiveLimits.DEFAULT)) {
            for (var record = reader.nextRecord(); record.isPresent(); record = reader.nextRecord()) {
                var type = record.get().type();
                types.merge(type.matches("[a-z0-9-]{1,20}") ? type : UNKNOWN, 1L, Long::sum);
                progress.advance();
            }
            funnel = funnel.plus(reader.funnel());
            reader.damage().forEach((kind, count) -> damage.merge(kind, count, Long::sum));
            boolean lost = reader.funnel().dropped().keySet().stream().anyMatch(LOST::contains);
            if (lost || !reader.damage().isEmpty()) {
                damaged++;
                spec.commandLine().getOut().println("damaged: " + archive);
            }
        }
    }

    private void report(PrintWriter out) {
        var records = TextTable.ofNumbers("type", "records");
        types.forEach((type, count) -> records.row(type, count.toString()));
        records.row("all", String.valueOf(funnel.read())).lines().forEach(out::println);
        out.println();
        var pages = TextTable.ofNumbers("outcome", "records").row("PAGE", String.valueOf(funnel.kept()));
        funnel.dropped().forEach((reason, count) -> pages.row(reason.name(), count.toString()));
        pages.lines().forEach(out::println);
        if (!damage.isEmpty()) {
            out.println();
            var kinds = TextTable.ofNumbers("damage read past", "times");
            damage.forEach((kind, count) -> kinds.row(kind.name(), count.toString()));
            kinds.lines().forEach(out::println);
        }
        out.println();
        out.println(damaged == 0 ? "no damage" : damaged + " of " + archives.size() + " archives damaged");
    }
}
