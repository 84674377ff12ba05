package dev.hilo.acceptance;

import java.io.IOException;
import java.util.Map;

/**
 * The systems that stories are told of. One takes half a minute to start on a small machine and longer to become quick,
 * so classes share the one that suits them. In a shared one everybody has customers of their own
 * ({@code +1 305 330} and two digits that are the class's) and looks for these alone.
 */
enum Scene {

    /** The demo as it comes up, with times, prices and hours that a test can wait for. */
    SHOP {
        @Override
        Stage set() throws IOException, InterruptedException {
            return Stage.set("shop", stage -> Map.of(
                    "HILO_PACING_SMS_PER_MINUTE", "0", "HILO_PACING_MMS_PER_MINUTE", "0",
                    "HILO_PACING_PER_NUMBER_PER_MINUTE", "0",
                    "PUSH_ALLOWED_HOSTS", stage.pushService().host(),
                    "MEDIA_ALLOWED_HOSTS", "127.0.0.1:%1$s,localhost:%1$s,%2$s".formatted(
                            stage.hilo().port("SIMULATOR"), stage.mediaHost().authority()),
                    "HILO_MESSAGING_JAVA_OPTS", String.join(" ",
                            SendingStoryIT.options(), ComposeStoryIT.OPTIONS, MediaStoryIT.OPTIONS),
                    "HILO_GATEWAY_JAVA_OPTS", LiveStoryIT.GATEWAY_OPTIONS));
        }
    },

    /** As a newcomer has it, without a setting; numbers, and nobody who has written yet, for those who count everything. */
    EMPTY {
        @Override
        Stage set() throws IOException, InterruptedException {
            return Stage.set("empty", _ -> Map.of(), "--no-conversations");
        }
    },

    /** A contact centre's worth of invented conversations. */
    SEEDED {
        @Override
        Stage set() throws IOException, InterruptedException {
            var stage = Stage.set("seeded", _ -> Map.of());
            try {
                stage.hilo().seed(400, 8_000);
            } catch (IOException | InterruptedException | RuntimeException | AssertionError failed) {
                stage.strike();
                throw failed;
            }
            return stage;
        }
    },

    /** As fast as it goes, and with little patience for a carrier's answer. */
    CARRIER {
        @Override
        Stage set() throws IOException, InterruptedException {
            return Stage.set("carrier", _ -> SendingIT.SETTINGS);
        }
    },

    /** As fast as it goes, while its parts are killed and stopped. */
    FAULTS {
        @Override
        Stage set() throws IOException, InterruptedException {
            return Stage.set("faults", _ -> LiveFaultsIT.SETTINGS);
        }
    };

    abstract Stage set() throws IOException, InterruptedException;
}
