package io.mitalk.social.notify;

import io.mitalk.db.Tx;
import io.mitalk.kit.json.Json;
import io.mitalk.social.account.AccountPart;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Thread-safe. The field {@code notices} of an account's channel: notices by their ids. */
public final class NoticePart implements AccountPart {

    static final String KEY = "notices";

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public JsonNode state(Tx tx, UUID account) {
        var notices = Json.mapper().createObjectNode();
        for (var notice : NoticeStore.of(tx, account)) {
            notices.set(notice.id().toString(), Json.mapper().valueToTree(notice));
        }
        return notices;
    }
}
