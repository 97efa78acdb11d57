package mathesis.corpus.rounds;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import mathesis.corpus.Document;
import mathesis.corpus.DropReason;
import mathesis.corpus.MiningConfig;
import mathesis.corpus.Page;
import mathesis.corpus.Verdict;
import mathesis.corpus.Verdict.Dropped;
import mathesis.corpus.Verdict.Kept;
import mathesis.corpus.classify.Scorer;
import mathesis.corpus.decontaminate.ContaminationReport;
import mathesis.corpus.language.LanguageIdentifier;
import mathesis.corpus.text.ExtractedText;

/// Judges pages in two passes. The first scores every page without a tree and drops those that the second would not
/// keep; the second extracts with care, and asks language, classifier and benchmarks. One a thread.
final class PageSieve {
    private final MiningConfig.Text config;
    private final RoundJudges judges;
    private final TokenCounter counter;
    private final ContaminationReport contamination;
    private final PageReader reader = new PageReader();
    private final Scorer scorer;

    /// @param contamination notes what the benchmarks drop
    PageSieve(MiningConfig.Text config, RoundJudges judges, TokenCounter counter, ContaminationReport contamination) {
        this.config = config;
        this.judges = judges;
        this.scorer = judges.scorer().another();
        this.counter = counter;
        this.contamination = contamination;
    }

    Verdict<Document> judge(Page page) {
        var dropped = firstPass(page);
        if (dropped.isPresent()) {
            return new Dropped<>(dropped.get());
        }
        return switch (reader.careful(page)) {
            case Kept<ExtractedText>(var extracted) -> judge(page, extracted);
            case Dropped<ExtractedText>(var reason) -> new Dropped<>(reason);
        };
    }

    private Optional<DropReason> firstPass(Page page) {
        reader.firstPass(page);
        return judges.firstPass()
                .dropsUnscored(reader.length())
                .or(() -> judges.firstPass().drops(score()));
    }

    private Verdict<Document> judge(Page page, ExtractedText extracted) {
        var text = extracted.text();
        if (!hasWords(text, config.minWords())) {
            return new Dropped<>(DropReason.TOO_SHORT);
        }
        var language = LanguageIdentifier.identify(text).code();
        if (!config.languages().isEmpty() && !config.languages().contains(language)) {
            return new Dropped<>(DropReason.LANGUAGE);
        }
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        float score = reader.normalize(utf8, utf8.length) ? score() : 0;
        if (score < config.minScore()) {
            return new Dropped<>(DropReason.SCORE);
        }
        var match = judges.benchmarks().flatMap(benchmarks -> benchmarks.find(utf8, 0, utf8.length));
        if (match.isPresent()) {
            contamination.removed(page.url(), match.get());
            return new Dropped<>(DropReason.CONTAMINATED);
        }
        contamination.clean();
        return new Kept<>(
                new Document(page.url(), extracted.title(), text, score, language, counter.count(text), page.source()));
    }

    private float score() {
        return scorer.score(reader.line(), 0, reader.length());
    }

    /// Whether a text has so many words, told apart by white space; a character of a script without spaces is a word.
    private static boolean hasWords(String text, int least) {
        int words = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length() && words < least; i++) {
            char c = text.charAt(i);
            boolean ideograph = c >= 0x2e80 && Character.isIdeographic(c);
            if (ideograph || (!inWord && !Character.isWhitespace(c))) {
                words++;
            }
            inWord = !ideograph && !Character.isWhitespace(c);
        }
        return words >= least;
    }
}
