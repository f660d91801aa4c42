package io.mitalk.livekit.json;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import io.mitalk.kit.json.Json;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. Writes messages as JSON (protobuf's "ProtoJSON format"): 64-bit numbers as texts, bytes in base64, enums
 * by name.
 */
public enum ProtoWriter {
    /** As Twirp answers: names as in the definition, members without a value too. */
    TWIRP(true),
    /** As webhooks are sent: names in camel case, only what has a value. */
    EVENT(false);

    private final boolean whole;

    ProtoWriter(boolean whole) {
        this.whole = whole;
    }

    /** The text of one message. */
    public String write(Message message) {
        return Json.write(object(message));
    }

    private Map<String, @Nullable Object> object(Message message) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            String name = whole ? field.getName() : field.getJsonName();
            if (field.isMapField()) {
                var map = map(message, field);
                if (whole || !map.isEmpty()) {
                    object.put(name, map);
                }
            } else if (field.isRepeated()) {
                var list = list(message, field);
                if (whole || !list.isEmpty()) {
                    object.put(name, list);
                }
            } else if (message.hasField(field) || (whole && !field.hasPresence())) {
                object.put(name, value(field, message.getField(field)));
            } else if (whole && message(field) && field.getContainingOneof() == null) {
                object.put(name, null);
            }
        }
        return object;
    }

    private Map<String, Object> map(Message message, FieldDescriptor field) {
        var keys = field.getMessageType().findFieldByNumber(1);
        var values = field.getMessageType().findFieldByNumber(2);
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
            var entry = (Message) message.getRepeatedField(field, i);
            map.put(entry.getField(keys).toString(), value(values, entry.getField(values)));
        }
        return map;
    }

    private List<Object> list(Message message, FieldDescriptor field) {
        var list = new ArrayList<Object>();
        for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
            list.add(value(field, message.getRepeatedField(field, i)));
        }
        return list;
    }

    private Object value(FieldDescriptor field, Object value) {
        return switch (field.getJavaType()) {
            case INT -> unsigned(field) ? Integer.toUnsignedLong((int) value) : value;
            case LONG ->
                    unsigned(field)
                            ? Long.toUnsignedString((long) value)
                            : Long.toString((long) value);
            case FLOAT, DOUBLE -> number((Number) value);
            case BOOLEAN, STRING -> value;
            case BYTE_STRING ->
                    Base64.getEncoder().encodeToString(((ByteString) value).toByteArray());
            case ENUM -> name((EnumValueDescriptor) value);
            case MESSAGE -> object((Message) value);
        };
    }

    /** JSON has no number for what is none. */
    private static Object number(Number value) {
        return Double.isFinite(value.doubleValue()) ? value : value.toString();
    }

    /** A value that our definition does not know goes by its number. */
    private static Object name(EnumValueDescriptor value) {
        return value.getIndex() < 0 ? value.getNumber() : value.getName();
    }

    private static boolean message(FieldDescriptor field) {
        return field.getJavaType() == JavaType.MESSAGE;
    }

    static boolean unsigned(FieldDescriptor field) {
        return switch (field.getType()) {
            case UINT32, UINT64, FIXED32, FIXED64 -> true;
            case DOUBLE,
                    FLOAT,
                    INT64,
                    INT32,
                    BOOL,
                    STRING,
                    GROUP,
                    MESSAGE,
                    BYTES,
                    ENUM,
                    SFIXED32,
                    SFIXED64,
                    SINT32,
                    SINT64 ->
                    false;
        };
    }
}
