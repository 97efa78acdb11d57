package mathesis.rollout.problems;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The words that fill a pattern's blanks.
final class Words {
    private record Name(String name, String pronoun) {}

    private record Noun(String one, String many) {}

    private static final List<Name> NAMES = List.of(
            new Name("Tom", "he"),
            new Name("Ann", "she"),
            new Name("Ben", "he"),
            new Name("Mia", "she"),
            new Name("Sam", "he"),
            new Name("Eva", "she"),
            new Name("Max", "he"),
            new Name("Lily", "she"),
            new Name("Jack", "he"),
            new Name("Zoe", "she"),
            new Name("Leo", "he"),
            new Name("Amy", "she"),
            new Name("Dan", "he"),
            new Name("Kate", "she"),
            new Name("Bob", "he"),
            new Name("Sue", "she"),
            new Name("Joe", "he"),
            new Name("Ida", "she"),
            new Name("Ned", "he"),
            new Name("Meg", "she"),
            new Name("Tim", "he"),
            new Name("Liz", "she"),
            new Name("Paul", "he"),
            new Name("Rosa", "she"));
    private static final List<String> THINGS = List.of(
            "apples",
            "books",
            "pens",
            "cards",
            "coins",
            "shells",
            "stamps",
            "eggs",
            "cookies",
            "marbles",
            "balls",
            "toys",
            "nuts",
            "pears",
            "plums",
            "beads",
            "stones",
            "cakes",
            "roses",
            "keys",
            "rings",
            "lemons",
            "cups",
            "buttons",
            "stickers",
            "candles",
            "peaches",
            "figs",
            "tickets",
            "photos");
    private static final List<Noun> CONTAINERS = List.of(
            new Noun("box", "boxes"),
            new Noun("bag", "bags"),
            new Noun("jar", "jars"),
            new Noun("basket", "baskets"),
            new Noun("tray", "trays"),
            new Noun("case", "cases"));
    private static final List<String> UNITS = List.of("feet", "inches", "meters", "yards");

    private Words() {}

    /// Words for one problem, by blank.
    static Map<String, String> draw(Draws draws) {
        var first = draws.pick(NAMES);
        var second = other(first, NAMES, draws);
        var thing = draws.pick(THINGS);
        var container = draws.pick(CONTAINERS);
        return Map.of(
                "N", first.name(),
                "M", second.name(),
                "he", first.pronoun(),
                "He", first.pronoun().equals("he") ? "He" : "She",
                "o", thing,
                "p", other(thing, THINGS, draws),
                "k", container.one(),
                "ks", container.many(),
                "u", draws.pick(UNITS));
    }

    /// Every word there is.
    static Set<String> all() {
        var all = new HashSet<>(THINGS);
        all.addAll(UNITS);
        NAMES.forEach(name -> all.addAll(List.of(name.name(), name.pronoun())));
        CONTAINERS.forEach(noun -> all.addAll(List.of(noun.one(), noun.many())));
        all.addAll(List.of("He", "She"));
        return all;
    }

    private static <T> T other(T taken, List<T> choices, Draws draws) {
        int i = draws.below(choices.size() - 1);
        return i < choices.indexOf(taken) ? choices.get(i) : choices.get(i + 1);
    }
}
