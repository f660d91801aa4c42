/**
 * What a room is asked and what it answers: questions with one vote a person, answers with their spans, and what is
 * left for afterwards. Start reading at {@link io.mitalk.social.question.Questions}.
 *
 * <p>Invariants: a question has at most one vote of a person, and none of its author's; at most one question of a room
 * is being answered; an answer has a span of the room or a recording, never both; who asked without a name is known to
 * those who hold the handles of the room, and to nobody else.
 */
@NullMarked
package io.mitalk.social.question;

import org.jspecify.annotations.NullMarked;
