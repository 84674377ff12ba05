package dev.hilo.provisioning.intake;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The webhook that our numbers point to, as the carrier has it. Tokens are hidden everywhere.
 *
 * @param url where the carrier posts to; absent while it has no webhook of that name
 * @param wantedUrl where it should
 * @param receipts whether delivery receipts are posted too
 * @param method as the carrier says; absent while it has no webhook of that name
 * @param asWanted all of it
 * @param tokenAsWanted whether the carrier's token is ours: not while a new one waits to be renewed
 * @param intakeTakesOurToken absent when the intake could not be asked
 * @param numbers how many active numbers of ours point to it
 */
@Schema(name = "Webhook")
@JsonInclude(JsonInclude.Include.NON_NULL)
record WebhookView(String name, @Nullable String url, String wantedUrl, boolean receipts, @Nullable String method,
        boolean asWanted, boolean tokenAsWanted, boolean addressAsWanted, @Nullable Boolean intakeTakesOurToken,
        long numbers, Instant checkedAt) {
}
