package mathesis.actors.mining;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import mathesis.actors.Settings;
import mathesis.actors.SettingsException;
import mathesis.actors.node.RunEnd;
import mathesis.actors.node.RunFailedException;
import mathesis.actors.node.RunLogFile;
import mathesis.actors.node.WholeFile;
import mathesis.corpus.MiningConfig;
import mathesis.corpus.rounds.ArchiveList;
import mathesis.corpus.rounds.MiningFolder;
import mathesis.corpus.rounds.MiningJournal;
import mathesis.corpus.rounds.RunFacts;

/// A mining run seen from one node: begins it, goes on with it, or takes part in it, until it is over.
public final class MiningRun {
    /// Makes what does the tasks of a run.
    interface Works {
        MiningWork of(MiningFolder folder, MiningConfig config, Executor trainingThreads);
    }

    private final Works works;
    private final MiningListener listener;

    /// @param listener watches the run whenever this node leads it
    public MiningRun(MiningListener listener) {
        this(RunWork::of, listener);
    }

    MiningRun(Works works, MiningListener listener) {
        this.works = works;
        this.listener = listener;
    }

    /// Begins a run and leads it.
    ///
    /// @param root the run folder: new or empty; every node of the run must see it under this name
    /// @throws IOException        an archive is missing, or the folder is not empty or cannot be written
    /// @throws RunFailedException the run ended before its time
    public MiningOutcome start(Settings settings, Path root) throws IOException {
        var folder = new MiningFolder(root.toAbsolutePath().normalize());
        requireNew(folder);
        var archives = ArchiveList.find(settings.mining().archives());
        if (archives.size() == 0) {
            throw new SettingsException("mathesis.mining.archives is empty; it must name web archives, for example"
                    + " --set 'mining.archives=[\"crawl/*.warc.gz\"]'");
        }
        Files.createDirectories(folder.root());
        archives.write(folder.archives());
        write(folder, AbsolutePaths.of(settings.resolved())); // the last: with it the folder holds a run
        return lead(folder, Settings.load(Optional.of(folder.settings()), List.of()));
    }

    /// Goes on with a run that was stopped, killed, or waited for its annotations.
    ///
    /// @param overrides settings to change, as in [Settings#load]
    /// @throws IOException        the folder holds no run, or the run is going on
    /// @throws SettingsException  a setting is wrong, or one that a run cannot change on its way
    /// @throws RunFailedException the run ended before its time
    public MiningOutcome resume(Path root, List<String> overrides) throws IOException {
        var folder = existing(root);
        if (MiningJournal.isHeld(folder.journal())) {
            throw new IOException("the run in " + folder.root() + " is going on; to take part in it:"
                    + " ./mathesis mine --join " + root);
        }
        var before = Settings.load(Optional.of(folder.settings()), List.of());
        var settings = Settings.load(Optional.of(folder.settings()), overrides);
        SettingsOfRun.requireSame(before.mining(), settings.mining());
        write(folder, settings.resolved());
        return lead(folder, settings);
    }

    /// Takes part in a run that other nodes lead, until it is over; leads it when they are gone.
    ///
    /// @param overrides settings of this node, as in [Settings#load]: `cluster.host`, `miners.threads` and the like
    /// @throws IOException        the folder holds no run, or no node of it makes itself known
    /// @throws RunFailedException the run ended before its time, or this node lost it
    public MiningOutcome join(Path root, List<String> overrides) throws IOException {
        var folder = existing(root);
        var own = new ArrayList<>(List.of("cluster.host=127.0.0.1", "cluster.port=0"));
        own.addAll(overrides);
        var before = Settings.load(Optional.of(folder.settings()), List.of());
        var settings = Settings.load(Optional.of(folder.settings()), own);
        SettingsOfRun.requireSame(before.mining(), settings.mining());
        return run(folder, settings, seeds(folder, settings));
    }

    private static MiningFolder existing(Path root) throws IOException {
        var folder = new MiningFolder(root.toAbsolutePath().normalize());
        if (!Files.exists(folder.settings())) {
            throw new IOException("folder " + root + " holds no mining run: there is no settings.conf (a run that was"
                    + " stopped before it began is begun again)");
        }
        return folder;
    }

    private static void requireNew(MiningFolder folder) throws IOException {
        if (Files.exists(folder.settings())) {
            throw new IOException("run folder " + folder.root() + " already holds a run; go on with it by"
                    + " ./mathesis mine --resume " + folder.root() + ", or name another folder");
        }
        if (Files.isDirectory(folder.root()) && !Files.exists(folder.archives())) {
            try (var files = Files.list(folder.root())) {
                if (files.findAny().isPresent()) {
                    throw new IOException("run folder " + folder.root() + " is not empty; name a new one");
                }
            }
        }
    }

    private MiningOutcome lead(MiningFolder folder, Settings settings) throws IOException {
        new NodeFiles(folder.nodes()).clear();
        return run(folder, settings, List.of());
    }

    private MiningOutcome run(MiningFolder folder, Settings settings, List<String> seeds) throws IOException {
        var end = new RunEnd<MiningOutcome>();
        var archives = ArchiveList.read(folder.archives()).size();
        var parts = new MiningNode.Parts(
                settings,
                folder,
                new RunFacts(folder, settings.mining(), archives),
                threads -> works.of(folder, settings.mining(), threads),
                listener);
        var log = folder.log("node-" + ProcessHandle.current().pid());
        Files.createDirectories(log.getParent());
        try (var _ = new RunLogFile(log);
                var _ = new MiningNode(parts, seeds, end)) {
            return end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunFailedException("interrupted", e);
        }
    }

    /// Nodes that make themselves known in the folder, as soon as there are any.
    private static List<String> seeds(MiningFolder folder, Settings settings) throws IOException {
        var files = new NodeFiles(folder.nodes());
        long longest = settings.deadlines().start().toNanos();
        long start = System.nanoTime();
        var seeds = files.addresses();
        while (seeds.isEmpty() && System.nanoTime() - start < longest) {
            pause();
            seeds = files.addresses();
        }
        if (seeds.isEmpty()) {
            throw new IOException("no node of the run has made itself known in " + folder.nodes() + " for "
                    + settings.deadlines().start().toSeconds() + " s (deadlines.start); lead the run from here with"
                    + " ./mathesis mine --resume " + folder.root());
        }
        return seeds;
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the nodes of the run", e);
        }
    }

    private static void write(MiningFolder folder, Config settings) throws IOException {
        WholeFile.write(
                folder.settings(),
                settings.root()
                        .render(ConfigRenderOptions.defaults()
                                .setOriginComments(false)
                                .setComments(false)
                                .setJson(false)));
    }
}
