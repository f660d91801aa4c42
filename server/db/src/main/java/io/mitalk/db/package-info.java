/**
 * The one truth: transactions on PostgreSQL, what follows from their commit, due times and durable messages. Start
 * reading at {@link io.mitalk.db.Database}.
 */
@NullMarked
package io.mitalk.db;

import org.jspecify.annotations.NullMarked;
