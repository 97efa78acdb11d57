package mathesis.reward.expression;

import java.util.ArrayList;
import java.util.List;
import mathesis.reward.expression.Expression.Product;
import mathesis.reward.expression.Expression.Sum;

/// The determinant of a small matrix, by its first row.
final class Determinant {
    private static final int LARGEST = 4;

    private Determinant() {}

    static Expression of(List<List<Expression>> rows) {
        int size = rows.size();
        if (size == 0 || size > LARGEST || rows.stream().anyMatch(row -> row.size() != size)) {
            throw new Unreadable("no small square matrix");
        }
        if (size == 1) {
            return rows.getFirst().getFirst();
        }
        var terms = new ArrayList<Expression>();
        for (int column = 0; column < size; column++) {
            var entry = rows.getFirst().get(column);
            var signed = column % 2 == 0 ? entry : Expression.negate(entry);
            terms.add(new Product(List.of(signed, of(minor(rows, column)))));
        }
        return new Sum(terms);
    }

    private static List<List<Expression>> minor(List<List<Expression>> rows, int column) {
        var minor = new ArrayList<List<Expression>>();
        for (var row : rows.subList(1, rows.size())) {
            var kept = new ArrayList<>(row);
            kept.remove(column);
            minor.add(kept);
        }
        return minor;
    }
}
