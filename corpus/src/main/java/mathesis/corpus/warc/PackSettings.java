package mathesis.corpus.warc;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/// How folders of pages become archives.
///
/// @param prefix          of the archives' names: `prefix-00000.warc.gz`
/// @param strip           folders left out of URLs where a page lies below them; the longest that fits counts
/// @param pagesPerArchive most pages of an archive
/// @param shuffleSeed     mixes the folders over the archives; without it pages come in the order of their names
/// @param date            that all records bear, so that the same pages give the same bytes
/// @param pageBytes       larger pages are left out
public record PackSettings(
        String prefix, List<String> strip, int pagesPerArchive, OptionalLong shuffleSeed, Instant date, int pageBytes) {
    /// For pages whose date is not known: made up, and seen to be.
    public static final Instant NO_DATE = Instant.parse("2000-01-01T00:00:00Z");

    public PackSettings {
        strip = strip.stream()
                .map(PackSettings::folder)
                .filter(each -> !each.isEmpty())
                .toList();
        if (!prefix.matches("[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException(
                    "prefix is '" + prefix + "'; must be of letters, digits, points, hyphens and underscores");
        }
        if (pagesPerArchive < 1) {
            throw new IllegalArgumentException("pages-per-archive is " + pagesPerArchive + "; must be at least 1");
        }
        if (pageBytes < 1 || pageBytes == Integer.MAX_VALUE) {
            throw new IllegalArgumentException("page-bytes is " + pageBytes + "; must lie between 1 byte and 2 GiB");
        }
    }

    /// Without slashes around it.
    private static String folder(String written) {
        return written.strip().replaceAll("^/+|/+$", "");
    }

    String archiveName(int number) {
        return String.format(Locale.ROOT, "%s-%05d.warc.gz", prefix, number);
    }

    /// The part of a page's path that its URL shows.
    String path(String relative) {
        return strip.stream()
                .filter(folder -> relative.startsWith(folder + "/"))
                .max(Comparator.comparingInt(String::length))
                .map(folder -> relative.substring(folder.length() + 1))
                .orElse(relative);
    }
}
