package dev.hilo.simulator.phone;

import java.util.List;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;

/** Gathers the lines of a stream that never ends. */
record Lines(List<String> lines) implements Subscriber<String> {

    @Override
    public void onSubscribe(Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        lines.add(line);
    }

    @Override
    public void onError(Throwable ended) {
        // the test ends the stream
    }

    @Override
    public void onComplete() {
        // the test ends the stream
    }
}
