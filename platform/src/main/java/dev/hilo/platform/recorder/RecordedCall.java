package dev.hilo.platform.recorder;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What is said to the carrier. Headers are none of the recorder's business: that is where the credentials are.
 *
 * @param path without the query
 * @param body anything that Jackson writes as the JSON that is sent; null for none
 */
public record RecordedCall(String method, String path, Map<String, String> query, @Nullable Object body) {

    /**
     * What it answers.
     *
     * @param body as it came; may be empty, a web page, anything
     */
    public record Answer(int status, @Nullable String body) {
    }
}
