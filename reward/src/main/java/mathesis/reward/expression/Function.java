package mathesis.reward.expression;

import java.util.Map;

/// Functions with a meaning of their own.
public enum Function {
    SIN,
    COS,
    TAN,
    COT,
    SEC,
    CSC,
    ARCSIN,
    ARCCOS,
    ARCTAN,
    SINH,
    COSH,
    TANH,
    EXP,
    /// Natural logarithm.
    LN,
    /// Logarithm of the first argument to the base of the second.
    LOG,
    ABS,
    FLOOR,
    CEILING,
    FACTORIAL,
    BINOMIAL,
    GCD,
    LCM,
    /// Remainder of the first argument by the second, with the sign of the second.
    MOD,
    MAX,
    MIN,
    /// Complex conjugate.
    CONJUGATE,
    REAL_PART,
    IMAGINARY_PART;

    private static final Map<String, Function> NAMES = Map.ofEntries(
            Map.entry("sin", SIN),
            Map.entry("cos", COS),
            Map.entry("tan", TAN),
            Map.entry("tg", TAN),
            Map.entry("cot", COT),
            Map.entry("ctg", COT),
            Map.entry("sec", SEC),
            Map.entry("csc", CSC),
            Map.entry("arcsin", ARCSIN),
            Map.entry("asin", ARCSIN),
            Map.entry("arccos", ARCCOS),
            Map.entry("acos", ARCCOS),
            Map.entry("arctan", ARCTAN),
            Map.entry("atan", ARCTAN),
            Map.entry("arctg", ARCTAN),
            Map.entry("sinh", SINH),
            Map.entry("cosh", COSH),
            Map.entry("tanh", TANH),
            Map.entry("exp", EXP),
            Map.entry("ln", LN),
            Map.entry("log", LOG),
            Map.entry("lg", LOG),
            Map.entry("abs", ABS),
            Map.entry("floor", FLOOR),
            Map.entry("ceil", CEILING),
            Map.entry("gcd", GCD),
            Map.entry("lcm", LCM),
            Map.entry("max", MAX),
            Map.entry("min", MIN),
            Map.entry("Re", REAL_PART),
            Map.entry("Im", IMAGINARY_PART));

    /// Whether a function has this name.
    static boolean isName(String name) {
        return NAMES.containsKey(name);
    }

    /// The function of this name; [#isName] says whether there is one.
    static Function named(String name) {
        return NAMES.get(name);
    }

    boolean takesSeveral() {
        return this == GCD || this == LCM || this == MAX || this == MIN;
    }

    /// Whether a power written on the name means the power of the value.
    boolean isTrigonometric() {
        return ordinal() <= TANH.ordinal();
    }
}
