package mathesis.actors.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import mathesis.corpus.warc.ArchiveLimits;
import mathesis.corpus.warc.PackSettings;
import mathesis.corpus.warc.PageFolder;
import mathesis.corpus.warc.PagePacker;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// `mathesis warc pack`: archives of folders of pages.
@Command(
        name = "pack",
        description = {
            "Pack folders of HTML files as WARC archives, as if they had been crawled: each folder is a host"
                    + " https://NAME.example/.",
            "FOLDER packs each of its children under the child's name; NAME=FOLDER packs a folder under a name. Files"
                    + " .html, .htm and .xhtml count, also with .gz. The same files and flags give the same bytes."
        })
final class WarcPackCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "[NAME=]FOLDER", description = "Folders of pages, or of such folders.")
    private List<String> sources;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "FOLDER",
            description = "Where archives are written; those that are there are not overwritten.")
    private Path output;

    @Option(
            names = "--pages-per-archive",
            paramLabel = "N",
            defaultValue = "1000",
            converter = NumberConverters.Positive.class,
            description = "Most pages of an archive (default: 1000).")
    private int pagesPerArchive;

    @Option(
            names = "--shuffle-seed",
            paramLabel = "N",
            description = "Mix the hosts over the archives; without it pages come in the order of their names.")
    private Long shuffleSeed;

    @Option(
            names = "--strip",
            split = ",",
            paramLabel = "PATH[,PATH]",
            description = "Folders left out of URLs where a page lies below them, such as usr/share/doc,usr/share.")
    private List<String> strip = List.of();

    @Option(
            names = "--prefix",
            paramLabel = "NAME",
            defaultValue = "crawl",
            description = "Archives are named NAME-00000.warc.gz and so on (default: crawl).")
    private String prefix;

    @Option(
            names = "--date",
            paramLabel = "INSTANT",
            converter = Date.class,
            description = "Date of all records, such as 2026-01-31T12:00:00Z (default: 2000-01-01T00:00:00Z).")
    private Instant date = PackSettings.NO_DATE;

    /// A moment in UTC.
    static final class Date implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String value) {
            try {
                return Instant.parse(value);
            } catch (DateTimeParseException _) {
                throw new TypeConversionException("'" + value + "' is no date such as 2026-01-31T12:00:00Z");
            }
        }
    }

    @Override
    public Integer call() throws IOException {
        if (Files.exists(output) && !Files.isDirectory(output)) {
            throw new WrongUsageException("--output " + output + " is a file; a folder is needed");
        }
        var folders = folders();
        var seed = shuffleSeed == null ? OptionalLong.empty() : OptionalLong.of(shuffleSeed);
        int pageBytes = ArchiveLimits.DEFAULT.pageBytes();
        var settings = usable("--", () -> new PackSettings(prefix, strip, pagesPerArchive, seed, date, pageBytes));
        var progress = Progress.of(spec.commandLine().getErr(), "pages");
        PagePacker.Summary summary;
        try {
            summary = PagePacker.pack(folders, output, settings, _ -> progress.advance());
        } finally {
            progress.finish();
        }
        print(summary);
        return CommandLines.DONE;
    }

    private List<PageFolder> folders() throws IOException {
        var folders = new ArrayList<PageFolder>();
        for (var source : sources) {
            int equals = source.indexOf('=');
            if (equals > 0 && !Files.isDirectory(Path.of(source))) {
                var folder = folder(source.substring(equals + 1));
                folders.add(usable("", () -> new PageFolder(source.substring(0, equals), folder)));
            } else {
                folders.addAll(PageFolder.childrenOf(folder(source)));
            }
        }
        if (folders.isEmpty()) {
            throw new WrongUsageException(String.join(" and ", sources)
                    + " has no folders in it; name one NAME=FOLDER to pack its own files");
        }
        return folders;
    }

    /// Says what is wrong with a flag; its record leaves out the hyphens.
    private static <T> T usable(String before, Supplier<T> record) {
        try {
            return record.get();
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException(before + e.getMessage());
        }
    }

    private static Path folder(String named) {
        var path = Path.of(named);
        if (!Files.isDirectory(path)) {
            throw new WrongUsageException(named + " is no folder");
        }
        return path;
    }

    private void print(PagePacker.Summary summary) {
        var out = spec.commandLine().getOut();
        out.println(String.format(
                Locale.ROOT,
                "%,d pages of %,d hosts, %.1f MB, in %,d archives in %s",
                summary.pages(),
                summary.hosts(),
                summary.bytes() / 1e6,
                summary.archives(),
                output));
        note("larger than " + ArchiveLimits.DEFAULT.pageBytes() / (1 << 20) + " MiB", summary.tooLarge());
        note("could not be read", summary.unreadable());
        note("have the URL of another", summary.sameUrl());
    }

    private void note(String what, long pages) {
        if (pages > 0) {
            spec.commandLine().getOut().println(String.format(Locale.ROOT, "left out: %,d pages, %s", pages, what));
        }
    }
}
