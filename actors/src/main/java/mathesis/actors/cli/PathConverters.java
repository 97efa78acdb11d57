package mathesis.actors.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Paths of flags, checked before any work begins.
final class PathConverters {
    private PathConverters() {}

    /// A file to read.
    static final class ExistingFile implements ITypeConverter<Path> {
        @Override
        public Path convert(String value) {
            var path = Path.of(value);
            require(Files.exists(path), value, "does not exist");
            require(!Files.isDirectory(path), value, "is a folder; a file is needed");
            require(Files.isReadable(path), value, "may not be read");
            return path;
        }
    }

    /// A folder to read.
    static final class ExistingFolder implements ITypeConverter<Path> {
        @Override
        public Path convert(String value) {
            var path = Path.of(value);
            require(Files.exists(path), value, "does not exist");
            require(Files.isDirectory(path), value, "is a file; a folder is needed");
            return path;
        }
    }

    /// A model: a Hugging Face folder or a file of llama2.c.
    static final class ExistingModel implements ITypeConverter<Path> {
        @Override
        public Path convert(String value) {
            var path = Path.of(value);
            require(Files.exists(path), value, "does not exist");
            require(
                    Files.isDirectory(path) || value.endsWith(".bin"),
                    value,
                    "is neither a folder in Hugging Face format nor a .bin file of llama2.c");
            return path;
        }
    }

    /// A file to write, in a folder that exists.
    static final class NewFile implements ITypeConverter<Path> {
        @Override
        public Path convert(String value) {
            var path = Path.of(value);
            var folder = path.toAbsolutePath().getParent();
            require(folder != null && Files.isDirectory(folder), value, "lies in a folder that does not exist");
            require(!Files.isDirectory(path), value, "is a folder; a file is needed");
            require(Files.isWritable(Files.exists(path) ? path : folder), value, "may not be written");
            return path;
        }
    }

    /// A folder to fill: one that does not exist yet, or an empty one.
    static final class NewFolder implements ITypeConverter<Path> {
        @Override
        public Path convert(String value) throws IOException {
            var path = Path.of(value);
            require(!Files.isRegularFile(path), value, "is a file; a folder is needed");
            if (Files.isDirectory(path)) {
                try (var entries = Files.list(path)) {
                    require(entries.findAny().isEmpty(), value, "is not empty; name a new folder");
                }
            }
            return path;
        }
    }

    private static void require(boolean holds, String value, String what) {
        if (!holds) {
            throw new TypeConversionException(value + " " + what);
        }
    }
}
