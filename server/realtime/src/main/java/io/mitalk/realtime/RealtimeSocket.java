package io.mitalk.realtime;

import io.mitalk.http.CloseCode;
import io.mitalk.http.Problem;
import io.mitalk.http.RequestInfo;
import io.mitalk.http.SendQueue;
import io.mitalk.http.SocketHandler;
import io.mitalk.http.Visitor;
import io.mitalk.kit.limit.Rate;
import io.mitalk.kit.limit.TokenBucket;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Thread-safe. One WebSocket of a client and what it is subscribed to. */
final class RealtimeSocket implements SocketHandler {

    private final Hub.Inside hub;
    private final Visitor visitor;
    private final long source;
    private final TokenBucket messages;
    private final ConcurrentMap<String, Subscriber> subscribers = new ConcurrentHashMap<>();
    private volatile @Nullable SendQueue out;

    RealtimeSocket(Hub.Inside hub, RequestInfo info) {
        this.hub = hub;
        this.visitor = info.visitor();
        this.source = info.sourceKey();
        var settings = hub.settings();
        this.messages =
                new TokenBucket(
                        new Rate(settings.messageBurst(), settings.messagesPerSecond()),
                        hub.clock());
    }

    Visitor visitor() {
        return visitor;
    }

    /** By what connections of one source are counted. */
    long source() {
        return source;
    }

    int subscriptions() {
        return subscribers.size();
    }

    @Override
    public void onOpen(SendQueue queue) {
        out = queue;
        hub.sockets().opened(this);
    }

    @Override
    public void onBinary(byte[] message) {
        close(CloseCode.POLICY, "text only");
    }

    @Override
    public void onText(String message) {
        if (!messages.take(1)) {
            close(CloseCode.POLICY, "too many messages");
            return;
        }
        if (message.length() > hub.settings().messageBytes()) {
            close(CloseCode.TOO_BIG, "message too big");
            return;
        }
        switch (ClientMessage.parse(message)) {
            case null -> refuse(null, Problem.BAD_REQUEST);
            case ClientMessage.Subscribe(var channel, var since) -> subscribe(channel, since);
            case ClientMessage.Unsubscribe(var channel) -> unsubscribe(channel);
        }
    }

    @Override
    public void onClose(int code, String reason) {
        hub.sockets().closed(this);
        subscribers.keySet().forEach(this::unsubscribe);
    }

    /** Queues a message for the client; lost when the socket is closed. */
    void send(String frame) {
        var queue = out;
        if (queue != null) {
            queue.sendText(frame);
        }
    }

    /** The same for a message that many are told. */
    void send(SendQueue.Frame.Text frame) {
        var queue = out;
        if (queue != null) {
            queue.send(frame);
        }
    }

    void close(int code, String reason) {
        var queue = out;
        if (queue != null) {
            queue.close(code, reason);
        }
    }

    /** Tells the client how far it was told, so that it notices when it missed something. */
    void heads() {
        var heads = new TreeMap<String, Long>();
        subscribers.forEach(
                (channel, subscriber) -> {
                    long told = subscriber.told();
                    if (told != History.NONE) {
                        heads.put(channel, told);
                    }
                });
        send(Frames.heads(heads));
    }

    /** A feed ended a subscription. */
    void ended(Subscriber subscriber, String op, Problem problem) {
        String channel = subscriber.feed().name().text();
        if (subscribers.remove(channel, subscriber)) {
            hub.unpin(subscriber.feed());
        }
        send(Frames.problem(op, channel, problem, hub.wording(visitor.language())));
    }

    private void subscribe(String channel, long since) {
        var known = subscribers.get(channel);
        if (known != null) {
            known.feed().subscribe(known, since);
            return;
        }
        if (subscribers.size() >= hub.settings().subscriptions()) {
            refuse(channel, RealtimeProblems.TOO_MANY_SUBSCRIPTIONS);
            return;
        }
        var feed = hub.pin(channel);
        if (feed == null) {
            refuse(channel, Problem.NOT_FOUND);
            return;
        }
        var subscriber = new Subscriber(this, feed);
        subscribers.put(channel, subscriber);
        feed.subscribe(subscriber, since);
    }

    private void unsubscribe(String channel) {
        var subscriber = subscribers.remove(channel);
        if (subscriber != null) {
            subscriber.feed().unsubscribe(subscriber);
            hub.unpin(subscriber.feed());
        }
    }

    private void refuse(@Nullable String channel, Problem problem) {
        send(Frames.problem("refused", channel, problem, hub.wording(visitor.language())));
    }
}
