package io.mitalk.app.bridge;

import io.mitalk.livekit.client.WireClient;
import io.mitalk.social.room.StageFact;
import io.mitalk.social.room.StagePort;
import io.mitalk.social.room.Ticket;
import java.util.List;

/** Owned by one test. An engine behind the port, and clients of it that nobody tells what they may. */
interface StageScene extends AutoCloseable {

    /** The port of the engine that runs now. */
    StagePort stage();

    /** Every fact so far, of all engines that ran. */
    List<StageFact> facts();

    /** A client that joins with a ticket; fails when it is refused at the door. */
    WireClient join(Ticket ticket) throws Exception;

    /** Lets a client that joined before ask to go on with what it had. */
    void resume(WireClient client, Ticket ticket) throws Exception;

    /** A power cut: the engine is gone without a word, and another one starts that knows of nothing. */
    void restart() throws Exception;

    /** The server is told to stop: clients hear so, and the engine ends in order. */
    void stop();

    /** The engine loses its media while it goes on to run. */
    void breakMedia();

    @Override
    void close();
}
