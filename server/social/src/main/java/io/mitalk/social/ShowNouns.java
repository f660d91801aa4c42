package io.mitalk.social;

import io.mitalk.http.Routes;
import io.mitalk.kit.id.Uuid7;
import io.mitalk.social.account.Accounts;
import io.mitalk.social.account.Belongings;
import io.mitalk.social.hat.HatBelongings;
import io.mitalk.social.hat.Hats;
import io.mitalk.social.question.Questions;
import io.mitalk.social.room.Rooms;
import io.mitalk.social.show.RoomReports;
import io.mitalk.social.show.ShowBelongings;
import io.mitalk.social.show.Shows;
import io.mitalk.social.text.TextBelongings;
import io.mitalk.social.text.TextTurns;
import java.util.List;

/** Immutable. The nouns of what rooms go through and who speaks there as what, put together. */
record ShowNouns(List<Routes> routes) {

    /** What they need of the other nouns. */
    record Needs(Uuid7 ids, Accounts accounts, Rooms rooms, Questions questions) {}

    static ShowNouns create(SocialSettings settings, SocialParts parts, Needs needs) {
        var database = parts.database();
        var rooms = needs.rooms();
        var shows =
                new Shows(
                        settings.show(),
                        new Shows.Parts(
                                database,
                                parts.deadlines(),
                                needs.ids(),
                                rooms,
                                needs.accounts(),
                                settings.room().floor()));
        var reports =
                new RoomReports(
                        settings.show().report(),
                        new RoomReports.Parts(
                                database, rooms, needs.accounts(), needs.questions()));
        var hats = new Hats(new Hats.Parts(database, needs.ids(), rooms));
        var texts =
                new TextTurns(
                        settings.textShortest(),
                        new TextTurns.Parts(
                                database, needs.ids(), rooms, needs.accounts(), rooms.floors()));
        return new ShowNouns(
                List.of(shows.routes(), reports.routes(), hats.routes(), texts.routes()));
    }

    static Belongings shows() {
        return new ShowBelongings();
    }

    static Belongings hats() {
        return new HatBelongings();
    }

    static Belongings texts() {
        return new TextBelongings();
    }
}
