package mathesis.actors.cli;

import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import mathesis.corpus.DropReason;
import mathesis.corpus.Funnel;
import mathesis.corpus.warc.ArchiveReader;
import mathesis.corpus.warc.Damage;

/// What `extract-text` says at its end: pages, and records lost or damaged by reason.
final class ExtractTextSummary {
    private final Map<Damage, Long> damage = new EnumMap<>(Damage.class);
    private Funnel archives = Funnel.EMPTY;
    private long pages;
    private long failed;
    private long withFormulas;
    private long formulas;

    void count(PageTextRow row) {
        pages++;
        row.text()
                .ifPresentOrElse(
                        text -> {
                            withFormulas += text.formulas() > 0 ? 1 : 0;
                            formulas += text.formulas();
                        },
                        () -> failed++);
    }

    void count(ArchiveReader archive) {
        archives = archives.plus(archive.funnel());
        archive.damage().forEach((kind, count) -> damage.merge(kind, count, Long::sum));
    }

    void print(PrintWriter to) {
        to.println(String.format(
                Locale.ROOT,
                "pages: %,d, of which %,d with formulas (%,d), %,d not extracted",
                pages,
                withFormulas,
                formulas,
                failed));
        if (archives.read() > 0) {
            to.println(String.format(
                    Locale.ROOT, "records read: %,d, of which pages %,d", archives.read(), archives.kept()));
            for (var reason : DropReason.values()) {
                line(to, "skipped", reason.name(), archives.dropped(reason));
            }
            damage.forEach((kind, count) -> line(to, "damaged", kind.name(), count));
        }
    }

    private static void line(PrintWriter to, String what, String reason, long count) {
        if (count > 0) {
            to.println(String.format(
                    Locale.ROOT,
                    "  %s: %s %,d",
                    what,
                    reason.toLowerCase(Locale.ROOT).replace('_', ' '),
                    count));
        }
    }
}
