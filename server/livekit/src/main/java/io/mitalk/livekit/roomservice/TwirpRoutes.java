package io.mitalk.livekit.roomservice;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.javalin.http.Context;
import io.mitalk.http.Body;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.RouteTable;
import io.mitalk.http.Routes;
import io.mitalk.kit.json.Json;
import io.mitalk.livekit.json.ProtoInvalid;
import io.mitalk.livekit.json.ProtoReader;
import io.mitalk.livekit.json.ProtoWriter;
import io.mitalk.livekit.proto.Weight;
import io.mitalk.livekit.room.RoomRefused;
import io.mitalk.livekit.room.RoomSettings;
import io.mitalk.livekit.room.Rooms;
import io.mitalk.livekit.token.Admission;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Thread-safe. {@code POST /twirp/livekit.<Service>/<Method>} (Twirp, version 7): protobuf or JSON in, the same out.
 * The caller is known before its request is read.
 */
public final class TwirpRoutes implements Routes {

    private static final String PATH = "/twirp/{service}/{method}";
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String JSON = "application/json";
    private static final String PROTOBUF = "application/protobuf";
    private static final String ROOM_SERVICE = "livekit.RoomService";

    /** What LiveKit has besides and this server does not. */
    private static final Set<String> ABSENT =
            Set.of(
                    "livekit.Egress",
                    "livekit.Ingress",
                    "livekit.SIP",
                    "livekit.AgentDispatchService",
                    "livekit.Connector");

    private final RoomService service;
    private final Admission admission;
    private final ApiSettings settings;

    public TwirpRoutes(
            Rooms rooms, RoomSettings limits, Admission admission, ApiSettings settings) {
        this.service = new RoomService(rooms, limits, settings);
        this.admission = admission;
        this.settings = settings;
    }

    @Override
    public void addTo(RouteTable table) {
        table.post(PATH, this::serve);
        table.options(PATH, TwirpRoutes::allow);
        table.get(
                PATH,
                context ->
                        fail(
                                context,
                                badRoute(
                                        context,
                                        "unsupported method \"GET\" (only POST is allowed)")));
    }

    /** A page of any origin may call: the token is the credential, and no cookie counts here. */
    private static void allow(Context context) {
        context.status(204)
                .header(ALLOW_ORIGIN, "*")
                .header("Access-Control-Allow-Methods", "POST")
                .header("Access-Control-Allow-Headers", "*, Authorization")
                .header("Access-Control-Max-Age", "86400");
    }

    private void serve(Context context) {
        context.header(ALLOW_ORIGIN, "*");
        try {
            answer(context);
        } catch (TwirpFailure failure) {
            fail(context, failure);
        } catch (RoomRefused refused) {
            fail(context, TwirpFailure.of(refused));
        }
    }

    private void answer(Context context) throws TwirpFailure, RoomRefused {
        var method = method(context);
        String header = Objects.requireNonNullElse(context.header("Content-Type"), "");
        String type = header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!type.equals(JSON) && !type.equals(PROTOBUF)) {
            throw badRoute(context, "unexpected Content-Type: \"" + header + "\"");
        }
        String authorization = Objects.requireNonNullElse(context.header("Authorization"), "");
        var caller = Caller.of(authorization, admission);
        var request = method.empty().newBuilderForType();
        read(context, type.equals(JSON), request);
        Message answer = method.answer(caller, request.build());
        if (type.equals(JSON)) {
            context.contentType(JSON).result(ProtoWriter.TWIRP.write(answer));
        } else {
            context.contentType(PROTOBUF).result(answer.toByteArray());
        }
    }

    private RoomService.Method<?> method(Context context) throws TwirpFailure {
        String name = context.pathParam("service");
        if (ABSENT.contains(name)) {
            throw new TwirpFailure(TwirpFailure.Code.UNIMPLEMENTED, name + " is not served here");
        }
        var method = name.equals(ROOM_SERVICE) ? service.method(context.pathParam("method")) : null;
        if (method == null) {
            throw badRoute(context, "no handler for path \"" + context.path() + "\"");
        }
        return method;
    }

    private void read(Context context, boolean json, Message.Builder into) throws TwirpFailure {
        try {
            byte[] body = Body.bytes(context, settings.requestBytes());
            if (json) {
                ProtoReader.read(new String(body, StandardCharsets.UTF_8), into);
            } else {
                Weight.check(into.getDescriptorForType(), body);
                into.mergeFrom(body);
            }
        } catch (ProblemRaised e) {
            throw new TwirpFailure(
                    TwirpFailure.Code.RESOURCE_EXHAUSTED, "the request is too large");
        } catch (ProtoInvalid e) {
            throw malformed("json");
        } catch (InvalidProtocolBufferException e) {
            throw malformed("protobuf");
        }
    }

    private static TwirpFailure malformed(String form) {
        return new TwirpFailure(
                TwirpFailure.Code.MALFORMED, "the " + form + " request could not be decoded");
    }

    private static TwirpFailure badRoute(Context context, String text) {
        return TwirpFailure.badRoute(text, context.method() + " " + context.path());
    }

    /** Errors are JSON whatever the request was. */
    private static void fail(Context context, TwirpFailure failure) {
        context.status(failure.status()).contentType(JSON).result(Json.write(failure.body()));
    }
}
