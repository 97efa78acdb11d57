package mathesis.corpus.rounds;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import mathesis.corpus.files.WholeFile;

/// The archives of a run by number. Fixed when the run begins: numbers stand in its files.
public final class ArchiveList {
    private static final List<String> SUFFIXES =
            List.of(".warc", ".warc.gz", ".warc.zst", ".wet", ".wet.gz", ".arc", ".arc.gz");

    /// @param file absolute
    /// @param size in bytes when the run began
    public record Archive(Path file, long size) {
        String name() {
            return file.getFileName().toString();
        }
    }

    private final List<Archive> archives;

    private ArchiveList(List<Archive> archives) {
        this.archives = List.copyOf(archives);
    }

    /// Finds archives: each pattern is a file, a folder that is searched, or a glob.
    ///
    /// @throws IOException when a pattern finds nothing, or a folder cannot be read
    public static ArchiveList find(List<String> patterns) throws IOException {
        var files = new TreeSet<Path>();
        for (var pattern : patterns) {
            var found = expand(pattern);
            if (found.isEmpty()) {
                throw new IOException("mathesis.mining.archives names " + pattern + ", where no archive was found (a"
                        + " folder is searched for " + String.join(", ", SUFFIXES) + ")");
            }
            found.forEach(file -> files.add(file.toAbsolutePath().normalize()));
        }
        var archives = new ArrayList<Archive>();
        for (var file : files) {
            archives.add(new Archive(file, Files.size(file)));
        }
        return new ArchiveList(archives);
    }

    private static List<Path> expand(String pattern) throws IOException {
        if (pattern.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0)) {
            return glob(pattern);
        }
        var path = Path.of(pattern);
        if (!Files.isDirectory(path)) {
            return Files.exists(path) ? List.of(path) : List.of();
        }
        return walk(path, ArchiveList::isArchive);
    }

    private static List<Path> glob(String pattern) throws IOException {
        var absolute = Path.of(pattern).toAbsolutePath().normalize();
        var fixed = absolute.getRoot();
        for (var part : absolute) {
            if (part.toString().chars().anyMatch(c -> "*?[{".indexOf(c) >= 0)) {
                break;
            }
            fixed = fixed.resolve(part);
        }
        var matcher = FileSystems.getDefault().getPathMatcher("glob:" + absolute);
        return Files.isDirectory(fixed) ? walk(fixed, matcher::matches) : List.of();
    }

    private static List<Path> walk(Path folder, java.util.function.Predicate<Path> wanted) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).filter(wanted).toList();
        }
    }

    private static boolean isArchive(Path file) {
        var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return SUFFIXES.stream().anyMatch(name::endsWith);
    }

    /// Writes the list: number, size and file by line.
    public void write(Path file) throws IOException {
        var lines = new StringBuilder();
        for (int i = 0; i < archives.size(); i++) {
            lines.append("%d\t%d\t%s\n"
                    .formatted(i, archives.get(i).size(), archives.get(i).file()));
        }
        WholeFile.write(file, out -> out.write(lines.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /// Reads the list of a run that has begun.
    ///
    /// @throws IOException when it is damaged
    public static ArchiveList read(Path file) throws IOException {
        var archives = new ArrayList<Archive>();
        for (var line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            var fields = line.split("\t", 3);
            try {
                archives.add(new Archive(Path.of(fields[2]), Long.parseLong(fields[1])));
            } catch (RuntimeException e) {
                throw new IOException(file + " line " + (archives.size() + 1) + " is damaged: " + line, e);
            }
        }
        return new ArchiveList(archives);
    }

    public int size() {
        return archives.size();
    }

    /// @throws IOException when the archive is not what it was when the run began
    public Archive get(int number) throws IOException {
        var archive = archives.get(number);
        if (!Files.exists(archive.file()) || Files.size(archive.file()) != archive.size()) {
            throw new IOException("archive " + archive.file() + " is missing or has not the " + archive.size()
                    + " bytes that it had when the run began; bring it back or begin a new run");
        }
        return archive;
    }
}
