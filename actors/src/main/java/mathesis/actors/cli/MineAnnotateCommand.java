package mathesis.actors.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.Callable;
import mathesis.actors.mining.MiningStatus;
import mathesis.corpus.domain.Annotations;
import mathesis.corpus.domain.UrlRules;
import mathesis.corpus.rounds.MiningFolder;
import mathesis.corpus.rounds.MiningPlan.Position;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `mathesis mine annotate`: tells a run that waits which URL paths of the listed domains are mathematics.
@Command(
        name = "annotate",
        description = {
            "Answer a mining run that waits for annotations: which URL paths of the math-related domains that it lists are"
                    + " mathematics. Pages under them come into the seed of the next round.",
            "By default the answers are read from the run's own domains.tsv, edited: the column accept says yes (all of"
                    + " the domain), no, or path prefixes such as /questions/ !/questions/tagged/ (! excludes). What is"
                    + " wrong is named with its line, and nothing is changed."
        })
final class MineAnnotateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", converter = PathConverters.ExistingFolder.class, description = "Folder of the run.")
    private Path folder;

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    private Answers answers = new Answers();

    private static final class Answers {
        @Option(
                names = "--from",
                paramLabel = "TSV",
                converter = PathConverters.ExistingFile.class,
                description = "Take the answers from this table, with columns accept and domain.")
        private Optional<Path> from = Optional.empty();

        @Option(
                names = "--rules",
                paramLabel = "FILE",
                converter = PathConverters.ExistingFile.class,
                description =
                        "Accept what these URL rules name in a listed domain: host/path-prefix by line, !host/path"
                                + " excludes.")
        private Optional<Path> rules = Optional.empty();

        @Option(names = "--accept-all-listed", description = "Accept every listed domain as a whole.")
        private boolean all;

        @Option(names = "--accept-none", description = "Accept nothing: the next round has the seed of this one.")
        private boolean none;
    }

    @Override
    public Integer call() throws IOException {
        int round = waitingRound();
        var files = new MiningFolder(folder).round(round);
        if (!Files.exists(files.domains())) {
            throw new IOException(files.domains() + " is missing; the run wrote it when round " + round + " ended");
        }
        answer(files.domains(), files.annotations());
        var out = spec.commandLine().getOut();
        var read = Annotations.read(files.annotations());
        out.printf(
                "Round %d: of %,d listed domains %,d are accepted, with %,d URL rules.%n",
                round,
                Annotations.listed(files.domains()).size(),
                read.accepted(),
                read.rules().size());
        if (read.undecided() > 0) {
            out.printf("%,d are undecided, which counts as no.%n", read.undecided());
        }
        out.println("To go on: ./mathesis mine --resume " + folder);
        out.println("To answer again before that: delete " + files.annotations());
        out.flush();
        return CommandLines.DONE;
    }

    private int waitingRound() throws IOException {
        var status = MiningStatus.read(folder);
        if (status.position() instanceof Position.Waiting(int round) && !status.running()) {
            return round;
        }
        throw new IOException("the run in " + folder + " does not wait for annotations;"
                + " how it stands: ./mathesis mine status " + folder);
    }

    private void answer(Path listed, Path annotations) throws IOException {
        if (answers.all) {
            acceptAll(listed, annotations);
        } else if (answers.none) {
            Annotations.write(annotations, new LinkedHashMap<>());
        } else if (answers.rules.isPresent()) {
            acceptByRules(listed, answers.rules.get(), annotations);
        } else {
            copy(answers.from.orElse(listed), annotations);
        }
    }

    private static void acceptAll(Path listed, Path annotations) throws IOException {
        var accepts = new LinkedHashMap<String, String>();
        Annotations.listed(listed).forEach(domain -> accepts.put(domain, "yes"));
        Annotations.write(annotations, accepts);
    }

    private static void acceptByRules(Path listed, Path file, Path annotations) throws IOException {
        var rules = UrlRules.read(file);
        var accepts = new LinkedHashMap<String, String>();
        for (var domain : Annotations.listed(listed)) {
            try {
                rules.accepts(domain).ifPresent(accept -> accepts.put(domain, accept));
            } catch (IllegalArgumentException e) {
                throw new IOException(file + ": " + e.getMessage(), e);
            }
        }
        if (accepts.isEmpty()) {
            throw new IOException(file + " names none of the domains listed in " + listed
                    + "; to go on with the same seed: --accept-none");
        }
        Annotations.write(annotations, accepts);
    }

    /// A table that nobody has touched is no answer.
    private static void copy(Path table, Path annotations) throws IOException {
        var read = Annotations.read(table);
        boolean untouched = read.accepted() == 0
                && read.undecided() == Annotations.listed(table).size();
        if (untouched) {
            throw new IOException("nobody has answered in " + table + ": write yes, no or path prefixes into its column"
                    + " accept, or take --rules, --accept-all-listed or --accept-none");
        }
        Annotations.copy(table, annotations);
    }
}
