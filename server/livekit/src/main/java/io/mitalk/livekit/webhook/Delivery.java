package io.mitalk.livekit.webhook;

import io.mitalk.kit.time.Clock;
import io.mitalk.livekit.token.BodySeal;
import io.mitalk.livekit.token.SigningKey;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Thread-safe. One try to hand one body to one address. */
record Delivery(HttpClient http, URI url, SigningKey key, WebhookSettings settings, Clock clock) {

    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;

    /** What became of a try. */
    enum Outcome {
        TAKEN,
        /** It may be taken later. */
        FAILED,
        /** It will not be taken later either. */
        REFUSED
    }

    /** Blocks for the answer, at most for the timeout. */
    Outcome attempt(String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        // The receivers' libraries want the bare token here, without the word "Bearer".
        var request =
                HttpRequest.newBuilder(url)
                        .header("Content-Type", "application/webhook+json")
                        .header("User-Agent", "MiTalk")
                        .header("Authorization", BodySeal.of(body, key, clock.instant()))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
        var answer = http.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        try {
            return outcome(answer.get(settings.timeoutMs(), TimeUnit.MILLISECONDS).statusCode());
        } catch (ExecutionException | TimeoutException e) {
            answer.cancel(true);
            return Outcome.FAILED;
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return Outcome.FAILED;
        }
    }

    private static Outcome outcome(int status) {
        if (status >= 200 && status < 300) {
            return Outcome.TAKEN;
        }
        boolean later = status >= 500 || status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS;
        return later ? Outcome.FAILED : Outcome.REFUSED;
    }
}
