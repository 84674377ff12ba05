package dev.hilo.simulator;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.hilo.simulator.api.CarrierApi;
import dev.hilo.simulator.control.Control;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;

/**
 * A running carrier. In a test:
 * {@snippet :
 * try (var carrier = Simulator.start(SimulatorSettings.forTests())) {
 *     carrier.control().own("+17865551234", webhookUrl);
 *     carrier.control().inbound("+13053302277", "+17865551234", "Hola!");
 * }
 * }
 */
public final class Simulator implements AutoCloseable {

    private static final int START_SECONDS = 20;

    private final Vertx vertx;
    private final String baseUrl;
    private final Control control;

    private Simulator(Vertx vertx, String baseUrl, Control control) {
        this.vertx = vertx;
        this.baseUrl = baseUrl;
        this.control = control;
    }

    /** @throws IllegalStateException when it cannot listen, or its state file cannot be read */
    public static Simulator start(SimulatorSettings settings) {
        var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(2).setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        var started = new CompletableFuture<Simulator>();
        var loop = vertx.getOrCreateContext();
        loop.runOnContext(now -> listen(vertx, loop, settings).onSuccess(started::complete)
                .onFailure(started::completeExceptionally));
        try {
            return started.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException failure) {
            wait(vertx.close());
            throw new IllegalStateException("the simulator did not start on " + settings.host() + ":" + settings.port(),
                    failure.getCause() == null ? failure : failure.getCause());
        }
    }

    /** {@code http://127.0.0.1:8090}: the phone page, {@code /control}, {@code /media}. */
    public String baseUrl() {
        return baseUrl;
    }

    /** What a client of BulkVS takes as its base: {@code http://127.0.0.1:8090/api/v1.0}. */
    public String apiBase() {
        return baseUrl + CarrierApi.BASE;
    }

    public Control control() {
        return control;
    }

    @Override
    public void close() {
        wait(vertx.close());
    }

    /** The port is known only once it listens, and the parts want to know it: so the routes come second. */
    private static Future<Simulator> listen(Vertx vertx, Context loop, SimulatorSettings settings) {
        var server = vertx.createHttpServer(new HttpServerOptions().setHost(settings.host()).setPort(settings.port()));
        var routes = Router.router(vertx);
        return server.requestHandler(routes).listen().map(listening -> {
            var url = "http://" + settings.host() + ":" + listening.actualPort();
            var carrier = new Carrier(vertx, settings, settings.publicUrl() == null ? url : settings.publicUrl());
            carrier.mount(routes, vertx, settings);
            return new Simulator(vertx, url, new Control(loop, carrier.desk()));
        });
    }

    private static void wait(Future<Void> closing) {
        try {
            closing.toCompletionStage().toCompletableFuture().get(START_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException failure) {
            System.getLogger(Simulator.class.getName()).log(System.Logger.Level.WARNING, "did not close cleanly",
                    failure);
        }
    }
}
