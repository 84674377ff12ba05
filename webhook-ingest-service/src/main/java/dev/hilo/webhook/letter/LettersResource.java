package dev.hilo.webhook.letter;

import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hilo.contracts.Topics;
import dev.hilo.platform.access.CurrentCaller;
import dev.hilo.platform.page.NextPage;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import dev.hilo.webhook.archive.Archive;
import dev.hilo.webhook.archive.Place;
import dev.hilo.webhook.browse.DeliveryView;
import dev.hilo.webhook.decision.DecisionView;
import dev.hilo.webhook.decision.Decisions;
import dev.hilo.webhook.letter.Letters.State;
import io.smallrye.common.annotation.Blocking;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.ARRAY;

/** What was put aside, topic by topic, and single records with their bytes. */
@Path("/api/journal")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("admin")
@Blocking
class LettersResource {

    private static final Logger LOG = Logger.getLogger(LettersResource.class);
    private static final int REASONS = 20;

    private final Letters letters;
    private final LetterPages pages;
    private final Decisions decisions;
    private final Archive archive;
    private final CurrentCaller caller;

    LettersResource(Letters letters, LetterPages pages, Decisions decisions, Archive archive, CurrentCaller caller) {
        this.letters = letters;
        this.pages = pages;
        this.decisions = decisions;
        this.archive = archive;
        this.caller = caller;
    }

    /** How many open ones have this reason. */
    record ReasonCount(String reason, long count) {
    }

    /** @param reasons of the open ones, the most frequent first */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TopicView(String topic, long open, long total, @Nullable Instant oldestOpenAt, List<ReasonCount> reasons) {
    }

    /**
     * @param type of the event in it, as far as it can be told
     * @param bytes of its value
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LetterView(Place place, Instant at, @Nullable String key, @Nullable String type, String reason, int bytes,
            @Nullable String preview, @Nullable Origin from, @Nullable DecisionView decision) {
    }

    /** Where it stood that somebody could not take it. */
    record Origin(String topic, int partition, long offset) {
    }

    /** @param value as UTF-8, with U+FFFD where it is none */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RecordView(Place place, Instant at, @Nullable String key, Map<String, String> headers,
            @Nullable String value, @Nullable String valueBase64, @Nullable DecisionView decision) {
    }

    @GET
    @Path("/letters")
    @Operation(summary = "How much lies in quarantine and in the dead-letter topics, and why")
    public List<TopicView> topics() {
        letters.require();
        return Letters.TOPICS.stream().map(this::topic).toList();
    }

    @GET
    @Path("/letters/{topic}")
    @Operation(summary = "What lies there, newest first", description = "A record that several readers put aside, or one "
            + "reader several times, is shown once.")
    @APIResponse(responseCode = "200", description = "OK", content = @Content(schema = @Schema(type = ARRAY, implementation = LetterView.class)))
    public Response list(@PathParam("topic") String topic,
            @Parameter(description = "open, settled or all") @QueryParam("state") @DefaultValue("open") String state,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit, @Context UriInfo uri) {
        if (!Letters.TOPICS.contains(topic)) {
            throw ProblemException.of(CommonProblem.NOT_FOUND, "Nothing is put aside under that name");
        }
        var page = pages.page(topic, state, cursor, limit);
        var records = archive.reading(reader -> reader.at(page.letters().stream().map(Letter::place).toList()));
        var views = page.letters().stream().map(letter -> view(letter, records.get(letter.place()))).toList();
        var response = Response.ok(views);
        page.next().ifPresent(next -> response.header(HttpHeaders.LINK, NextPage.link(uri, "cursor", next)));
        return response.build();
    }

    @GET
    @Path("/records/{place}")
    @Operation(summary = "One record as it stands on its topic", description = "Of the journal, the quarantine or the "
            + "dead letters. Whoever looks is noted in the log.")
    public RecordView one(@PathParam("place") String wire) {
        decisions.require();
        var place = Place.parse(wire).filter(found -> Letters.TOPICS.contains(found.topic())
                || found.topic().equals(Topics.WEBHOOK_DELIVERIES)).orElseThrow(LettersResource::noSuchRecord);
        var entry = archive.reading(reader -> reader.at(List.of(place))).get(place);
        if (entry == null) {
            throw noSuchRecord();
        }
        LOG.infof("%s looks at record %s", caller.get().user(), place);
        Map<String, String> headers = new HashMap<>();
        entry.headers().forEach(header -> headers.put(header.key(),
                header.value() == null ? "" : new String(header.value(), UTF_8)));
        return new RecordView(place, Instant.ofEpochMilli(entry.timestamp()), entry.key(), headers,
                entry.value() == null ? null : new String(entry.value(), UTF_8),
                entry.value() == null ? null : Base64.getEncoder().encodeToString(entry.value()),
                decisions.of(place).orElse(null));
    }

    private TopicView topic(String topic) {
        var open = letters.all(topic, State.OPEN).toList();
        var reasons = open.stream().collect(Collectors.groupingBy(Letter::reason, Collectors.counting()));
        return new TopicView(topic, open.size(), letters.all(topic, State.ALL).count(),
                open.stream().map(Letter::at).min(Comparator.naturalOrder()).orElse(null),
                reasons.entrySet().stream().map(reason -> new ReasonCount(reason.getKey(), reason.getValue()))
                        .sorted(Comparator.comparingLong(ReasonCount::count).reversed()
                                .thenComparing(ReasonCount::reason))
                        .limit(REASONS).toList());
    }

    private LetterView view(Letter letter, @Nullable ConsumerRecord<String, byte[]> entry) {
        var value = entry == null || entry.value() == null ? new byte[0] : entry.value();
        var origin = letter.origin();
        return new LetterView(letter.place(), letter.at(), entry == null ? null : entry.key(),
                entry == null ? null : Letter.header(entry, "ce_type").orElse(null), letter.reason(), value.length,
                value.length == 0 ? null : DeliveryView.preview(new String(value, UTF_8)),
                origin == null ? null : new Origin(origin.topic(), origin.partition(), origin.offset()),
                decisions.of(letter.place()).orElse(null));
    }

    private static ProblemException noSuchRecord() {
        return ProblemException.of(CommonProblem.NOT_FOUND, "There is no such record, or no longer");
    }
}
