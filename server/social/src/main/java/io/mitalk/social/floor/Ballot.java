package io.mitalk.social.floor;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. How the audience's votes on more time are counted: enough voters, enough of them for it. People of one
 * branch of the invitations speak with one voice when they vote right after each other, since they might be one
 * person's friends, or one person.
 *
 * @param voters the fewest that count
 * @param percent of those, who must want more
 * @param sameVoice votes of one branch closer than this are one
 */
public record Ballot(int voters, int percent, Duration sameVoice) {

    /**
     * Immutable. One person's word.
     *
     * @param branch the one through whom the voter came in, counted from whom nobody invited; maybe the voter
     */
    public record Vote(UUID voter, UUID branch, boolean more, Instant at) {}

    /** Whether the speaker goes on. */
    public boolean carries(List<Vote> votes) {
        var voices = voices(votes);
        long more = voices.stream().filter(Vote::more).count();
        return voices.size() >= voters && more * 100 >= (long) percent * voices.size();
    }

    private List<Vote> voices(List<Vote> votes) {
        Map<UUID, Instant> heard = new HashMap<>();
        return votes.stream()
                .sorted(Comparator.comparing(Vote::at).thenComparing(Vote::voter))
                .filter(vote -> ownVoice(vote, heard.put(vote.branch(), vote.at())))
                .toList();
    }

    private boolean ownVoice(Vote vote, @Nullable Instant before) {
        return before == null || Duration.between(before, vote.at()).compareTo(sameVoice) >= 0;
    }
}
