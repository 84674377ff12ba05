package dev.hilo.provisioning.carrier;

import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

import jakarta.inject.Inject;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.platform.recorder.CallRecorder;
import dev.hilo.provisioning.SimulatedCarrier;
import dev.hilo.provisioning.carrier.CarrierFailure.Kind;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@QuarkusTest
class HttpCarrierTest implements CarrierContract {

    @Inject
    Carrier carrier;

    @Inject
    @RestClient
    BulkVsApi api;

    @Inject
    CarrierConfig config;

    @Inject
    CallRecorder recorder;

    @AfterEach
    void calm() {
        SimulatedCarrier.calm();
    }

    @Override
    public Carrier carrier() {
        return carrier;
    }

    @Override
    public PhoneNumber forSale() {
        return SimulatedCarrier.forSale();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            401,                  UNAUTHORIZED
            403,                  REFUSED
            404,                  NOT_FOUND
            409,                  CONFLICT
            429,                  BUSY
            500,                  UNCERTAIN
            html500,              UNCERTAIN
            503,                  BUSY
            200-error,            REFUSED
            reset,                UNCERTAIN
            timeout-after-accept, UNCERTAIN
            """)
    void saysWhatAFailureProves(String fault, Kind kind) {
        SimulatedCarrier.faults(Map.of("api", fault, "apiOn", "DELETE/tnRecord"));

        var failure = catchThrowableOfType(CarrierFailure.class,
                () -> carrier.release(NOBODYS).await().atMost(Duration.ofSeconds(10)));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessageNotContaining(NOBODYS.carrierDigits());
    }

    @Test
    void tellsHowLongTheCarrierAskedUsToWait() {
        SimulatedCarrier.faults(Map.of("api", "429", "apiOn", "DELETE/tnRecord", "retryAfter", 7));

        var failure = catchThrowableOfType(CarrierFailure.class,
                () -> carrier.release(NOBODYS).await().atMost(Duration.ofSeconds(10)));

        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void knowsThatNothingWasSentWhereNobodyListens() throws Exception {
        int closed;
        try (var socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        var away = new HttpCarrier(api, new Elsewhere(config, URI.create("http://127.0.0.1:" + closed)),
                recorder);

        var failure = catchThrowableOfType(CarrierFailure.class,
                () -> away.campaigns().await().atMost(Duration.ofSeconds(10)));

        assertThat(failure).extracting(CarrierFailure::kind, CarrierFailure::code)
                .containsExactly(Kind.NOT_SENT, "unreachable");
    }

    @Test
    void stopsCallingACarrierThatIsDown() {
        var breaking = new HttpCarrier(api, new Elsewhere(config, config.base()), recorder);
        SimulatedCarrier.faults(Map.of("api", "500", "apiOn", "GET/campaigns"));
        for (var call = 0; call < Elsewhere.BREAKER_CALLS; call++) {
            assertThat(catchThrowableOfType(CarrierFailure.class,
                    () -> breaking.campaigns().await().atMost(Duration.ofSeconds(10))).kind())
                    .isEqualTo(Kind.UNCERTAIN);
        }

        var failure = catchThrowableOfType(CarrierFailure.class,
                () -> breaking.campaigns().await().atMost(Duration.ofSeconds(10)));

        assertThat(failure).extracting(CarrierFailure::kind, CarrierFailure::code).containsExactly(Kind.NOT_SENT,
                "paused");
    }

    /** The same carrier at another address, with a breaker of its own. */
    private record Elsewhere(CarrierConfig config, URI base) implements CarrierConfig {

        private static final int BREAKER_CALLS = 4;

        @Override
        public java.util.Optional<String> key() {
            return config.key();
        }

        @Override
        public java.util.Optional<String> secret() {
            return config.secret();
        }

        @Override
        public java.util.Optional<String> credential() {
            return config.credential();
        }

        @Override
        public Paths paths() {
            return config.paths();
        }

        @Override
        public Duration timeout() {
            return config.timeout();
        }

        @Override
        public int concurrent() {
            return config.concurrent();
        }

        @Override
        public int waiting() {
            return config.waiting();
        }

        @Override
        public int searchLimit() {
            return config.searchLimit();
        }

        @Override
        public int listLimit() {
            return config.listLimit();
        }

        @Override
        public Clearing clearWith() {
            return config.clearWith();
        }

        @Override
        public Breaker breaker() {
            return new Breaker() {

                @Override
                public int calls() {
                    return BREAKER_CALLS;
                }

                @Override
                public double ratio() {
                    return 0.5;
                }

                @Override
                public Duration pause() {
                    return Duration.ofMinutes(1);
                }
            };
        }
    }
}
