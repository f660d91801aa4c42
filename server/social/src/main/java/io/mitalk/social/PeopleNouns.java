package io.mitalk.social;

import io.mitalk.http.Routes;
import io.mitalk.kit.id.Uuid7;
import io.mitalk.kit.secret.SealedText;
import io.mitalk.social.account.Accounts;
import io.mitalk.social.account.Belongings;
import io.mitalk.social.action.Actions;
import io.mitalk.social.admin.AdminRoutes;
import io.mitalk.social.auth.Sessions;
import io.mitalk.social.auth.SignInLinks;
import io.mitalk.social.community.Communities;
import io.mitalk.social.graph.BlockBelongings;
import io.mitalk.social.graph.BlockRoutes;
import io.mitalk.social.graph.Blocks;
import io.mitalk.social.invite.GreetingRoutes;
import io.mitalk.social.invite.InvitationRoutes;
import io.mitalk.social.invite.Invitations;
import io.mitalk.social.invite.InviteBelongings;
import io.mitalk.social.invite.InviteStatusRoutes;
import io.mitalk.social.invite.Rehearsal;
import io.mitalk.social.keep.Keeping;
import io.mitalk.social.mail.Mails;
import io.mitalk.social.notify.NoticeBelongings;
import io.mitalk.social.notify.NoticeRoutes;
import io.mitalk.social.notify.Notices;
import io.mitalk.social.profile.ProfileRoutes;
import io.mitalk.social.report.ConsoleChannel;
import io.mitalk.social.report.ReportRoutes;
import io.mitalk.social.report.Reports;
import io.mitalk.social.report.RoomWarden;
import io.mitalk.social.report.Sanctions;
import java.util.List;
import java.util.stream.Stream;

/** Immutable. The nouns between people, put together: invitations, blocks, notices, profiles, reports, the console. */
record PeopleNouns(
        List<Routes> routes, List<Belongings> belongings, Reports reports, Rehearsal rehearsal) {

    /** What they need of the other nouns. */
    record Needs(
            Uuid7 ids,
            Accounts accounts,
            Actions actions,
            Notices notices,
            Mails mails,
            Sessions sessions,
            SignInLinks links,
            Communities communities,
            RoomWarden rooms,
            Keeping keeping) {}

    static PeopleNouns create(SocialSettings settings, SocialParts parts, Needs needs) {
        var database = parts.database();
        var blocks = new Blocks(settings.maxBlocks());
        var invitations = invitations(settings, parts, needs);
        var between =
                List.of(
                        new NoticeRoutes(database, needs.notices()),
                        new BlockRoutes(database, blocks, needs.accounts()),
                        new ProfileRoutes(database, needs.accounts(), blocks),
                        new InvitationRoutes(
                                settings.invite(),
                                new InvitationRoutes.Parts(
                                        database,
                                        invitations,
                                        needs.accounts(),
                                        needs.sessions(),
                                        needs.communities()::card,
                                        parts.clock())),
                        new GreetingRoutes(
                                settings.invite(), database, invitations, needs.keeping()),
                        new InviteStatusRoutes(database, invitations, needs.accounts()));
        var order = order(settings, parts, needs);
        return new PeopleNouns(
                Stream.concat(between.stream(), order.routes().stream()).toList(),
                List.of(
                        new NoticeBelongings(),
                        new BlockBelongings(),
                        new InviteBelongings(invitations)),
                order.reports(),
                new Rehearsal(
                        settings.invite().rehearsals(),
                        new Rehearsal.Parts(
                                database,
                                needs.accounts(),
                                invitations,
                                parts.randomness(),
                                parts.threads())));
    }

    private static Invitations invitations(
            SocialSettings settings, SocialParts parts, Needs needs) {
        return new Invitations(
                settings.invite(),
                new Invitations.Parts(
                        needs.accounts(),
                        needs.notices(),
                        needs.mails(),
                        settings.publicUrl(),
                        parts.deadlines(),
                        needs.ids(),
                        parts.randomness(),
                        new SealedText(
                                parts.secrets().apply("invitation-codes"), parts.randomness())));
    }

    /** Immutable. Reports, suspensions and the console. */
    private record Order(Reports reports, List<Routes> routes) {}

    private static Order order(SocialSettings settings, SocialParts parts, Needs needs) {
        var database = parts.database();
        var sanctions =
                new Sanctions(
                        new Sanctions.Parts(
                                needs.accounts(), needs.actions(), parts.deadlines(), needs.ids()));
        var reports =
                new Reports(
                        new Reports.Parts(
                                needs.accounts(),
                                needs.notices(),
                                needs.actions(),
                                sanctions,
                                needs.rooms(),
                                needs.ids()),
                        settings.reportsPerHour());
        parts.hub().register(new ConsoleChannel(database, reports));
        return new Order(
                reports,
                List.of(
                        new ReportRoutes(database, reports, sanctions),
                        new AdminRoutes(
                                new AdminRoutes.Parts(
                                        database,
                                        needs.accounts(),
                                        needs.actions(),
                                        needs.notices(),
                                        needs.links(),
                                        settings.publicUrl()))));
    }
}
