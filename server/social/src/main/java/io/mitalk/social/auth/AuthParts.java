package io.mitalk.social.auth;

import io.mitalk.db.Database;
import io.mitalk.social.account.Accounts;

/** Immutable. What every way in needs. */
record AuthParts(Database database, Accounts accounts, Sessions sessions) {}
