package io.mitalk.social.replay;

import io.mitalk.db.Tx;
import io.mitalk.social.account.Belongings;
import java.util.UUID;

/** Thread-safe. What recordings keep of an account: its voice, which goes with it. The shelf is swept within a day. */
public final class RecordingBelongings implements Belongings {

    @Override
    public String name() {
        return "recordings";
    }

    @Override
    public Object export(Tx tx, UUID account) {
        return RecordingStore.own(tx, account);
    }

    @Override
    public void erase(Tx tx, UUID account) {
        RecordingStore.withdraw(tx, account);
        tx.handle()
                .createUpdate("delete from replay_consent where account = :account")
                .bind("account", account)
                .execute();
    }
}
