/**
 * Rooms: who is in them, who may speak, hands, offers, moderation, and what the media plane is told of it.
 *
 * <p>Invariants: the database is the truth, the media plane follows it ({@link io.mitalk.social.room.StagePlan}, newest
 * version wins). A person is present while its media participant lives. Nothing is published before its owner's tap.
 */
@NullMarked
package io.mitalk.social.room;

import org.jspecify.annotations.NullMarked;
