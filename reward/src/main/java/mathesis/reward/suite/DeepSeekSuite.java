package mathesis.reward.suite;

import java.util.ArrayList;
import java.util.List;

/// The suites of the paper's evaluation as its code treats them (DeepSeekMath, appendix and official code).
enum DeepSeekSuite {
    /// GSM8K, MGSM and CMATH zero-shot: the last candidate.
    GSM8K {
        @Override
        List<String> predictions(String question, String solution) {
            return List.of(DeepSeekExtraction.last(solution));
        }
    },
    /// GSM8K few-shot: the last number before the next question.
    GSM8K_FEW_SHOT {
        @Override
        List<String> predictions(String question, String solution) {
            return List.of(DeepSeekExtraction.gsm8kFewShot(solution));
        }
    },
    /// MATH: all candidates.
    MATH {
        @Override
        List<String> predictions(String question, String solution) {
            return DeepSeekExtraction.math(question, solution);
        }

        @Override
        List<String> gold(String question, String field) {
            return field.contains("boxed{")
                    ? DeepSeekExtraction.math(question, field)
                    : List.of(DeepSeekString.strip(afterHashes(field)));
        }
    },
    /// CMATH few-shot: the last number of the line after the anchor.
    CMATH {
        @Override
        List<String> predictions(String question, String solution) {
            return List.of(DeepSeekExtraction.cmath(solution));
        }
    },
    /// Gaokao, free answers: parts of the line after the anchor, in order.
    GAOKAO_CLOZE {
        @Override
        List<String> predictions(String question, String solution) {
            return parts(DeepSeekExtraction.chineseLine(solution)).stream()
                    .map(DeepSeekString::strip)
                    .toList();
        }

        @Override
        List<String> gold(String question, String field) {
            return List.of(field.split(";", -1)).stream()
                    .map(DeepSeekString::strip)
                    .toList();
        }

        @Override
        boolean isCorrect(List<String> predictions, List<String> gold) {
            boolean correct = predictions.size() == gold.size();
            for (int i = 0; correct && i < gold.size(); i++) {
                correct = DeepSeekEquality.isCorrect(predictions.get(i), gold.get(i));
            }
            return correct;
        }
    },
    /// Gaokao, choices: of A to D in the line after the anchor, the one whose first occurrence is the latest.
    GAOKAO_QA {
        @Override
        List<String> predictions(String question, String solution) {
            var line = DeepSeekExtraction.chineseLine(solution);
            var best = "";
            for (var letter : List.of("A", "B", "C", "D")) {
                best = line.contains(letter) && (best.isEmpty() || line.indexOf(letter) > line.indexOf(best))
                        ? letter
                        : best;
            }
            return List.of(best);
        }

        @Override
        boolean isCorrect(List<String> predictions, List<String> gold) {
            return predictions.equals(gold);
        }
    },
    /// SAT and MMLU: the letter of Minerva's sentence.
    SAT {
        @Override
        List<String> predictions(String question, String solution) {
            return List.of(DeepSeekExtraction.choice(solution));
        }

        @Override
        boolean isCorrect(List<String> predictions, List<String> gold) {
            return predictions.equals(gold);
        }
    },
    /// OCW courses: Minerva's sentence.
    OCW {
        @Override
        List<String> predictions(String question, String solution) {
            return List.of(DeepSeekExtraction.ocw(solution));
        }

        @Override
        List<String> gold(String question, String field) {
            return List.of(field.strip());
        }

        @Override
        boolean isCorrect(List<String> predictions, List<String> gold) {
            return DeepSeekOcw.isCorrect(predictions.getFirst(), gold.getFirst());
        }
    };

    /// The answers of a solution; empty texts stand for none.
    abstract List<String> predictions(String question, String solution);

    /// The reference answers of an answer field: numbers lose their commas.
    List<String> gold(String question, String field) {
        return List.of(afterHashes(field).replace(",", "").strip());
    }

    /// Whether the predictions, of which there are at most as many as reference answers, are right.
    boolean isCorrect(List<String> predictions, List<String> gold) {
        return DeepSeekEquality.covers(predictions, gold);
    }

    /// Parts between semicolons, or between commas outside brackets.
    private static List<String> parts(String line) {
        var parts = new ArrayList<String>();
        boolean semicolons = line.indexOf(';') >= 0;
        int depth = 0;
        int start = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            if (semicolons ? c == ';' : c == ',' && depth == 0) {
                parts.add(line.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(line.substring(start).strip());
        return parts;
    }

    private static String afterHashes(String field) {
        int hashes = field.lastIndexOf("####");
        return (hashes < 0 ? field : field.substring(hashes + "####".length())).strip();
    }
}
