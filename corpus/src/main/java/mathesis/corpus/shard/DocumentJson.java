package mathesis.corpus.shard;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import mathesis.corpus.Document;
import mathesis.corpus.Page;

/// A document as a JSON object: `url`, `title`, `text`, `score`, `lang`, `tokens`, `warc`, `offset`, `record`, in that
/// order. Fields that it does not know are skipped when reading.
public final class DocumentJson {
    private static final int MOST_DEPTH = 32;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE) // whoever hands over a line has bounded it
                    .maxNestingDepth(MOST_DEPTH)
                    .build())
            .build());

    private DocumentJson() {}

    /// Writes a document and the end of its line; half surrogates become U+FFFD, as UTF-8 has no place for them.
    public static void write(OutputStream out, Document document) throws IOException {
        try (var json = JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.writeStartObject();
            json.writeStringField("url", Utf8.wellFormed(document.url()));
            json.writeStringField("title", Utf8.wellFormed(document.title()));
            json.writeStringField("text", Utf8.wellFormed(document.text()));
            json.writeNumberField("score", document.score());
            json.writeStringField("lang", Utf8.wellFormed(document.language()));
            json.writeNumberField("tokens", document.tokens());
            json.writeStringField("warc", Utf8.wellFormed(document.source().archive()));
            json.writeNumberField("offset", document.source().offset());
            json.writeNumberField("record", document.source().record());
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    /// Reads one.
    ///
    /// @throws IOException saying which field is missing or wrong
    public static Document read(byte[] utf8, int from, int to) throws IOException {
        var row = tree(utf8, from, to);
        try {
            return new Document(
                    text(row, "url"),
                    text(row, "title"),
                    text(row, "text"),
                    (float) number(row, "score").doubleValue(),
                    text(row, "lang"),
                    integer(row, "tokens"),
                    new Page.Source(text(row, "warc"), whole(row, "offset"), integer(row, "record")));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static JsonNode tree(byte[] utf8, int from, int to) throws IOException {
        try {
            return JSON.readTree(utf8, from, to - from);
        } catch (JsonProcessingException e) {
            throw new IOException("is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static String text(JsonNode row, String field) throws IOException {
        return require(row, field, row.path(field).isTextual(), "a string").textValue();
    }

    private static JsonNode number(JsonNode row, String field) throws IOException {
        return require(row, field, row.path(field).isNumber(), "a number");
    }

    private static long whole(JsonNode row, String field) throws IOException {
        var value = row.path(field);
        boolean whole = value.isIntegralNumber() && value.canConvertToLong();
        return require(row, field, whole, "a whole number").longValue();
    }

    private static int integer(JsonNode row, String field) throws IOException {
        var value = row.path(field);
        boolean fits = value.isIntegralNumber() && value.canConvertToInt();
        return require(row, field, fits, "a whole number below 2^31").intValue();
    }

    private static JsonNode require(JsonNode row, String field, boolean holds, String wanted) throws IOException {
        if (!holds) {
            throw new IOException("needs " + wanted + " \"" + field + "\"");
        }
        return row.get(field);
    }
}
