package mathesis.corpus.training;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// Several texts as one. Each counts one byte more than it has, for the newline behind it.
///
/// @param parts in their order
record JoinedText(List<TrainingText> parts) implements TrainingText {
    JoinedText {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("no training text is given");
        }
    }

    @Override
    public long bytes() throws IOException {
        long sum = 0;
        for (var part : parts) {
            sum = Math.addExact(sum, part.bytes() + 1);
        }
        return sum;
    }

    @Override
    public InputStream open(long position) throws IOException {
        long start = position;
        int first = 0;
        while (first < parts.size() - 1 && start > parts.get(first).bytes()) {
            start -= parts.get(first++).bytes() + 1;
        }
        return new Stream(first, start);
    }

    @Override
    public String name() {
        return parts.get(0).name() + " and " + (parts.size() - 1) + " more";
    }

    private final class Stream extends InputStream {
        private int part;
        private boolean inText;
        private InputStream in;

        Stream(int part, long start) throws IOException {
            this.part = part;
            this.inText = start <= parts.get(part).bytes(); // else behind the last newline
            this.in = parts.get(part).open(start);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = in.read(into, from, length);
            while (read < 0 && (inText || part < parts.size() - 1)) {
                in.close();
                in = inText
                        ? new ByteArrayInputStream(new byte[] {'\n'})
                        : parts.get(++part).open(0);
                inText = !inText;
                read = in.read(into, from, length);
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
