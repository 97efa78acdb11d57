package mathesis.corpus.training;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// Labelled lines as UTF-8 bytes: `__label__math words of the page \n`. It may be larger than the heap and is read many
/// times, by several threads at several places at once.
public interface TrainingText {
    /// Length in bytes; it does not change while the text is in use.
    long bytes() throws IOException;

    /// The bytes from `position` on. The caller closes it.
    InputStream open(long position) throws IOException;

    /// How it is called in messages.
    String name();

    /// The lines of a file.
    static TrainingText file(Path file) {
        return new TrainingText() {
            @Override
            public long bytes() throws IOException {
                return Files.size(file);
            }

            @Override
            public InputStream open(long position) throws IOException {
                var channel = FileChannel.open(file, StandardOpenOption.READ);
                channel.position(position);
                return Channels.newInputStream(channel);
            }

            @Override
            public String name() {
                return file.toString();
            }
        };
    }

    /// Lines in memory, each without its newline.
    static TrainingText lines(List<String> lines) {
        var bytes = new ByteArrayOutputStream();
        for (String line : lines) {
            bytes.writeBytes(line.replace('\n', ' ').getBytes(StandardCharsets.UTF_8));
            bytes.write('\n');
        }
        return of(bytes.toByteArray());
    }

    /// Lines in memory.
    ///
    /// @param text nobody writes to it from now on
    static TrainingText of(byte[] text) {
        return new TrainingText() {
            @Override
            public long bytes() {
                return text.length;
            }

            @Override
            public InputStream open(long position) {
                int from = (int) Math.min(position, text.length);
                return new ByteArrayInputStream(text, from, text.length - from);
            }

            @Override
            public String name() {
                return "the training text";
            }
        };
    }

    /// Several texts, one after the other; a newline ends each.
    static TrainingText concatenation(List<TrainingText> parts) {
        return parts.size() == 1 ? parts.get(0) : new JoinedText(parts);
    }
}
