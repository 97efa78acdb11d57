package mathesis.corpus.shard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/// What the end of a Parquet file says of it, as far as reading documents needs it.
///
/// @param schema    the columns of documents, each required or optional as in the file
/// @param rowGroups in their order
record ParquetFooter(MessageType schema, List<RowGroup> rowGroups) {
    private static final int TAIL = 8;
    private static final int MOST_BYTES = 64 << 20;
    private static final String MAGIC = "PAR1";

    static ParquetFooter read(FileChannel channel) throws IOException {
        var tail = ByteBuffer.wrap(
                        new ChunkInput(channel, Math.max(channel.size() - TAIL, 0), Math.min(channel.size(), TAIL))
                                .readAllBytes())
                .order(ByteOrder.LITTLE_ENDIAN);
        if (tail.capacity() < TAIL || !new String(tail.array(), 4, 4, StandardCharsets.ISO_8859_1).equals(MAGIC)) {
            throw new IOException("does not end as a Parquet file does");
        }
        int length = tail.getInt();
        if (length < 0 || length > Math.min(MOST_BYTES, channel.size() - TAIL)) {
            throw new IOException("says that its footer has " + length + " bytes");
        }
        var footer = new ChunkInput(channel, channel.size() - TAIL - length, length);
        return of(Util.readFileMetaData(footer, MOST_BYTES));
    }

    private static ParquetFooter of(FileMetaData file) throws IOException {
        var schema = Types.buildMessage();
        for (var wanted : DocumentSchema.SCHEMA.getFields()) {
            var primitive = wanted.asPrimitiveType();
            var repetition = repetition(
                    file.getSchema(),
                    wanted.getName(),
                    primitive.getPrimitiveTypeName().name());
            schema.addField(Types.primitive(primitive.getPrimitiveTypeName(), repetition)
                    .as(primitive.getLogicalTypeAnnotation())
                    .named(wanted.getName()));
        }
        return new ParquetFooter(schema.named(DocumentSchema.SCHEMA.getName()), file.getRow_groups());
    }

    /// Whether the file may leave a column's values out.
    ///
    /// @throws IOException when there is no such column at its top, or of another type
    private static Repetition repetition(List<SchemaElement> elements, String name, String type) throws IOException {
        for (var element : elements) {
            boolean physical = element.isSetType()
                    && thriftName(type).equals(element.getType().name());
            boolean plain = element.getRepetition_type() != FieldRepetitionType.REPEATED;
            if (element.getName().equals(name) && physical && plain) {
                return element.getRepetition_type() == FieldRepetitionType.OPTIONAL
                        ? Repetition.OPTIONAL
                        : Repetition.REQUIRED;
            }
        }
        throw new IOException("has no column \"" + name + "\" of type " + type);
    }

    private static String thriftName(String type) {
        return type.equals("BINARY") ? "BYTE_ARRAY" : type;
    }
}
