package mathesis.rollout.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mathesis.engine.StreamingDecoder;
import mathesis.engine.Tokenizer;
import mathesis.rollout.ToolUse;
import mathesis.rollout.tool.ProgramCalls;
import mathesis.rollout.tool.ProgramOutput;
import mathesis.rollout.tool.ToolPolicy;

/// The dialogue of one completion with its tool: finds calls in what the model writes, dictates results to it, and
/// keeps in mind which tokens are whose.
final class Dialogue {
    private static final int[] NOTHING = {};

    private final ToolPolicy policy;
    private final Tokenizer tokenizer;
    private final StreamingDecoder decoder;
    private final ProgramCalls calls = new ProgramCalls();
    private final List<int[]> stretches = new ArrayList<>();
    private int failedPrograms;
    private String failure = "";
    private int[] dictation = NOTHING;
    private int dictated;

    Dialogue(ToolPolicy policy, Tokenizer tokenizer) {
        this.policy = policy;
        this.tokenizer = tokenizer;
        this.decoder = tokenizer.streamingDecoder(true);
    }

    /// Takes note of a token that the model wrote; true when that completes a call.
    boolean calls(int token) {
        return calls.append(decoder.append(token));
    }

    /// What to run for the call.
    List<String> programs() {
        return calls.programs();
    }

    /// Whether the model writes no more once the call is answered.
    boolean inLastRound() {
        return stretches.size() == policy.rounds() - 1;
    }

    /// The tokens that answer a call.
    int[] answer(ProgramOutput output) {
        failedPrograms += output.failed() ? 1 : 0;
        int[] tokens = encode((calls.endsLine() ? "" : "\n") + policy.shown(output.text()) + "\n```\n");
        for (int token : tokens) {
            calls.skip(decoder.append(token));
        }
        return tokens;
    }

    /// Notes that tokens `[start, end)` of the completion are the tool's.
    void own(int start, int end) {
        stretches.add(new int[] {start, end});
    }

    void fail(String reason) {
        failure = reason;
    }

    /// Has the model take these tokens as its next ones.
    void dictate(int[] tokens) {
        dictation = tokens;
        dictated = 0;
    }

    boolean dictates() {
        return dictated < dictation.length;
    }

    int dictation() {
        return dictation[dictated++];
    }

    ToolUse use() {
        return new ToolUse(
                stretches.stream().mapToInt(stretch -> stretch[0]).toArray(),
                stretches.stream().mapToInt(stretch -> stretch[1]).toArray(),
                failedPrograms,
                failure);
    }

    /// A special token that a program spells out must not end a turn or begin one, and a character that the vocabulary
    /// lacks must not break anything: such a text goes in character by character.
    private int[] encode(String text) {
        try {
            int[] tokens = tokenizer.encode(text, false);
            return tokenizer.decode(tokens, true).equals(tokenizer.decode(tokens, false)) ? tokens : spell(text);
        } catch (IllegalArgumentException e) { // a character that the vocabulary cannot express
            return spell(text);
        }
    }

    private int[] spell(String text) {
        return text.codePoints()
                .mapToObj(Character::toString)
                .map(this::encodeIfKnown)
                .flatMapToInt(Arrays::stream)
                .toArray();
    }

    private int[] encodeIfKnown(String character) {
        try {
            return tokenizer.encode(character, false);
        } catch (IllegalArgumentException e) { // left out
            return NOTHING;
        }
    }
}
