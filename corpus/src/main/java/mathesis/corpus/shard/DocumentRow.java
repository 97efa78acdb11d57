package mathesis.corpus.shard;

import java.util.ArrayList;
import java.util.List;
import mathesis.corpus.Document;
import mathesis.corpus.Page;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;

/// Puts a document together from the values of a row.
final class DocumentRow extends RecordMaterializer<Document> {
    private final List<Value> values = new ArrayList<>();
    private final GroupConverter root = new GroupConverter() {
        @Override
        public Converter getConverter(int field) {
            return values.get(field);
        }

        @Override
        public void start() {
            values.forEach(value -> value.set = false);
        }

        @Override
        public void end() {
            // getCurrentRecord reads the values
        }
    };

    DocumentRow() {
        for (int i = 0; i < DocumentSchema.SCHEMA.getFieldCount(); i++) {
            values.add(new Value());
        }
    }

    private static final class Value extends PrimitiveConverter {
        private String text = "";
        private long whole;
        private float real;
        private boolean set;

        @Override
        public void addBinary(Binary value) {
            text = value.toStringUsingUTF8();
            set = true;
        }

        @Override
        public void addInt(int value) {
            whole = value;
            set = true;
        }

        @Override
        public void addLong(long value) {
            whole = value;
            set = true;
        }

        @Override
        public void addFloat(float value) {
            real = value;
            set = true;
        }
    }

    @Override
    public Document getCurrentRecord() {
        for (int i = 0; i < values.size(); i++) {
            if (!values.get(i).set) {
                throw new IllegalArgumentException("has no value of \"" + DocumentSchema.SCHEMA.getFieldName(i) + "\"");
            }
        }
        return new Document(
                values.get(0).text,
                values.get(1).text,
                values.get(2).text,
                values.get(3).real,
                values.get(4).text,
                (int) values.get(5).whole,
                new Page.Source(values.get(6).text, values.get(7).whole, (int) values.get(8).whole));
    }

    @Override
    public GroupConverter getRootConverter() {
        return root;
    }
}
