package mathesis.engine.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import mathesis.engine.Fixtures;
import mathesis.engine.tensor.Tensor;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SafetensorsTest {
    private static final String A = "'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}";
    private static final byte[] TWO_FLOATS = SafetensorsFile.floats(1.5f, -2);

    @TempDir
    Path folder;

    @Test
    void tensors_and_metadata_come_back() throws IOException {
        var file = write("{'__metadata__':{'format':'pt'}," + A + "}   ", TWO_FLOATS);
        try (var tensors = Safetensors.open(file)) {
            assertEquals(Set.of("a"), tensors.names());
            assertEquals(Map.of("format", "pt"), tensors.metadata());
            assertArrayEquals(new long[] {2}, tensors.shape("a"));
            assertArrayEquals(new float[] {1.5f, -2}, tensors.floats("a"));
        }
    }

    @Test
    void every_float_type_is_widened_even_off_alignment() throws IOException {
        var header = """
                {'byte':{'dtype':'U8','shape':[1],'data_offsets':[0,1]},
                 'half':{'dtype':'F16','shape':[2],'data_offsets':[1,5]},
                 'brain':{'dtype':'BF16','shape':[2],'data_offsets':[5,9]},
                 'double':{'dtype':'F64','shape':[],'data_offsets':[9,17]},
                 'long':{'dtype':'I64','shape':[1],'data_offsets':[17,25]},
                 'none':{'dtype':'F32','shape':[0,7],'data_offsets':[25,25]}}""";
        // By hand: half 0x3c01 = 1 + 2^-10, 0x0001 = 2^-24; brain 0x3f81 = 1 + 2^-7, 0xff80 = -infinity; 2.0; -3.
        int[] data = {200, 0x01, 0x3c, 0x01, 0x00, 0x81, 0x3f, 0x80, 0xff, 0, 0, 0, 0, 0, 0, 0, 0x40};
        byte[] bytes = new byte[25];
        Arrays.fill(bytes, 17, 25, (byte) 0xff);
        bytes[17] = (byte) 0xfd;
        for (int i = 0; i < data.length; i++) {
            bytes[i] = (byte) data[i];
        }
        try (var tensors = Safetensors.open(write(header, bytes))) {
            assertArrayEquals(new float[] {200}, tensors.floats("byte"));
            assertArrayEquals(new float[] {1 + 0x1p-10f, 0x1p-24f}, read(tensors, "half", 2));
            assertArrayEquals(new float[] {1 + 0x1p-7f, Float.NEGATIVE_INFINITY}, read(tensors, "brain", 2));
            assertArrayEquals(new float[] {2}, read(tensors, "double"));
            assertArrayEquals(new double[] {-3}, tensors.doubles("long"));
            assertArrayEquals(new float[0], read(tensors, "none", 0, 7));
        }
    }

    @Test
    void element_by_element_and_whole_tensor_reading_agree_on_a_reference_file() throws IOException {
        var file = Fixtures.small().resolve("models/qwen3/model.safetensors");
        try (var tensors = Safetensors.open(file)) {
            for (var name : tensors.names()) {
                var shape = Arrays.stream(tensors.shape(name))
                        .mapToInt(Math::toIntExact)
                        .toArray();
                assertArrayEquals(tensors.floats(name), read(tensors, name, shape), name);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                                                              | header is not a JSON object",
                "{                                                               | not valid JSON",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} {}       | goes on after its JSON object",
                "{'a':7}                                                         | tensor a: data_offsets is not a list",
                "{'a':{'dtype':'F33','shape':[2],'data_offsets':[0,8]}}          | tensor a: dtype is \"F33\"; known are [F64, F32",
                "{'a':{'dtype':'F32','shape':2,'data_offsets':[0,8]}}            | tensor a: shape is not a list",
                "{'a':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}}         | tensor a: shape holds -2; must be whole and not negative",
                "{'a':{'dtype':'F32','shape':[2.0],'data_offsets':[0,8]}}        | tensor a: shape holds 2.0",
                "{'a':{'dtype':'F32','shape':[18446744073709551616],'data_offsets':[0,8]}} | tensor a: shape holds 18446744073709551616",
                "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}}          | tensor a: shape [3] of F32 takes 12 bytes, but data_offsets [0, 8] hold 8",
                "{'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,0]}} | tensor a: shape [4294967296, 4294967296] overflows",
                "{'a':{'dtype':'F32','shape':[4611686018427387904],'data_offsets':[0,0]}} | tensor a: shape [4611686018427387904] overflows",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}}          | tensor a: data_offsets [8, 0] do not form a range",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8,9]}}        | tensor a: data_offsets holds 3 numbers instead of 2",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[4,12]}}         | tensor a begins at 4 and leaves a gap after the header",
                "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,12]}}         | tensor a ends at 12, but only 8 bytes of data follow",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}          | 4 bytes follow the last tensor",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'b':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | tensor b begins at 0 and overlaps tensor a",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | Duplicate field 'a'",
            })
    void a_broken_header_is_refused_with_file_and_tensor(String header, String complaint) throws IOException {
        assertRefused(write(header, TWO_FLOATS), complaint);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(longs = {100_000_001, Long.MAX_VALUE, -1, Long.MIN_VALUE})
    void an_absurd_header_length_is_refused_before_anything_is_allocated(long length) throws IOException {
        var file = SafetensorsFile.write(folder.resolve("x.safetensors"), length, new byte[50]);
        assertRefused(file, "header length is " + Long.toUnsignedString(length) + "; at most 100000000");
    }

    @Test
    void a_file_without_tensors_is_sound() throws IOException {
        try (var tensors = Safetensors.open(write("{}"))) {
            assertEquals(Set.of(), tensors.names());
        }
    }

    @Test
    void deep_nesting_is_refused() throws IOException {
        assertRefused(write("{'a':" + "[".repeat(10_000) + "}", TWO_FLOATS), "nesting depth");
    }

    @Test
    void a_file_cut_anywhere_is_refused() throws IOException {
        var whole = Files.readAllBytes(write("{" + A + "}", TWO_FLOATS));
        for (int length = 0; length < whole.length; length++) {
            var cut = Files.write(folder.resolve("cut.safetensors"), Arrays.copyOf(whole, length));
            assertThrows(ModelFileException.class, () -> Safetensors.open(cut).close(), "cut at " + length);
        }
    }

    @Test
    void a_missing_tensor_or_another_shape_is_named() throws IOException {
        try (var tensors = Safetensors.open(write("{" + A + "}", TWO_FLOATS))) {
            var missing = assertThrows(ModelFileException.class, () -> tensors.floats("b"));
            assertTrue(missing.getMessage().endsWith("x.safetensors: holds no tensor b"), missing.getMessage());
            var other = assertThrows(ModelFileException.class, () -> read(tensors, "a", 1, 2));
            assertTrue(other.getMessage().endsWith("tensor a has shape [2] instead of [1, 2]"), other.getMessage());
        }
    }

    @Test
    void integers_are_no_weights() throws IOException {
        var file = write("{'a':{'dtype':'I32','shape':[2],'data_offsets':[0,8]}}", TWO_FLOATS);
        try (var tensors = Safetensors.open(file)) {
            var refusal = assertThrows(ModelFileException.class, () -> read(tensors, "a", 2));
            assertTrue(refusal.getMessage().contains("tensor a is I32; F32, BF16, F16 and F64 are read"));
        }
    }

    @Test
    void eight_bit_floats_are_listed_but_not_converted() throws IOException {
        var file = write("{'a':{'dtype':'F8_E4M3','shape':[8],'data_offsets':[0,8]}}", TWO_FLOATS);
        try (var tensors = Safetensors.open(file)) {
            assertEquals(DType.F8_E4M3, tensors.dtype("a"));
            var refusal = assertThrows(ModelFileException.class, () -> tensors.doubles("a"));
            assertTrue(refusal.getMessage().contains("tensor a is F8_E4M3, which is not converted"));
        }
    }

    private Path write(String header, byte... data) throws IOException {
        return SafetensorsFile.write(folder.resolve("x.safetensors"), header, data);
    }

    private static void assertRefused(Path file, String complaint) {
        var refusal = assertThrows(
                ModelFileException.class, () -> Safetensors.open(file).close());
        assertTrue(refusal.getMessage().startsWith(file + ": "), refusal.getMessage());
        assertTrue(refusal.getMessage().contains(complaint), refusal.getMessage());
    }

    private static float[] read(Safetensors tensors, String name, int... shape) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var data = arena.allocate(ValueLayout.JAVA_FLOAT, Tensor.elements(shape));
            var tensor = new Tensor(name, data, shape);
            tensors.read(name, tensor);
            return tensor.toArray();
        }
    }
}
