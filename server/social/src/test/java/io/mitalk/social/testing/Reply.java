package io.mitalk.social.testing;

import java.net.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/** Immutable. What a server answered; {@code body} is missing where it is no JSON. */
public record Reply(int status, HttpHeaders headers, String text, JsonNode body) {

    /** The problem's slug, or the empty text. */
    public String slug() {
        return body.path("slug").asString("");
    }

    /** A field of the body as text, the empty text when there is none. */
    public String field(String name) {
        return body.path(name).asString("");
    }
}
