package io.mitalk.social;

import io.mitalk.http.SessionCookie;
import io.mitalk.social.account.AccountSettings;
import io.mitalk.social.auth.AuthSettings;
import io.mitalk.social.hallway.HallwaySettings;
import io.mitalk.social.invite.InviteSettings;
import io.mitalk.social.mail.MailSettings;
import io.mitalk.social.mark.MarkSettings;
import io.mitalk.social.proposal.ProposalSettings;
import io.mitalk.social.question.QuestionSettings;
import io.mitalk.social.replay.RecordingSettings;
import io.mitalk.social.room.RoomSettings;
import io.mitalk.social.show.ShowSettings;
import java.time.Duration;

/**
 * Immutable. The settings of all nouns.
 *
 * @param publicUrl where browsers find the server, without a slash at its end; for links in letters
 * @param cookie that carries sessions
 * @param setupLinkLifetime how long a link for a new operator is good for
 * @param setupTriesPerMinute how often one source may try such a link
 * @param pictureBytes size of the community's picture as it is uploaded
 * @param brand what the community is called until its operator names it
 * @param noticeMax notices that an account keeps
 * @param pingsPerHour people that one member may call into rooms in an hour
 * @param textShortest how long a turn in writing stands at least
 * @param maxBlocks people that one member may have blocked
 * @param reportsPerHour reports that one person may make
 * @param objectionVoices who must object to an exception from a queue before operators are told
 */
public record SocialSettings(
        String publicUrl,
        SessionCookie cookie,
        String brand,
        Duration setupLinkLifetime,
        int setupTriesPerMinute,
        int pictureBytes,
        AccountSettings account,
        AuthSettings auth,
        MailSettings mail,
        int noticeMax,
        RoomSettings room,
        RecordingSettings recording,
        int pingsPerHour,
        QuestionSettings question,
        MarkSettings mark,
        ShowSettings show,
        Duration textShortest,
        ProposalSettings proposal,
        HallwaySettings hallway,
        InviteSettings invite,
        int maxBlocks,
        int reportsPerHour,
        int objectionVoices) {}
