package dev.hilo.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;

/** Many callers at once. */
final class Crowd {

    private Crowd() {
    }

    /** What each call answered, in the order of the calls; never more than so many of them under way. */
    static <T> List<T> ask(int calls, int atOnce, IntFunction<T> call) throws InterruptedException {
        var places = new Semaphore(atOnce);
        var answers = new ArrayList<Future<T>>(calls);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < calls; i++) {
                var number = i;
                places.acquire();
                answers.add(callers.submit(() -> {
                    try {
                        return call.apply(number);
                    } finally {
                        places.release();
                    }
                }));
            }
        }
        var all = new ArrayList<T>(calls);
        for (var answer : answers) {
            all.add(answerOf(answer));
        }
        return all;
    }

    private static <T> T answerOf(Future<T> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException failed) {
            throw new AssertionError("a call failed", failed.getCause());
        }
    }
}
