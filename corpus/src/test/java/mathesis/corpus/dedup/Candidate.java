package mathesis.corpus.dedup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// A candidate of a made-up run.
record Candidate(String url, String text, float score) {
    /// Archives of pages of which many are copies of others, exact, edited or under another spelling of the URL.
    static List<List<Candidate>> archives(int archives, int pages, long seed) {
        var random = new Random(seed);
        var made = new ArrayList<Candidate>();
        var run = new ArrayList<List<Candidate>>();
        for (int a = 0; a < archives; a++) {
            var archive = new ArrayList<Candidate>();
            for (int i = random.nextInt(pages + 1); i > 0; i--) {
                var candidate = made.isEmpty() || random.nextInt(3) == 0 ? fresh(random) : like(made, random);
                made.add(candidate);
                archive.add(candidate);
            }
            run.add(archive);
        }
        return run;
    }

    private static Candidate fresh(Random random) {
        var url = "http://site" + random.nextInt(40) + ".org/" + random.nextInt(10);
        return new Candidate(url, MinHashTest.text(random.nextInt(300), random.nextLong()), random.nextInt(3) / 2f);
    }

    private static Candidate like(List<Candidate> made, Random random) {
        var model = made.get(random.nextInt(made.size()));
        var other = fresh(random);
        return switch (random.nextInt(4)) {
            case 0 -> new Candidate(model.url.replace("http://", "https://www.") + "/", other.text, other.score);
            case 1 -> new Candidate(other.url, model.text.replace(" ", ", "), other.score);
            case 2 -> new Candidate("", MinHashTest.edited(model.text, 30, random.nextLong()), model.score);
            default -> new Candidate(other.url, MinHashTest.edited(model.text, 15, random.nextLong()), other.score);
        };
    }

    /// Writes the files of these archives, by their numbers.
    static void write(DedupFolder folder, Map<Integer, List<Candidate>> archives, DedupSettings settings, long memory)
            throws IOException {
        for (var archive : archives.entrySet()) {
            try (var writer = new KeyFileWriter(folder, archive.getKey(), settings, memory)) {
                for (var candidate : archive.getValue()) {
                    writer.add(candidate.url, candidate.text, candidate.score);
                }
                writer.commit();
            }
        }
    }

    static Map<Integer, List<Candidate>> numbered(List<List<Candidate>> archives) {
        var numbered = new TreeMap<Integer, List<Candidate>>();
        archives.forEach(archive -> numbered.put(numbered.size(), archive));
        return numbered;
    }

    /// Every drop of a run, resolved in this order of archives.
    static Map<DocumentRef, Drop> drops(DedupFolder folder, List<Integer> order, DedupSettings settings, long memory)
            throws IOException {
        for (int range = settings.ranges() - 1; range >= 0; range--) {
            new DuplicateRange(folder, settings, memory).resolve(range, order);
        }
        var drops = new HashMap<DocumentRef, Drop>();
        for (int archive : order) {
            for (var drop : new DropLists(folder, settings).of(archive)) {
                drops.put(drop.document(), drop);
            }
        }
        return drops;
    }
}
