package mathesis.engine.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PanelsTest {
    private static final int PANEL = 32;

    @ParameterizedTest(name = "{0} rows, {1} columns, strides {2} and {3}")
    @CsvSource({
        "1, 1, 1, 5",
        "7, 32, 1, 9",
        "16, 16, 1, 16",
        "17, 31, 1, 17",
        "48, 32, 1, 288",
        "31, 32, 1, 40",
        "33, 17, 1, 64",
        "16, 32, 100, 3",
    })
    void a_transposed_panel_ends_in_zeros(int rows, int columns, int rowStride, int columnStride) {
        var from = Floats.normal(rows * rowStride + columns * columnStride, 1);
        var from_RC = Floats.of(from);
        var panel = Floats.filled((rows + 1L) * PANEL, 7);
        Panels.transpose(panel.address(), from_RC.address(), rowStride, columnStride, rows, columns);
        var actual = Floats.array(panel);
        for (int i = 0; i < actual.length; i++) {
            int row = i / PANEL;
            int column = i % PANEL;
            float inside = column < columns ? from[Math.min(row, rows - 1) * rowStride + column * columnStride] : 0;
            assertEquals(row < rows ? inside : 7, actual[i], "row " + row + ", column " + column);
        }
    }
}
