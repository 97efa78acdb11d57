package mathesis.corpus.dedup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import mathesis.corpus.DropReason;
import mathesis.corpus.words.Symbols;
import mathesis.corpus.words.Words;

/// The rule of deduplication as it is stated, over all pairs in memory: no hashes of URLs or texts, no files.
final class AllPairs {
    private final MinHash minHash;
    private final DedupSettings settings;
    private final List<Page> best = new ArrayList<>();

    private record Page(DocumentRef ref, Candidate candidate, String url, List<String> words, int[] signature) {}

    AllPairs(Map<Integer, List<Candidate>> archives, DedupSettings settings) {
        this.settings = settings;
        this.minHash = new MinHash(settings.shape());
        archives.forEach((archive, candidates) -> {
            for (int i = 0; i < candidates.size(); i++) {
                best.add(page(new DocumentRef(archive, i), candidates.get(i)));
            }
        });
        best.sort(Comparator.comparing((Page page) -> -page.candidate.score())
                .thenComparing(page -> -page.candidate.text().length())
                .thenComparing((a, b) -> Long.compareUnsigned(UrlHash.of(a.url), UrlHash.of(b.url)))
                .thenComparing(Page::ref));
    }

    private Page page(DocumentRef ref, Candidate candidate) {
        var words = new Words(Symbols.ARE_WORDS)
                .of(candidate.text()).stream().map(Words.Word::text).toList();
        var signature = minHash.of(candidate.text()).signature();
        return new Page(ref, candidate, CanonicalUrl.of(candidate.url()), words, signature);
    }

    Map<DocumentRef, DropReason> reasons() {
        var reasons = new HashMap<DocumentRef, DropReason>();
        near().forEach(page -> reasons.put(page, DropReason.NEAR_DUPLICATE));
        duplicates((a, b) -> a.words.equals(b.words)).forEach(page -> reasons.put(page, DropReason.EXACT_DUPLICATE));
        duplicates((a, b) -> !a.url.isEmpty() && a.url.equals(b.url))
                .forEach(page -> reasons.put(page, DropReason.URL_DUPLICATE));
        return reasons;
    }

    private List<DocumentRef> duplicates(BiPredicate<Page, Page> same) {
        var found = new ArrayList<DocumentRef>();
        for (int i = 0; i < best.size(); i++) {
            var page = best.get(i);
            if (best.subList(0, i).stream().anyMatch(better -> same.test(better, page))) {
                found.add(page.ref);
            }
        }
        return found;
    }

    /// Leaders of each band's groups, by the rows themselves.
    private List<DocumentRef> near() {
        var found = new ArrayList<DocumentRef>();
        for (int band = 0; band < settings.shape().bands(); band++) {
            var leaders = new HashMap<List<Integer>, List<Page>>();
            for (var page : best) {
                if (!page.words.isEmpty()) {
                    var group = leaders.computeIfAbsent(rows(page, band), _ -> new ArrayList<>());
                    if (group.stream().anyMatch(leader -> isNear(leader, page))) {
                        found.add(page.ref);
                    } else {
                        group.add(page);
                    }
                }
            }
        }
        return found;
    }

    private boolean isNear(Page one, Page other) {
        return Fingerprint.similarity(one.signature, other.signature) >= settings.threshold();
    }

    private List<Integer> rows(Page page, int band) {
        var rows = new ArrayList<Integer>();
        for (int i = 0; i < settings.shape().rows(); i++) {
            rows.add(page.signature[band * settings.shape().rows() + i]);
        }
        return rows;
    }
}
