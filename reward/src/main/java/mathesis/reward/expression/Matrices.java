package mathesis.reward.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mathesis.reward.expression.Expression.Matrix;
import mathesis.reward.expression.Expression.Product;
import mathesis.reward.expression.Expression.Sum;

/// Products of matrices, and of numbers with matrices, multiplied out.
public final class Matrices {
    private static final int MOST_ENTRIES = 64;

    private Matrices() {}

    /// The matrix that this is; nothing where it is none or its parts do not fit.
    public static Optional<Matrix> of(Expression expression) {
        return switch (expression) {
            case Matrix matrix -> Optional.of(matrix);
            case Product(var factors) when factors.stream().anyMatch(Matrix.class::isInstance) -> product(factors);
            default -> Optional.empty();
        };
    }

    private static Optional<Matrix> product(List<Expression> factors) {
        var scalars = new ArrayList<Expression>();
        var product = Optional.<Matrix>empty();
        for (var factor : factors) {
            if (!(factor instanceof Matrix matrix)) {
                scalars.add(factor);
            } else if (product.isEmpty()) {
                product = Optional.of(matrix);
            } else if (fits(product.get(), matrix)) {
                product = Optional.of(times(product.get(), matrix));
            } else {
                return Optional.empty();
            }
        }
        return product.map(matrix -> scaled(matrix, scalars));
    }

    private static boolean fits(Matrix left, Matrix right) {
        return left.rows().getFirst().size() == right.rows().size()
                && left.rows().size() * right.rows().getFirst().size() <= MOST_ENTRIES
                && right.rows().size() <= 8;
    }

    private static Matrix times(Matrix left, Matrix right) {
        var rows = new ArrayList<List<Expression>>();
        for (var row : left.rows()) {
            var out = new ArrayList<Expression>();
            for (int column = 0; column < right.rows().getFirst().size(); column++) {
                var terms = new ArrayList<Expression>();
                for (int k = 0; k < row.size(); k++) {
                    terms.add(
                            new Product(List.of(row.get(k), right.rows().get(k).get(column))));
                }
                out.add(new Sum(terms));
            }
            rows.add(out);
        }
        return new Matrix(rows);
    }

    private static Matrix scaled(Matrix matrix, List<Expression> scalars) {
        if (scalars.isEmpty()) {
            return matrix;
        }
        return new Matrix(matrix.rows().stream()
                .map(row -> row.stream()
                        .map(entry -> {
                            var factors = new ArrayList<>(scalars);
                            factors.add(entry);
                            return (Expression) new Product(factors);
                        })
                        .toList())
                .toList());
    }
}
