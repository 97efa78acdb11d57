package mathesis.engine.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Brings the roles that `tokenizer_config.json` gives to tokens together with the tokens themselves.
record NamedTokens(TokenizerJson json, TokenizerConfig config) {
    /// All added tokens: a token that has a role is special, even where `tokenizer.json` only has it in its vocabulary.
    List<AddedToken> added() throws TokenizerFormatException {
        var added = new ArrayList<>(json.added());
        for (var content : config.named().values()) {
            if (added.stream().noneMatch(token -> token.spelled().equals(content))) {
                var id = json.vocabulary().get(content);
                if (id == null) {
                    throw new TokenizerFormatException(
                            "tokenizer_config.json: \"" + content + "\" is not a token of tokenizer.json");
                }
                added.add(new AddedToken(id, content, content, false, false, false, false, true));
            }
        }
        return added;
    }

    /// The tokens around a text: what `add_bos_token` and `add_eos_token` say goes before the post-processor.
    SpecialTokens around() throws TokenizerFormatException {
        var before = around("bos_token", config.addBosToken());
        var after = around("eos_token", config.addEosToken());
        return new SpecialTokens(
                before.orElse(json.specialTokens().before()),
                after.orElse(json.specialTokens().after()));
    }

    private Optional<List<Integer>> around(String role, Optional<Boolean> wanted) throws TokenizerFormatException {
        if (wanted.isEmpty() || !wanted.get()) {
            return wanted.map(_ -> List.of());
        }
        var content = config.named().get(role);
        for (var token : added()) {
            if (token.spelled().equals(content)) {
                return Optional.of(List.of(token.id()));
            }
        }
        throw new TokenizerFormatException("tokenizer_config.json: add_" + role + " is true but there is no " + role);
    }
}
