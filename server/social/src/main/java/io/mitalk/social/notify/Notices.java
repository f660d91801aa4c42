package io.mitalk.social.notify;

import io.mitalk.db.Tx;
import io.mitalk.kit.id.Uuid7;
import io.mitalk.kit.json.Json;
import io.mitalk.social.account.Accounts;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Thread-safe. Tells people things. */
public final class Notices {

    private final Uuid7 ids;
    private final Accounts accounts;
    private final int max;

    /** Made by the assembly; {@code max} is how many notices an account keeps. */
    public Notices(Uuid7 ids, Accounts accounts, int max) {
        this.ids = ids;
        this.accounts = accounts;
        this.max = max;
    }

    /**
     * Tells an account something, seen by its pages right after the commit.
     *
     * @param kind kebab-case
     * @param data a record or map, small, and all that the page needs to show the notice
     */
    public void tell(Tx tx, UUID account, String kind, Object data) {
        tell(tx, account, kind, null, data);
    }

    /** The same about a thing that {@link #withdraw} can name later. */
    public void tell(Tx tx, UUID account, String kind, @Nullable UUID subject, Object data) {
        var notice = new Notice(ids.next(), kind, tx.now(), null, Json.mapper().valueToTree(data));
        NoticeStore.add(tx, account, subject, notice);
        var patch = Json.mapper().createObjectNode();
        patch.set(notice.id().toString(), Json.mapper().valueToTree(notice));
        NoticeStore.trim(tx, account, max).forEach(id -> patch.putNull(id.toString()));
        changed(tx, account, "notice-told", patch);
    }

    /** Takes back what has become untrue, such as an invitation that was revoked. */
    public void withdraw(Tx tx, UUID account, String kind, UUID subject) {
        var patch = Json.mapper().createObjectNode();
        NoticeStore.withdraw(tx, account, kind, subject)
                .forEach(id -> patch.putNull(id.toString()));
        changed(tx, account, "notice-withdrawn", patch);
    }

    /** Marks notices as read; ids of others and of nobody do nothing. */
    public void read(Tx tx, UUID account, Collection<UUID> ids) {
        var patch = Json.mapper().createObjectNode();
        for (var id : NoticeStore.read(tx, account, ids)) {
            patch.putObject(id.toString()).put("readAt", tx.now().toString());
        }
        changed(tx, account, "notices-read", patch);
    }

    /** An account's notices, the newest first. */
    public List<Notice> of(Tx tx, UUID account) {
        return NoticeStore.of(tx, account);
    }

    private void changed(Tx tx, UUID account, String type, ObjectNode notices) {
        if (notices.isEmpty()) {
            return;
        }
        var patch = Json.mapper().createObjectNode();
        patch.set(NoticePart.KEY, notices);
        accounts.tell(tx, account, type, patch);
    }
}
