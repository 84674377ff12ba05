package dev.hilo.simulator.api;

import io.vertx.core.Future;

/** One operation of the carrier's API. It throws a {@link Refusal} to say no. */
@FunctionalInterface
public interface Operation {

    Future<Answer> run(Call call);
}
