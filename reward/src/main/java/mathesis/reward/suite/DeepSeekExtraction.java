package mathesis.reward.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The paper's extraction of answers. Source: DeepSeek-Math, evaluation/data_processing/answer_extraction.py; the rules
/// of its comments are in the order of its code. Lines, letters and numbers are found as there, quirks included: the
/// few-shot rule of GSM8K reads 200 in "1,200", and "boxed" without a brace hides every other answer.
final class DeepSeekExtraction {
    private static final Pattern NUMBER = Pattern.compile("-?\\d*\\.?\\d+");
    private static final Pattern FEW_SHOT_NUMBER = Pattern.compile("-?\\d+\\.?\\d*");
    private static final Pattern AND = Pattern.compile("\\\\text\\{\\s*and\\s*\\}");
    private static final Pattern CHOICE = Pattern.compile("the final answer is \\(?([abcd])\\)?");
    private static final String ANSWER_IS = "he answer is";
    private static final String CHINESE = "\u7b54\u6848\u662f";
    private static final String OUTPUT = "```output";
    /// Only so many characters at the end of a solution are looked at; the original has no limit.
    private static final int LONGEST = 1 << 20;

    private DeepSeekExtraction() {}

    /// All candidates, normalised, the last one last.
    static List<String> candidates(String solution) {
        return raw(bounded(solution)).stream()
                .map(DeepSeekExtraction::normalised)
                .toList();
    }

    /// The last candidate, empty where there is none.
    static String last(String solution) {
        var candidates = candidates(solution);
        return candidates.isEmpty() ? "" : candidates.getLast();
    }

    /// The answers of a MATH solution: candidates are split where the question asks for several.
    static List<String> math(String question, String solution) {
        var answers = new ArrayList<String>();
        for (var candidate : candidates(solution)) {
            boolean listed = question.contains("separated by commas")
                    && candidate.chars().noneMatch(c -> "()[]".indexOf(c) >= 0);
            var parts = listed ? candidate.split(",", -1) : AND.split(candidate, -1);
            for (var part : parts) {
                answers.add(part.strip());
            }
        }
        return answers;
    }

    /// The last number before the next question; thousands separators break it.
    static String gsm8kFewShot(String solution) {
        var own = before(bounded(solution), "Q: ");
        var last = "[invalid]";
        var numbers = FEW_SHOT_NUMBER.matcher(own);
        while (numbers.find()) {
            last = numbers.group();
        }
        return last;
    }

    /// The last number of the line after the first anchor, else the general rule.
    static String cmath(String solution) {
        var line = chineseLine(solution);
        if (line.isEmpty()) {
            return last(solution);
        }
        var last = "";
        var numbers = FEW_SHOT_NUMBER.matcher(line);
        while (numbers.find()) {
            last = numbers.group();
        }
        return last;
    }

    /// The rest of the line after the first anchor, without dollar signs round it.
    static String chineseLine(String solution) {
        var text = bounded(solution);
        int at = text.indexOf(CHINESE);
        if (at < 0) {
            return "";
        }
        var line = before(text.substring(at + CHINESE.length()), "\n").strip();
        int start = 0;
        int end = line.length();
        while (start < end && line.charAt(start) == '$') {
            start++;
        }
        while (end > start && line.charAt(end - 1) == '$') {
            end--;
        }
        return line.substring(start, end).strip();
    }

    /// The letter after the first "the final answer is", in upper case; empty where there is none.
    static String choice(String solution) {
        var letter = CHOICE.matcher(bounded(solution).toLowerCase(java.util.Locale.ROOT));
        return letter.find() ? letter.group(1).toUpperCase(java.util.Locale.ROOT) : "";
    }

    /// The text between Minerva's words; empty where they are not.
    static String ocw(String solution) {
        var text = bounded(solution);
        int from = text.indexOf("final answer is");
        int to = from < 0 ? -1 : text.indexOf(". I hope it is correct.", from);
        return to < 0
                ? ""
                : text.substring(from + "final answer is".length(), to).strip();
    }

    private static List<String> raw(String text) {
        int minerva = text.indexOf("final answer is $");
        if (minerva >= 0 && text.contains("$. I hope")) {
            return List.of(before(text.substring(minerva + "final answer is $".length()), "$. I hope")
                    .strip());
        }
        if (text.contains("boxed")) {
            return boxes(text);
        }
        int sentence = text.lastIndexOf(ANSWER_IS);
        if (sentence >= 0) {
            return List.of(text.substring(sentence + ANSWER_IS.length()).strip());
        }
        var output = output(text);
        return output.isEmpty() ? lastNumber(text) : List.of(output);
    }

    /// Every box with braces; a percent sign behind one keeps its closing brace.
    private static List<String> boxes(String text) {
        var boxes = new ArrayList<String>();
        var pieces = text.split("boxed\\{", -1);
        for (int p = 1; p < pieces.length; p++) {
            var piece = pieces[p];
            int depth = 0;
            for (int i = 0; i < piece.length(); i++) {
                char c = piece.charAt(i);
                depth += c == '{' ? 1 : c == '}' ? -1 : 0;
                if (depth < 0) {
                    boxes.add(piece.substring(0, piece.startsWith("%", i + 1) ? i + 1 : i));
                    break;
                }
            }
        }
        return boxes;
    }

    private static String output(String text) {
        int block = text.lastIndexOf(OUTPUT);
        return block < 0
                ? ""
                : before(text.substring(block + OUTPUT.length()), "```").strip();
    }

    private static List<String> lastNumber(String text) {
        var numbers = NUMBER.matcher(text.replace(",", ""));
        List<String> last = List.of();
        while (numbers.find()) {
            last = List.of(numbers.group());
        }
        return last;
    }

    private static String normalised(String candidate) {
        var line = before(candidate.strip(), "\n");
        int start = 0;
        while (line.startsWith(":", start)) {
            start++;
        }
        int end = line.length();
        while (end > start && line.charAt(end - 1) == '.') {
            end--;
        }
        while (end > start && line.charAt(end - 1) == '/') {
            end--;
        }
        return DeepSeekString.strip(line.substring(start, end));
    }

    private static String before(String text, String mark) {
        int at = text.indexOf(mark);
        return at < 0 ? text : text.substring(0, at);
    }

    private static String bounded(String solution) {
        return solution.substring(Math.max(0, solution.length() - LONGEST));
    }
}
