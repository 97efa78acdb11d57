package mathesis.engine.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mathesis.engine.Fixtures;
import mathesis.engine.ModelConfig.Architecture;
import mathesis.engine.ModelConfig.RopeScaling;
import mathesis.engine.PretrainedModel;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SavedModelTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @MethodSource("mathesis.engine.Fixtures#models")
    void a_model_comes_back_bit_for_bit_with_its_tokenizer_files(String name) throws IOException {
        var saved = folder.resolve("saved");
        try (var model = PretrainedModel.load(Fixtures.model(name))) {
            model.save(saved);
            try (var again = PretrainedModel.load(saved)) {
                assertEquals(model.config(), again.config());
                assertEquals(model.generation(), again.generation());
                assertEquals(model.weights().sha256(), again.weights().sha256());
            }
        }
        for (var file : List.of("tokenizer.json", "tokenizer_config.json")) {
            assertEquals(-1, Files.mismatch(Fixtures.model(name).resolve(file), saved.resolve(file)), file);
        }
    }

    static Stream<Arguments> everyKind() {
        var scalings =
                List.of(new RopeScaling.None(), new RopeScaling.Linear(2.5), new RopeScaling.Llama3(8, 1, 4, 16));
        return Stream.of(Architecture.values())
                .flatMap(architecture -> scalings.stream()
                        .flatMap(scaling ->
                                Stream.of(true, false).map(tied -> Arguments.of(architecture, scaling, tied))));
    }

    @ParameterizedTest(name = "{0}, {1}, tied {2}")
    @MethodSource("everyKind")
    void every_shape_comes_back_without_a_tokenizer(Architecture architecture, RopeScaling scaling, boolean tied)
            throws IOException {
        try (var model = TinyModels.model(architecture, scaling, tied, 1)) {
            model.save(folder.resolve("saved"));
            try (var again = PretrainedModel.load(folder.resolve("saved"))) {
                assertEquals(model.config(), again.config());
                assertEquals(model.generation(), again.generation());
                assertEquals(model.weights().sha256(), again.weights().sha256());
                var refusal = assertThrows(IllegalStateException.class, again::tokenizer);
                assertTrue(refusal.getMessage().contains("holds no tokenizer"));
            }
        }
    }

    @ParameterizedTest(name = "{0} bytes: {1} files")
    @CsvSource({"1, 21", "1500, 6", "1000000, 1"})
    void sharded_weights_come_back(long shardBytes, int files) throws IOException {
        var saved = folder.resolve("saved");
        try (var model = TinyModels.llama(2)) {
            HuggingFaceModel.save(model, saved, DType.F32, shardBytes);
            assertEquals(files, shards(saved).size(), shards(saved).toString());
            for (var shard : shards(saved)) {
                try (var tensors = Safetensors.open(shard)) {
                    assertEquals(Map.of("format", "pt"), tensors.metadata());
                    assertTrue(tensors.names().size() == 1 || Files.size(shard) < shardBytes + 2000);
                }
            }
            try (var again = PretrainedModel.load(saved)) {
                assertEquals(model.weights().sha256(), again.weights().sha256());
            }
        }
    }

    @Test
    void bfloat16_rounds_each_weight_to_the_nearest() throws IOException {
        try (var model = TinyModels.llama(3)) {
            HuggingFaceModel.save(model, folder.resolve("saved"), DType.BF16);
            try (var again = PretrainedModel.load(folder.resolve("saved"))) {
                for (var tensor : model.weights().tensors()) {
                    var rounded = again.weights().tensor(tensor.name());
                    for (long i = 0; i < tensor.elements(); i++) {
                        float distance = Math.abs(rounded.get(i) - tensor.get(i));
                        assertTrue(distance <= Math.ulp(tensor.get(i)) * 0x1p15f, tensor.name() + " at " + i);
                        assertEquals(0, Float.floatToRawIntBits(rounded.get(i)) & 0xffff);
                    }
                }
            }
        }
    }

    /// Bits by hand: ties go to the even neighbour, overflow to infinity, and NaN keeps a set bit.
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "3f800000, 3f80", "3f807fff, 3f80", "3f808000, 3f80", "3f808001, 3f81", "3f818000, 3f82", "bf808001, bf81",
        "7f7fffff, 7f80", "7f800000, 7f80", "ff800000, ff80", "7f800001, 7fc0", "00000001, 0000", "80000000, 8000",
    })
    void bfloat16_bits(String from, String to) {
        float value = Float.intBitsToFloat(Integer.parseUnsignedInt(from, 16));
        assertEquals(to, "%04x".formatted(Floats.toBrain(value)));
    }

    @Test
    void the_files_of_a_tokenizer_are_saved_even_when_their_source_is_gone() throws IOException {
        var source = Files.createDirectory(folder.resolve("source"));
        try (var files = Files.list(Fixtures.small().resolve("models/qwen3"))) {
            for (var file : files.toList()) {
                Files.copy(file, source.resolve(file.getFileName()));
            }
        }
        try (var model = PretrainedModel.load(source)) {
            Folders.delete(source);
            model.save(folder.resolve("saved"));
        }
        try (var again = PretrainedModel.load(folder.resolve("saved"))) {
            assertArrayEquals(
                    new int[] {again.tokenizer().id("<|im_end|>").orElseThrow()},
                    again.tokenizer().encode("<|im_end|>", false));
        }
    }

    @Test
    void a_folder_that_holds_something_is_left_alone() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "mine");
        try (var model = TinyModels.llama(4)) {
            assertThrows(FileAlreadyExistsException.class, () -> model.save(folder));
        }
        try (var left = Files.list(folder)) {
            assertEquals(List.of(folder.resolve("notes.txt")), left.toList());
        }
    }

    @Test
    void an_empty_folder_is_filled() throws IOException {
        var empty = Files.createDirectory(folder.resolve("empty"));
        try (var model = TinyModels.llama(5)) {
            model.save(empty);
        }
        assertTrue(Files.exists(empty.resolve("model.safetensors")));
        assertFalse(Files.exists(folder.resolve("empty.partial")));
    }

    @Test
    void only_floats_of_32_bits_and_bfloat16_are_written() {
        try (var model = TinyModels.llama(6)) {
            var refusal = assertThrows(
                    IllegalArgumentException.class,
                    () -> HuggingFaceModel.save(model, folder.resolve("saved"), DType.F16));
            assertEquals("dtype is F16; F32 and BF16 are written", refusal.getMessage());
        }
    }

    private static List<Path> shards(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".safetensors"))
                    .sorted()
                    .toList();
        }
    }
}
