package mathesis.corpus.warc;

import static mathesis.corpus.warc.Archives.concat;
import static mathesis.corpus.warc.Archives.html;
import static mathesis.corpus.warc.Archives.http;
import static mathesis.corpus.warc.Archives.latin;
import static mathesis.corpus.warc.Archives.response;
import static mathesis.corpus.warc.Archives.url;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import mathesis.corpus.Page;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Seeded mutations of small archives: no input throws or loops, and records whose bytes were not touched are given.
@DisplayNameGeneration(ReplaceUnderscores.class)
class ArchiveFuzzTest {
    private static final int RECORDS = 12;
    private static final int ROUNDS = Integer.getInteger("mathesis.fuzz.rounds", 150);
    private static final Duration HANGS = Duration.ofMinutes(2);
    private static final ArchiveLimits SMALL = new ArchiveLimits(1 << 16, 1 << 15, 1024, 100, 1 << 14, 2);

    @TempDir
    private Path folder;

    private enum Packing {
        PLAIN(part -> part),
        GZIP(Archives::gzip),
        ZSTD(Zstd::compress);

        private final UnaryOperator<byte[]> pack;

        Packing(UnaryOperator<byte[]> pack) {
            this.pack = pack;
        }
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({"PLAIN, 1", "PLAIN, 2", "GZIP, 3", "GZIP, 4", "ZSTD, 5"})
    void untouched_records_survive_any_damage_to_one(Packing packing, long seed) {
        var random = new Random(seed);
        assertTimeoutPreemptively(HANGS, () -> {
            for (int round = 0; round < ROUNDS; round++) {
                var parts = new ArrayList<byte[]>();
                for (int i = 0; i < RECORDS; i++) {
                    parts.add(packing.pack.apply(page(i)));
                }
                int touched = random.nextInt(RECORDS);
                parts.set(touched, mutated(parts.get(touched), random));
                var outcome = Archives.read(folder, "fuzz", concat(parts.toArray(byte[][]::new)), SMALL);
                for (int i = 0; i < RECORDS; i++) {
                    int page = i;
                    assertTrue(
                            i == touched || outcome.pages().stream().anyMatch(given -> isPage(given, page)),
                            "seed %d, round %d: record %d was damaged and record %d is missing"
                                    .formatted(seed, round, touched, page));
                }
            }
        });
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({"PLAIN, 11", "GZIP, 12", "ZSTD, 13"})
    void no_damage_throws_or_loops(Packing packing, long seed) {
        var random = new Random(seed);
        var parts = new ArrayList<byte[]>();
        for (int i = 0; i < RECORDS; i++) {
            parts.add(packing.pack.apply(concat(page(2 * i), page(2 * i + 1))));
        }
        byte[] whole = concat(parts.toArray(byte[][]::new));
        assertTimeoutPreemptively(HANGS, () -> {
            for (int round = 0; round < ROUNDS; round++) {
                byte[] damaged = whole;
                for (int i = random.nextInt(8); i >= 0; i--) {
                    damaged = mutated(damaged, random);
                }
                var funnel = Archives.read(folder, "fuzz", damaged, SMALL).funnel();
                assertTrue(funnel.read() <= damaged.length, () -> funnel.toString());
            }
        });
    }

    private static boolean isPage(Page given, int number) {
        return given.url().equals(url(number)) && Arrays.equals(given.body(), latin(body(number)));
    }

    private static byte[] page(int number) {
        return response(url(number), latin(http(body(number), "X-Page: " + number)));
    }

    private static String body(int number) {
        return html(("words of page " + number + " ").repeat(3 + 7 * number % 23));
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        if (bytes.length == 0) {
            return bytes;
        }
        int at = random.nextInt(bytes.length);
        int length = 1 + random.nextInt(random.nextBoolean() ? 4 : 80);
        int end = Math.min(bytes.length, at + length);
        byte[] before = Arrays.copyOf(bytes, at);
        byte[] after = Arrays.copyOfRange(bytes, end, bytes.length);
        return switch (random.nextInt(6)) {
            case 0 -> flipped(bytes, at, random);
            case 1 -> concat(before, after);
            case 2 -> concat(before, noise(length, random), Arrays.copyOfRange(bytes, at, bytes.length));
            case 3 -> concat(before, noise(end - at, random), after);
            case 4 -> before;
            default -> concat(before, new byte[end - at], after);
        };
    }

    private static byte[] flipped(byte[] bytes, int at, Random random) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        return flipped;
    }

    private static byte[] noise(int length, Random random) {
        var noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }
}
