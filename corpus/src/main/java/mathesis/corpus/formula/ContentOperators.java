package mathesis.corpus.formula;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;

/// The operators and constants of content markup that are one sign or one name in TeX.
final class ContentOperators {
    private static final Map<String, String> INFIX = Map.ofEntries(
            Map.entry("eq", "="),
            Map.entry("neq", "\\ne"),
            Map.entry("gt", ">"),
            Map.entry("lt", "<"),
            Map.entry("geq", "\\ge"),
            Map.entry("leq", "\\le"),
            Map.entry("equivalent", "\\equiv"),
            Map.entry("approx", "\\approx"),
            Map.entry("factorof", "\\mid"),
            Map.entry("implies", "\\Rightarrow"),
            Map.entry("in", "\\in"),
            Map.entry("notin", "\\notin"),
            Map.entry("subset", "\\subseteq"),
            Map.entry("prsubset", "\\subset"),
            Map.entry("notsubset", "\\nsubseteq"),
            Map.entry("tendsto", "\\to"),
            Map.entry("notprsubset", "\\not\\subset"),
            Map.entry("union", "\\cup"),
            Map.entry("intersect", "\\cap"),
            Map.entry("setdiff", "\\setminus"),
            Map.entry("cartesianproduct", "\\times"),
            Map.entry("and", "\\wedge"),
            Map.entry("or", "\\vee"),
            Map.entry("xor", "\\oplus"),
            Map.entry("rem", "\\bmod"),
            Map.entry("vectorproduct", "\\times"),
            Map.entry("scalarproduct", "\\cdot"),
            Map.entry("outerproduct", "\\otimes"),
            Map.entry("compose", "\\circ"));

    private static final Map<String, String> FUNCTIONS = Map.ofEntries(
            Map.entry("determinant", "\\det"),
            Map.entry("arg", "\\arg"),
            Map.entry("real", "\\Re"),
            Map.entry("imaginary", "\\Im"),
            Map.entry("lcm", "\\operatorname{lcm}"),
            Map.entry("curl", "\\operatorname{curl}"),
            Map.entry("divergence", "\\operatorname{div}"),
            Map.entry("grad", "\\nabla"),
            Map.entry("laplacian", "\\Delta"),
            Map.entry("domain", "\\operatorname{dom}"),
            Map.entry("image", "\\operatorname{im}"),
            Map.entry("mean", "\\operatorname{mean}"),
            Map.entry("variance", "\\operatorname{var}"),
            Map.entry("sdev", "\\operatorname{sd}"),
            Map.entry("median", "\\operatorname{median}"),
            Map.entry("mode", "\\operatorname{mode}"),
            Map.entry("sech", "\\operatorname{sech}"),
            Map.entry("csch", "\\operatorname{csch}"),
            Map.entry("arcsinh", "\\operatorname{arsinh}"),
            Map.entry("arccosh", "\\operatorname{arcosh}"),
            Map.entry("arctanh", "\\operatorname{artanh}"),
            Map.entry("arccot", "\\operatorname{arccot}"));

    private static final Map<String, String> CONSTANTS = Map.ofEntries(
            Map.entry("pi", "\\pi"),
            Map.entry("exponentiale", "e"),
            Map.entry("imaginaryi", "i"),
            Map.entry("infinity", "\\infty"),
            Map.entry("emptyset", "\\emptyset"),
            Map.entry("eulergamma", "\\gamma"),
            Map.entry("integers", "\\mathbb{Z}"),
            Map.entry("reals", "\\mathbb{R}"),
            Map.entry("rationals", "\\mathbb{Q}"),
            Map.entry("naturalnumbers", "\\mathbb{N}"),
            Map.entry("complexes", "\\mathbb{C}"),
            Map.entry("primes", "\\mathbb{P}"),
            Map.entry("true", "\\text{true}"),
            Map.entry("false", "\\text{false}"),
            Map.entry("notanumber", "\\text{NaN}"),
            Map.entry("ident", "\\operatorname{id}"));

    private static final Set<String> OWN = Set.of(
            "plus",
            "minus",
            "times",
            "divide",
            "power",
            "root",
            "abs",
            "floor",
            "ceiling",
            "card",
            "factorial",
            "exp",
            "not",
            "transpose",
            "inverse",
            "conjugate",
            "log",
            "int",
            "sum",
            "product",
            "limit",
            "forall",
            "exists",
            "diff",
            "partialdiff",
            "sin",
            "cos",
            "tan",
            "ln",
            "max",
            "min",
            "gcd");

    private static final Set<String> QUALIFIERS = Set.of(
            "bvar", "lowlimit", "uplimit", "degree", "logbase", "condition", "domainofapplication", "momentabout");

    private ContentOperators() {}

    static Optional<String> infix(String name) {
        return Optional.ofNullable(INFIX.get(name));
    }

    static Optional<String> function(String name) {
        return Symbols.isFunction(name) ? Optional.of("\\" + name) : Optional.ofNullable(FUNCTIONS.get(name));
    }

    static Optional<String> constant(String name) {
        return Optional.ofNullable(CONSTANTS.get(name));
    }

    static boolean isConstant(String name) {
        return CONSTANTS.containsKey(name);
    }

    static boolean isQualifier(Element element) {
        return QUALIFIERS.contains(Markup.name(element));
    }

    /// Operators and constants have no content of their own.
    static boolean isEmpty(String name) {
        return OWN.contains(name)
                || INFIX.containsKey(name)
                || FUNCTIONS.containsKey(name)
                || CONSTANTS.containsKey(name);
    }
}
