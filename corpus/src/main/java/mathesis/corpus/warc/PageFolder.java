package mathesis.corpus.warc;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// A folder whose pages are packed as those of one host, `https://NAME.example/`.
///
/// @param host name of the host, without `.example`
public record PageFolder(String host, Path folder) {
    private static final Pattern HOST = Pattern.compile("[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?");
    private static final List<String> ENDINGS = List.of(".html", ".htm", ".xhtml");

    public PageFolder {
        if (!HOST.matcher(host).matches() || host.length() > 200) {
            throw new IllegalArgumentException(
                    "'" + host + "' is no name of a host; use small letters, digits, hyphens and points");
        }
    }

    /// A folder of any name: letters that hosts do not have become hyphens.
    public static PageFolder named(String name, Path folder) {
        var host = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "-").replaceAll("^[.-]+|[.-]+$", "");
        return new PageFolder(host.isEmpty() ? "pages" : host, folder);
    }

    /// The children of a folder, each as one.
    public static List<PageFolder> childrenOf(Path parent) throws IOException {
        try (var children = Files.list(parent)) {
            return children.filter(Files::isDirectory)
                    .sorted()
                    .map(child -> named(child.getFileName().toString(), child))
                    .toList();
        }
    }

    /// A file of HTML in the folder.
    ///
    /// @param path within the folder, with slashes, without `.gz`
    record PageFile(PageFolder of, Path file, String path) {
        boolean isPacked() {
            return isGzip(file.getFileName().toString());
        }

        String contentType() {
            return path.toLowerCase(Locale.ROOT).endsWith(".xhtml") ? "application/xhtml+xml" : "text/html";
        }
    }

    /// All pages in the folder, by their paths. Links count if they lead to files within the folder.
    List<PageFile> pages() throws IOException {
        var root = folder.toRealPath();
        var pages = new ArrayList<PageFile>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (isPage(file.getFileName().toString()) && (attributes.isRegularFile() || leadsWithin(root, file))) {
                    pages.add(new PageFile(PageFolder.this, file, path(root, file)));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        pages.sort(Comparator.comparing(PageFile::path));
        return pages;
    }

    private static boolean leadsWithin(Path root, Path link) throws IOException {
        return Files.isRegularFile(link) && link.toRealPath().startsWith(root);
    }

    private static String path(Path root, Path file) {
        var path = root.relativize(file).toString().replace('\\', '/');
        return isGzip(path) ? path.substring(0, path.length() - ".gz".length()) : path;
    }

    private static boolean isPage(String name) {
        var letters = name.toLowerCase(Locale.ROOT);
        var plain = isGzip(letters) ? letters.substring(0, letters.length() - ".gz".length()) : letters;
        return ENDINGS.stream().anyMatch(plain::endsWith);
    }

    private static boolean isGzip(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".gz");
    }
}
