package io.mitalk.social.community;

import io.mitalk.db.Tx;
import io.mitalk.social.account.Accounts;

/** Thread-safe. What the community says about itself. */
public final class Communities {

    private static final int SHOWN_OF_ID = 16;

    private final String brand;
    private final boolean mail;
    private final Accounts accounts;

    /**
     * Made by the assembly.
     *
     * @param brand what it is called until its operator names it
     * @param mail whether letters really leave
     */
    public Communities(String brand, boolean mail, Accounts accounts) {
        this.brand = brand;
        this.mail = mail;
        this.accounts = accounts;
    }

    /** What everybody may know. */
    public Community card(Tx tx) {
        var row = CommunityStore.row(tx);
        String picture = row.picture();
        return new Community(
                row.name().isEmpty() ? brand : row.name(),
                row.description(),
                row.rules(),
                // The id makes another picture another address, so that a browser may keep it.
                picture == null
                        ? null
                        : "/api/community/picture?v=" + picture.substring(0, SHOWN_OF_ID),
                !accounts.hasOperator(tx),
                mail);
    }
}
