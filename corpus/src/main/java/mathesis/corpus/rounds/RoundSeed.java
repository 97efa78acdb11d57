package mathesis.corpus.rounds;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mathesis.corpus.MiningConfig;
import mathesis.corpus.domain.Annotations;
import mathesis.corpus.domain.Domain;
import mathesis.corpus.domain.DomainCount;
import mathesis.corpus.domain.DomainFiles;
import mathesis.corpus.domain.DomainReport;
import mathesis.corpus.domain.UrlRules;

/// Which pages are mathematics by their URL: those under the seed's rules in the first round, in a later one also those
/// under what was annotated after the round before.
record RoundSeed(MiningFolder folder, MiningConfig config) {
    /// URLs that a round learns from and no round before did.
    Predicate<String> newUrls(int round) throws IOException {
        List<Predicate<String>> before = new ArrayList<>();
        for (int earlier = 1; earlier < round; earlier++) {
            before.add(rules(earlier));
        }
        var now = rules(round);
        return url -> now.test(url) && before.stream().noneMatch(rules -> rules.test(url));
    }

    private Predicate<String> rules(int round) throws IOException {
        if (round == 1) {
            return fileOrNone(config.seed().rules())::matches;
        }
        return switch (config.domains().annotation()) {
            case NONE -> _ -> false;
            case WAIT -> Annotations.read(folder.round(round - 1).annotations()).rules()::matches;
            case RULES -> {
                var rules = fileOrNone(config.domains().rules());
                var listed = listedDomains(round - 1);
                yield url ->
                        rules.matches(url) && Domain.of(url).filter(listed::contains).isPresent();
            }
        };
    }

    private static UrlRules fileOrNone(String file) throws IOException {
        return file.isBlank() ? UrlRules.NONE : UrlRules.read(Path.of(file));
    }

    private Set<String> listedDomains(int round) throws IOException {
        return listed(round).listed().stream().map(DomainCount::domain).collect(Collectors.toSet());
    }

    /// The domains of a round that look like mathematics.
    DomainReport listed(int round) throws IOException {
        var report = new DomainReport(
                config.domains().minShare(), config.domains().minPages());
        var files = IntStream.range(0, config.dedup().ranges())
                .mapToObj(range -> folder.round(round).domainTally(range))
                .toList();
        DomainFiles.forEach(files, report::add);
        return report;
    }
}
