package mathesis.actors.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import mathesis.corpus.classify.FastTextModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `mathesis classifier args`: what a model's file says about its making.
@Command(
        name = "args",
        description = "Show the arguments that a model keeps in its file, as 'fasttext dump MODEL args' does.")
final class ClassifierArgsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "MODEL",
            converter = PathConverters.ExistingFile.class,
            description = "A .bin or .ftz file of fastText.")
    private Path file;

    @Override
    public Integer call() throws IOException {
        spec.commandLine().getOut().println(FastTextModel.read(file).arguments().dump());
        return CommandLines.DONE;
    }
}
