package io.mitalk.kit.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/** Immutable. A TOML file flattened to dotted names; the items of a list become lines. */
final class TomlFile {

    private TomlFile() {}

    static Map<String, String> read(Path path) {
        String text;
        try {
            text = Files.readString(path);
        } catch (IOException e) {
            throw new ConfigException(
                    "cannot read the configuration file "
                            + path
                            + ": check that it exists, is UTF-8 and is yours",
                    e);
        }
        try {
            var texts = new LinkedHashMap<String, String>();
            flatten("", new TomlMapper().readTree(text), texts);
            return texts;
        } catch (JacksonException e) {
            var place = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
            var what = e.getOriginalMessage().lines().findFirst().orElse("unreadable");
            throw new ConfigException(path + place + " is not TOML: " + what, e);
        }
    }

    private static void flatten(String name, JsonNode node, Map<String, String> texts) {
        if (node.isObject()) {
            for (var property : node.properties()) {
                flatten(
                        name.isEmpty() ? property.getKey() : name + "." + property.getKey(),
                        property.getValue(),
                        texts);
            }
        } else if (node.isArray()) {
            texts.put(
                    name,
                    node.valueStream().map(JsonNode::asString).collect(Collectors.joining("\n")));
        } else {
            texts.put(name, node.asString());
        }
    }
}
