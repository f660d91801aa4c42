package io.mitalk.social;

import io.mitalk.http.SessionCookie;
import io.mitalk.kit.config.Config;
import io.mitalk.kit.config.Key;
import io.mitalk.social.account.AccountKeys;
import io.mitalk.social.auth.AuthKeys;
import io.mitalk.social.community.CommunityKeys;
import io.mitalk.social.floor.FloorKeys;
import io.mitalk.social.graph.BlockKeys;
import io.mitalk.social.hallway.HallwayKeys;
import io.mitalk.social.invite.InviteKeys;
import io.mitalk.social.mail.MailKeys;
import io.mitalk.social.mark.MarkKeys;
import io.mitalk.social.notify.NoticeKeys;
import io.mitalk.social.objection.ObjectionKeys;
import io.mitalk.social.ping.PingKeys;
import io.mitalk.social.proposal.ProposalKeys;
import io.mitalk.social.question.QuestionKeys;
import io.mitalk.social.replay.RecordingKeys;
import io.mitalk.social.report.ReportKeys;
import io.mitalk.social.room.RoomKeys;
import io.mitalk.social.show.ShowKeys;
import io.mitalk.social.text.TextKeys;
import java.util.List;
import java.util.stream.Stream;

/** Immutable. The configuration keys of all nouns. */
public final class SocialKeys {

    public static final Key<String> BRAND =
            Key.text(
                    "brand.name",
                    "MiTalk",
                    "what the community is called until its operator names it at the first visit");

    /** Every key of every noun. */
    public static final List<Key<?>> ALL =
            Stream.of(
                            List.<Key<?>>of(BRAND),
                            CommunityKeys.ALL,
                            AccountKeys.ALL,
                            AuthKeys.ALL,
                            MailKeys.ALL,
                            NoticeKeys.ALL,
                            RoomKeys.ALL,
                            FloorKeys.ALL,
                            RecordingKeys.ALL,
                            PingKeys.ALL,
                            QuestionKeys.ALL,
                            MarkKeys.ALL,
                            ShowKeys.ALL,
                            TextKeys.ALL,
                            ProposalKeys.ALL,
                            HallwayKeys.ALL,
                            InviteKeys.ALL,
                            BlockKeys.ALL,
                            ReportKeys.ALL,
                            ObjectionKeys.ALL)
                    .<Key<?>>flatMap(List::stream)
                    .toList();

    private SocialKeys() {}

    /**
     * The settings of all nouns.
     *
     * @param publicUrl where browsers find the server, without a slash at its end
     * @throws io.mitalk.kit.config.ConfigException when values do not fit together
     */
    public static SocialSettings settings(Config config, String publicUrl, SessionCookie cookie) {
        String brand = config.get(BRAND).strip();
        if (brand.isEmpty()) {
            throw config.refused(BRAND, "is empty");
        }
        return new SocialSettings(
                publicUrl,
                cookie,
                brand,
                config.get(CommunityKeys.SETUP_LINK_LIFETIME),
                config.get(CommunityKeys.SETUP_TRIES),
                config.get(CommunityKeys.PICTURE_KIB) * 1024,
                AccountKeys.settings(config),
                AuthKeys.settings(config),
                MailKeys.settings(config, brand),
                config.get(NoticeKeys.MAX),
                RoomKeys.settings(config),
                RecordingKeys.settings(config),
                config.get(PingKeys.PER_HOUR),
                QuestionKeys.settings(config),
                MarkKeys.settings(config),
                ShowKeys.settings(config),
                config.get(TextKeys.SHORTEST),
                ProposalKeys.settings(config),
                HallwayKeys.settings(config),
                InviteKeys.settings(config),
                config.get(BlockKeys.MAX),
                config.get(ReportKeys.PER_HOUR),
                config.get(ObjectionKeys.VOICES));
    }
}
