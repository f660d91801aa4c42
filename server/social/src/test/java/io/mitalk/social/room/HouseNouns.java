package io.mitalk.social.room;

import io.mitalk.db.Database;
import io.mitalk.db.Deadlines;
import io.mitalk.http.Routes;
import io.mitalk.kit.config.Config;
import io.mitalk.kit.config.Key;
import io.mitalk.kit.id.Uuid7;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.testing.ManualClock;
import io.mitalk.realtime.Hub;
import io.mitalk.social.account.Accounts;
import io.mitalk.social.action.Actions;
import io.mitalk.social.floor.FloorKeys;
import io.mitalk.social.graph.Blocks;
import io.mitalk.social.hat.Hats;
import io.mitalk.social.keep.Keeping;
import io.mitalk.social.mark.MarkKeys;
import io.mitalk.social.mark.Marks;
import io.mitalk.social.notify.Notices;
import io.mitalk.social.objection.ObjectionKeys;
import io.mitalk.social.objection.Objections;
import io.mitalk.social.ping.Pings;
import io.mitalk.social.question.QuestionKeys;
import io.mitalk.social.question.Questions;
import io.mitalk.social.replay.RecordingKeys;
import io.mitalk.social.replay.Recordings;
import io.mitalk.social.report.ReportRoutes;
import io.mitalk.social.report.Reports;
import io.mitalk.social.report.Sanctions;
import io.mitalk.social.show.RoomReports;
import io.mitalk.social.show.ShowKeys;
import io.mitalk.social.show.Shows;
import io.mitalk.social.testing.FakeRecorder;
import io.mitalk.social.text.TextKeys;
import io.mitalk.social.text.TextTurns;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Thread-safe. The nouns that add to the rooms of a {@link RoomHouse}, as the assembly makes them. */
final class HouseNouns {

    /** Their keys, with those that they read of others. */
    private static final List<Key<?>> KEYS =
            Stream.of(
                            FloorKeys.ALL,
                            QuestionKeys.ALL,
                            RecordingKeys.ALL,
                            MarkKeys.ALL,
                            ShowKeys.ALL,
                            TextKeys.ALL,
                            ObjectionKeys.ALL)
                    .<Key<?>>flatMap(List::stream)
                    .toList();

    private static final int PINGS_PER_HOUR = 4;
    private static final int REPORTS_PER_HOUR = 20;

    private HouseNouns() {}

    /** Immutable. What they are made of; {@code rooms} have not started. */
    record Made(
            Database database,
            Deadlines deadlines,
            Uuid7 ids,
            ManualClock clock,
            Threads threads,
            Hub hub,
            Accounts accounts,
            Notices notices,
            Rooms rooms,
            Keeping keeping,
            FakeRecorder recorder) {}

    /** Adds every noun to the rooms and answers their routes. */
    static List<Routes> of(Made made) {
        var config = Config.defaults(KEYS);
        var questions = questions(config, made);
        var all = new ArrayList<Routes>();
        var recordings = recordings(config, made);
        recordings.start();
        all.add(recordings.routes());
        all.add(questions.routes());
        all.add(pings(made).routes());
        all.add(marks(config, made).routes());
        all.addAll(show(config, made, questions));
        all.addAll(order(config, made));
        return all;
    }

    /** What people complain about, alone or together. */
    private static List<Routes> order(Config config, Made made) {
        var actions = new Actions(made.ids());
        var sanctions =
                new Sanctions(
                        new Sanctions.Parts(
                                made.accounts(), actions, made.deadlines(), made.ids()));
        var reports =
                new Reports(
                        new Reports.Parts(
                                made.accounts(),
                                made.notices(),
                                actions,
                                sanctions,
                                made.rooms(),
                                made.ids()),
                        REPORTS_PER_HOUR);
        var objections =
                new Objections(
                        config.get(ObjectionKeys.VOICES),
                        new Objections.Parts(
                                made.database(),
                                made.ids(),
                                made.accounts(),
                                made.rooms(),
                                reports));
        return List.of(objections.routes(), new ReportRoutes(made.database(), reports, sanctions));
    }

    private static Pings pings(Made made) {
        return new Pings(
                PINGS_PER_HOUR,
                new Pings.Parts(
                        made.database(),
                        made.clock(),
                        made.accounts(),
                        made.notices(),
                        new Blocks(100),
                        made.rooms()));
    }

    private static List<Routes> show(Config config, Made made, Questions questions) {
        var settings = ShowKeys.settings(config);
        var database = made.database();
        var rooms = made.rooms();
        var shows =
                new Shows(
                        settings,
                        new Shows.Parts(
                                database,
                                made.deadlines(),
                                made.ids(),
                                rooms,
                                made.accounts(),
                                FloorKeys.settings(config)));
        var reports =
                new RoomReports(
                        settings.report(),
                        new RoomReports.Parts(database, rooms, made.accounts(), questions));
        var hats = new Hats(new Hats.Parts(database, made.ids(), rooms));
        var texts =
                new TextTurns(
                        config.get(TextKeys.SHORTEST),
                        new TextTurns.Parts(
                                database, made.ids(), rooms, made.accounts(), rooms.floors()));
        return List.of(shows.routes(), reports.routes(), hats.routes(), texts.routes());
    }

    private static Recordings recordings(Config config, Made made) {
        return new Recordings(
                RecordingKeys.settings(config),
                new Recordings.Parts(
                        made.database(),
                        made.deadlines(),
                        made.threads(),
                        made.notices(),
                        made.rooms(),
                        made.recorder()),
                made.keeping());
    }

    private static Questions questions(Config config, Made made) {
        return new Questions(
                QuestionKeys.settings(config),
                new Questions.Parts(
                        made.database(),
                        made.deadlines(),
                        made.ids(),
                        made.clock(),
                        made.accounts(),
                        made.notices(),
                        made.rooms(),
                        made.keeping()));
    }

    private static Marks marks(Config config, Made made) {
        return new Marks(
                MarkKeys.settings(config),
                new Marks.Parts(
                        made.database(),
                        made.deadlines(),
                        made.ids(),
                        made.accounts(),
                        made.rooms(),
                        made.keeping(),
                        "https://mi.example"));
    }
}
