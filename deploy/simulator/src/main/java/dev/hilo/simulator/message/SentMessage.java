package dev.hilo.simulator.message;

import java.time.Instant;
import java.util.List;

import dev.hilo.simulator.media.Fetched;
import dev.hilo.simulator.wire.Json;
import dev.hilo.simulator.wire.Tn;

/** A message that the carrier took. Bodies are kept as text: tens of thousands must fit into a small heap. */
public final class SentMessage {

    private final long number;
    private final Instant at;
    private final String refId;
    private final Tn from;
    private final List<Tn> to;
    private final String text;
    private final String request;
    private final String response;
    private List<Fetched> mediaFetched = List.of();

    SentMessage(long number, Instant at, String refId, SendOrder order, String request, String response) {
        this.number = number;
        this.at = at;
        this.refId = refId;
        this.from = order.from();
        this.to = order.to();
        this.text = order.text();
        this.request = request;
        this.response = response;
    }

    void fetched(List<Fetched> media) {
        mediaFetched = media;
    }

    /** Its place in the order of acceptance, from 1. */
    long number() {
        return number;
    }

    Instant at() {
        return at;
    }

    String refId() {
        return refId;
    }

    Tn from() {
        return from;
    }

    List<Tn> to() {
        return to;
    }

    String text() {
        return text;
    }

    /** As JSON. Request and response are taken over as they are: a list of many must not become a tree of nodes. */
    String toText() {
        var media = Json.array().addAll(mediaFetched.stream().map(Fetched::toJson).toList());
        return "{\"n\":" + number + ",\"at\":\"" + at + "\",\"request\":" + request + ",\"response\":" + response
                + ",\"mediaFetched\":" + Json.text(media) + "}";
    }
}
