package mathesis.engine.tokenizer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import mathesis.engine.ChatMessage;
import mathesis.engine.StreamingDecoder;
import mathesis.engine.Tokenizer;
import mathesis.engine.tokenizer.jinja.Template;
import mathesis.engine.tokenizer.jinja.TemplateException;

/// A byte-level byte-pair tokenizer as published with LLaMA-3, Qwen2, DeepSeek LLM, DeepSeek Coder and their kin.
public final class HuggingFaceTokenizer implements Tokenizer {
    private final TokenizerJson json;
    private final Map<String, Integer> ids;
    private final TokenBytes bytes;
    private final AddedTokens verbatim;
    private final AddedTokens normalized;
    private final int[] before;
    private final int[] after;
    private final Optional<ChatTemplate> chatTemplate;

    private HuggingFaceTokenizer(
            TokenizerJson json, List<AddedToken> added, SpecialTokens around, Optional<ChatTemplate> chatTemplate) {
        this.json = json;
        this.chatTemplate = chatTemplate;
        ids = new HashMap<>(json.vocabulary());
        var texts = new HashMap<Integer, String>();
        json.vocabulary().forEach((token, id) -> texts.put(id, token));
        for (var token : added) {
            ids.put(token.spelled(), token.id());
            texts.put(token.id(), token.content());
        }
        bytes = new TokenBytes(texts, special(added));
        verbatim = new AddedTokens(
                added.stream().filter(token -> !token.normalized()).toList());
        normalized =
                new AddedTokens(added.stream().filter(AddedToken::normalized).toList());
        before = around.before().stream().mapToInt(id -> id).toArray();
        after = around.after().stream().mapToInt(id -> id).toArray();
    }

    private static Set<Integer> special(List<AddedToken> added) {
        return added.stream().filter(AddedToken::special).map(AddedToken::id).collect(Collectors.toSet());
    }

    /// Reads `tokenizer.json` and, where they exist, `tokenizer_config.json` and `chat_template.jinja`.
    ///
    /// @throws TokenizerFormatException when a file asks for something that this class does not do exactly
    public static HuggingFaceTokenizer load(Path folder) throws IOException {
        var json = TokenizerJson.read(readJson(folder.resolve("tokenizer.json")));
        var configFile = folder.resolve("tokenizer_config.json");
        var config = TokenizerConfig.read(
                Files.exists(configFile) ? readJson(configFile) : new ObjectMapper().createObjectNode());
        var named = new NamedTokens(json, config);
        return new HuggingFaceTokenizer(json, named.added(), named.around(), chatTemplate(folder, config));
    }

    /// A file of its own goes before a template in the configuration.
    private static Optional<ChatTemplate> chatTemplate(Path folder, TokenizerConfig config) throws IOException {
        var file = folder.resolve("chat_template.jinja");
        var source = Files.exists(file) ? Optional.of(Files.readString(file)) : config.chatTemplate();
        try {
            return source.map(
                    text -> new ChatTemplate(Template.parse(text), config.named(), Clock.systemDefaultZone()));
        } catch (TemplateException e) {
            throw new TokenizerFormatException("chat template of " + folder + ": " + e.getMessage());
        }
    }

    private static JsonNode readJson(Path file) throws IOException {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (JsonProcessingException e) {
            throw new TokenizerFormatException(file + ": " + e.getMessage());
        }
    }

    @Override
    public int vocabularySize() {
        return bytes.size();
    }

    @Override
    public int[] encode(String text, boolean addSpecialTokens) {
        var ids = new Ids();
        if (addSpecialTokens) {
            ids.addAll(before);
        }
        encode(text.toCharArray(), ids);
        if (addSpecialTokens) {
            ids.addAll(after);
        }
        return ids.from(0);
    }

    private void encode(char[] text, Ids ids) {
        var words = Split.through(json.splits(), (t, from, to) -> json.encoder().encode(t, from, to, ids));
        verbatim.split(text, 0, text.length, new AddedTokens.Parts() {
            @Override
            public void text(int from, int to) {
                encodeNormalized(text, from, to, words, ids);
            }

            @Override
            public void token(int id) {
                ids.add(id);
            }
        });
    }

    private void encodeNormalized(char[] raw, int rawFrom, int rawTo, Split.Pieces words, Ids ids) {
        boolean changes = json.normalization().mayChange(raw, rawFrom, rawTo);
        var text = changes
                ? json.normalization()
                        .apply(new String(raw, rawFrom, rawTo - rawFrom))
                        .toCharArray()
                : raw;
        normalized.split(text, changes ? 0 : rawFrom, changes ? text.length : rawTo, new AddedTokens.Parts() {
            @Override
            public void text(int from, int to) {
                words.piece(text, from, to);
            }

            @Override
            public void token(int id) {
                ids.add(id);
            }
        });
    }

    @Override
    public String decode(int[] tokens, boolean skipSpecialTokens) {
        var text = new Bytes(4 * tokens.length);
        for (int token : tokens) {
            bytes.append(token, skipSpecialTokens, text);
        }
        return Utf8.decode(text.array(), 0, text.size());
    }

    @Override
    public StreamingDecoder streamingDecoder(boolean skipSpecialTokens) {
        return new ByteStreamDecoder((token, into) -> bytes.append(token, skipSpecialTokens, into));
    }

    @Override
    public OptionalInt id(String token) {
        var id = ids.get(token);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    @Override
    public boolean hasChatTemplate() {
        return chatTemplate.isPresent();
    }

    @Override
    public String renderChat(List<ChatMessage> messages, boolean addGenerationPrompt) {
        return chatTemplate
                .orElseThrow(() -> new IllegalStateException("the tokenizer has no chat template"))
                .render(messages, addGenerationPrompt);
    }
}
