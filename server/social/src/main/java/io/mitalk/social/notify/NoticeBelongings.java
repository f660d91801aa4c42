package io.mitalk.social.notify;

import io.mitalk.db.Tx;
import io.mitalk.social.account.Belongings;
import java.util.UUID;

/** Thread-safe. The notices of an account, for its export and its end. */
public final class NoticeBelongings implements Belongings {

    @Override
    public String name() {
        return "notices";
    }

    @Override
    public Object export(Tx tx, UUID account) {
        return NoticeStore.of(tx, account);
    }

    @Override
    public void erase(Tx tx, UUID account) {
        NoticeStore.erase(tx, account);
    }
}
