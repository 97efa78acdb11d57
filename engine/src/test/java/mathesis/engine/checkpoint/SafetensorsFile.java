package mathesis.engine.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes safetensors byte by byte, sound or broken.
final class SafetensorsFile {
    private SafetensorsFile() {}

    /// A file with this header, single quotes standing for double ones, and these bytes after it.
    static Path write(Path file, String header, byte... data) throws IOException {
        byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return write(file, json.length, json, data);
    }

    /// A file that claims a header of any length.
    static Path write(Path file, long headerLength, byte[] json, byte... data) throws IOException {
        var bytes = ByteBuffer.allocate(Long.BYTES + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(headerLength).put(json).put(data);
        return Files.write(file, bytes.array());
    }

    /// Little-endian floats.
    static byte[] floats(float... values) {
        var bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }
}
