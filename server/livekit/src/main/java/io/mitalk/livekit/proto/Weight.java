package io.mitalk.livekit.proto;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Owned by one call. Looks through an encoded message before it is parsed. Two bytes are enough for an empty part of a
 * list, and the object that it becomes takes a hundred: a message of one megabyte would take fifty. So parts are
 * counted, and those that come with too few bytes each make the whole message one that cannot be read. What clients
 * send is far from the bound: identities and names alone are longer than that.
 */
public final class Weight {

    /** Units of which a message may have this many whatever its length; one takes about 64 bytes of memory. */
    static final int SPARE_UNITS = 4096;

    private static final int BYTES_PER_UNIT = 4;
    private static final int TEXT_UNITS = 1;
    private static final int MESSAGE_UNITS = 6;
    private static final int UNKNOWN_UNITS = 3;
    private static final int MAX_DEPTH = 32;

    private final CodedInputStream in;
    private long units;

    private Weight(byte[] message) {
        this.in = CodedInputStream.newInstance(message);
        this.units = SPARE_UNITS + (long) message.length / BYTES_PER_UNIT;
    }

    /**
     * Lets a message pass whose parts are worth their bytes.
     *
     * @throws InvalidProtocolBufferException when they are not, or what is there is no message
     */
    public static void check(Descriptor type, byte[] message)
            throws InvalidProtocolBufferException {
        try {
            new Weight(message).message(type, message.length, 0);
        } catch (InvalidProtocolBufferException e) {
            throw e;
        } catch (IOException e) {
            throw new InvalidProtocolBufferException(e);
        }
    }

    private void message(Descriptor type, int end, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new InvalidProtocolBufferException("nested too deeply");
        }
        while (in.getTotalBytesRead() < end) {
            int tag = in.readTag();
            var field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
            if (field == null) {
                take(UNKNOWN_UNITS);
            }
            if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                delimited(field, end, depth);
            } else if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_START_GROUP
                    || !in.skipField(tag)) {
                // Groups are not in the protocol, and each would be another object.
                throw new InvalidProtocolBufferException("a group");
            }
        }
        if (in.getTotalBytesRead() != end) {
            throw new InvalidProtocolBufferException("longer than what holds it");
        }
    }

    private void delimited(@Nullable FieldDescriptor field, int end, int depth) throws IOException {
        int length = in.readRawVarint32();
        int next = in.getTotalBytesRead() + length;
        if (length < 0 || next < 0 || next > end) {
            throw new InvalidProtocolBufferException("longer than what holds it");
        }
        if (field != null && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            take(MESSAGE_UNITS);
            message(field.getMessageType(), next, depth + 1);
        } else {
            take(TEXT_UNITS);
            in.skipRawBytes(length);
        }
    }

    private void take(int taken) throws InvalidProtocolBufferException {
        units -= taken;
        if (units < 0) {
            throw new InvalidProtocolBufferException("many parts for so few bytes");
        }
    }
}
