package io.mitalk.realtime;

import io.mitalk.http.Problem;
import io.mitalk.http.ProblemTexts;
import io.mitalk.kit.json.Json;
import io.mitalk.kit.text.Language;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Immutable. The server's messages as texts; api/realtime.yaml describes them. */
final class Frames {

    private Frames() {}

    static String state(String channel, ChannelState state) {
        var node = Json.mapper().createObjectNode();
        node.put("op", "state").put("channel", channel).put("version", state.version());
        return Json.write(node.set("state", state.state()));
    }

    static History.Entry entry(ChannelEvent event) {
        var node = Json.mapper().createObjectNode();
        node.put("version", event.version()).put("type", event.type());
        return new History.Entry(event.version(), Json.write(node.set("patch", event.patch())));
    }

    static String event(String channel, History.Entry entry) {
        return "{\"op\":\"event\",\"channel\":"
                + Json.write(channel)
                + ","
                + entry.json().substring(1);
    }

    /** What somebody has not been told; {@code version} is where that leads, {@code passing} what only matters now. */
    static String events(
            String channel,
            long version,
            List<History.Entry> missed,
            Map<String, JsonNode> passing) {
        return "{\"op\":\"events\",\"channel\":"
                + Json.write(channel)
                + ",\"version\":"
                + version
                + missed.stream()
                        .map(History.Entry::json)
                        .collect(Collectors.joining(",", ",\"events\":[", "]"))
                + (passing.isEmpty() ? "" : ",\"ephemeral\":" + Json.write(passing))
                + "}";
    }

    static String ephemeral(String channel, String key, JsonNode data) {
        var node = Json.mapper().createObjectNode();
        node.put("op", "ephemeral").put("channel", channel).put("key", key);
        return Json.write(node.set("data", data));
    }

    static String heads(Map<String, Long> heads) {
        var message = new LinkedHashMap<String, Object>();
        message.put("op", "heads");
        message.put("heads", heads);
        return Json.write(message);
    }

    /** {@code op} is {@code closed} or {@code refused}. */
    static String problem(String op, @Nullable String channel, Problem problem, Wording wording) {
        var texts = wording.texts().of(problem);
        var text =
                switch (wording.language()) {
                    case ZH -> texts.zh();
                    case EN -> texts.en();
                };
        var told = new LinkedHashMap<String, Object>();
        told.put("slug", problem.slug());
        told.put("title", text.title());
        told.put("detail", text.detail());
        var message = new LinkedHashMap<String, Object>();
        message.put("op", op);
        if (channel != null) {
            message.put("channel", channel);
        }
        message.put("problem", told);
        return Json.write(message);
    }

    /** In which words problems are told. */
    record Wording(ProblemTexts texts, Language language) {}
}
