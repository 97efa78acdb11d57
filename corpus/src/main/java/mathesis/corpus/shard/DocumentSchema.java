package mathesis.corpus.shard;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import mathesis.corpus.Document;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;

/// The columns of a document, as [DocumentJson] names them.
final class DocumentSchema {
    static final MessageType SCHEMA = Types.buildMessage()
            .required(BINARY)
            .as(stringType())
            .named("url")
            .required(BINARY)
            .as(stringType())
            .named("title")
            .required(BINARY)
            .as(stringType())
            .named("text")
            .required(FLOAT)
            .named("score")
            .required(BINARY)
            .as(stringType())
            .named("lang")
            .required(INT32)
            .named("tokens")
            .required(BINARY)
            .as(stringType())
            .named("warc")
            .required(INT64)
            .named("offset")
            .required(INT32)
            .named("record")
            .named("document");

    private DocumentSchema() {}

    static void write(Document document, RecordConsumer to) {
        to.startMessage();
        text(to, 0, document.url());
        text(to, 1, document.title());
        text(to, 2, document.text());
        value(to, 3, () -> to.addFloat(document.score()));
        text(to, 4, document.language());
        value(to, 5, () -> to.addInteger(document.tokens()));
        text(to, 6, document.source().archive());
        value(to, 7, () -> to.addLong(document.source().offset()));
        value(to, 8, () -> to.addInteger(document.source().record()));
        to.endMessage();
    }

    private static void text(RecordConsumer to, int field, String text) {
        value(to, field, () -> to.addBinary(Binary.fromString(Utf8.wellFormed(text))));
    }

    private static void value(RecordConsumer to, int field, Runnable add) {
        var name = SCHEMA.getFieldName(field);
        to.startField(name, field);
        add.run();
        to.endField(name, field);
    }
}
