package io.mitalk.livekit.json;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.mitalk.kit.json.Json;
import io.mitalk.kit.json.JsonInvalid;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe. Reads messages from JSON as its writers are allowed to spell it: members by either name, unknown ones
 * ignored, numbers also as texts, enums by name or number, base64 of either alphabet.
 */
public final class ProtoReader {

    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,20}");
    private static final double EXACT = 0x1p53;

    private ProtoReader() {}

    /**
     * Fills {@code into} with what {@code text} spells.
     *
     * @throws ProtoInvalid when it is no JSON object, or a member has another type
     */
    public static void read(String text, Message.Builder into) throws ProtoInvalid {
        try {
            fill(into, Json.read(text, Map.class));
        } catch (JsonInvalid e) {
            throw new ProtoInvalid("not a JSON object");
        }
    }

    private static void fill(Message.Builder into, Map<?, ?> members) throws ProtoInvalid {
        for (var member : members.entrySet()) {
            var field = field(into, String.valueOf(member.getKey()));
            Object value = member.getValue();
            if (field == null || value == null) {
                continue;
            }
            if (field.isMapField()) {
                entries(into, field, value);
            } else if (field.isRepeated()) {
                for (Object item : list(field, value)) {
                    into.addRepeatedField(field, value(into, field, item));
                }
            } else {
                into.setField(field, value(into, field, value));
            }
        }
    }

    private static @Nullable FieldDescriptor field(Message.Builder of, String name) {
        var type = of.getDescriptorForType();
        var field = type.findFieldByName(name);
        if (field != null) {
            return field;
        }
        return type.getFields().stream()
                .filter(candidate -> candidate.getJsonName().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static void entries(Message.Builder into, FieldDescriptor field, Object value)
            throws ProtoInvalid {
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong(field);
        }
        var keys = field.getMessageType().findFieldByNumber(1);
        var values = field.getMessageType().findFieldByNumber(2);
        for (var entry : map.entrySet()) {
            var built = into.newBuilderForField(field);
            built.setField(keys, key(keys, String.valueOf(entry.getKey())));
            Object held = entry.getValue();
            if (held == null) {
                throw wrong(field);
            }
            built.setField(values, value(built, values, held));
            into.addRepeatedField(field, built.build());
        }
    }

    private static Object key(FieldDescriptor field, String text) throws ProtoInvalid {
        return switch (field.getJavaType()) {
            case STRING -> text;
            case INT, LONG -> whole(field, text);
            case BOOLEAN -> Boolean.parseBoolean(text);
            case FLOAT, DOUBLE, BYTE_STRING, ENUM, MESSAGE -> throw wrong(field);
        };
    }

    private static List<?> list(FieldDescriptor field, Object value) throws ProtoInvalid {
        if (value instanceof List<?> list) {
            return list;
        }
        throw wrong(field);
    }

    /** {@code owner} makes builders of the field's type. */
    private static Object value(
            Message.Builder owner, FieldDescriptor field, @Nullable Object value)
            throws ProtoInvalid {
        if (value == null) {
            throw wrong(field);
        }
        return switch (field.getJavaType()) {
            case INT, LONG -> whole(field, value);
            case FLOAT -> (float) decimal(field, value);
            case DOUBLE -> decimal(field, value);
            case BOOLEAN -> of(field, value, Boolean.class);
            case STRING -> of(field, value, String.class);
            case BYTE_STRING -> bytes(field, of(field, value, String.class));
            case ENUM -> named(field, value);
            case MESSAGE -> {
                var built = owner.newBuilderForField(field);
                fill(built, of(field, value, Map.class));
                yield built.build();
            }
        };
    }

    private static Object whole(FieldDescriptor field, Object value) throws ProtoInvalid {
        BigInteger number = integer(field, value);
        boolean unsigned = ProtoWriter.unsigned(field);
        boolean small = field.getJavaType() == FieldDescriptor.JavaType.INT;
        int bits = (small ? 32 : 64) - (unsigned ? 0 : 1);
        if (number.bitLength() > bits || (unsigned && number.signum() < 0)) {
            throw wrong(field);
        }
        return small ? (Object) number.intValue() : (Object) number.longValue();
    }

    private static BigInteger integer(FieldDescriptor field, Object value) throws ProtoInvalid {
        if (value instanceof Double number
                && Math.rint(number) == number
                && Math.abs(number) <= EXACT) {
            return BigInteger.valueOf(number.longValue());
        }
        String text = value.toString();
        boolean number = value instanceof Number || value instanceof String;
        if (!number || !WHOLE.matcher(text).matches()) {
            throw wrong(field);
        }
        return new BigInteger(text);
    }

    private static double decimal(FieldDescriptor field, Object value) throws ProtoInvalid {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        try {
            return Double.parseDouble(of(field, value, String.class));
        } catch (NumberFormatException e) {
            throw wrong(field);
        }
    }

    private static ByteString bytes(FieldDescriptor field, String text) throws ProtoInvalid {
        try {
            return ByteString.copyFrom(
                    Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/')));
        } catch (IllegalArgumentException e) {
            throw wrong(field);
        }
    }

    private static EnumValueDescriptor named(FieldDescriptor field, Object value)
            throws ProtoInvalid {
        if (value instanceof Integer number) {
            return field.getEnumType().findValueByNumberCreatingIfUnknown(number);
        }
        var found = field.getEnumType().findValueByName(of(field, value, String.class));
        if (found == null) {
            throw wrong(field);
        }
        return found;
    }

    private static <T> T of(FieldDescriptor field, Object value, Class<T> type)
            throws ProtoInvalid {
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        throw wrong(field);
    }

    private static ProtoInvalid wrong(FieldDescriptor field) {
        return new ProtoInvalid("member " + field.getName() + " has another type");
    }
}
