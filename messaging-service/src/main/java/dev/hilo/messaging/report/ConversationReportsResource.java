package dev.hilo.messaging.report;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.number.OwnNumber;
import dev.hilo.messaging.number.Visibility;
import dev.hilo.messaging.number.VisibleNumbers;
import dev.hilo.messaging.problem.Prompt;
import dev.hilo.platform.access.CurrentCaller;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** How conversations fared, of the numbers that the caller sees: by day, number, agent or label. */
@Path("/api/reports")
@Authenticated
@Prompt
class ConversationReportsResource {

    private static final String CSV = "text/csv";

    private record Question(@Nullable String from, @Nullable String to, Grouping grouping, @Nullable String did,
            @Nullable String zone, WaitHours hours) {
    }

    private final ConversationReports reports;
    private final VisibleNumbers visibleNumbers;
    private final ReportConfig config;
    private final Clock clock;
    private final CurrentCaller caller;

    ConversationReportsResource(ConversationReports reports, VisibleNumbers visibleNumbers, ReportConfig config,
            Clock clock, CurrentCaller caller) {
        this.reports = reports;
        this.visibleNumbers = visibleNumbers;
        this.config = config;
        this.clock = clock;
        this.caller = caller;
    }

    /** JSON, unless the caller would rather have a table. */
    @GET
    @Path("/conversations")
    @Produces({MediaType.APPLICATION_JSON, CSV})
    @APIResponse(responseCode = "200", description = "The report", content = {
            @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ConversationReport.class)),
            @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING))})
    public Uni<Response> report(@RestQuery @Nullable String from, @RestQuery @Nullable String to,
            @RestQuery @DefaultValue("day") String group, @RestQuery @Nullable String did,
            @RestQuery @Nullable String zone, @RestQuery @DefaultValue("all") String hours,
            @RestQuery @DefaultValue("en") String lang, @RestQuery @DefaultValue("false") boolean bom,
            @Context HttpHeaders headers) {
        var question = new Question(from, to, Grouping.of(group), did, zone, WaitHours.of(hours));
        return headers.getAcceptableMediaTypes().getFirst().getSubtype().equals("csv")
                ? file(question, lang, bom)
                : read(question).map(report -> Response.ok(report, MediaType.APPLICATION_JSON)
                        .build());
    }

    /** For links, which cannot ask for a media type. */
    @GET
    @Path("/conversations.csv")
    @Produces(CSV)
    @APIResponse(responseCode = "200", description = "The report as a table", content = @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)))
    public Uni<Response> named(@RestQuery @Nullable String from, @RestQuery @Nullable String to,
            @RestQuery @DefaultValue("day") String group, @RestQuery @Nullable String did,
            @RestQuery @Nullable String zone, @RestQuery @DefaultValue("all") String hours,
            @RestQuery @DefaultValue("en") String lang, @RestQuery @DefaultValue("false") boolean bom) {
        return file(new Question(from, to, Grouping.of(group), did, zone, WaitHours.of(hours)), lang, bom);
    }

    private Uni<Response> file(Question question, String lang, boolean bom) {
        return read(question).chain(report -> names().map(names -> {
            var csv = new ConversationCsv(report, question.grouping(), question.hours(), names);
            return Response.ok(csv.bytes(lang.equals("es"), bom), CSV + ";charset=UTF-8")
                    .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + csv.fileName() + "\"").build();
        }));
    }

    private Uni<ConversationReport> read(Question question) {
        var period = Period.of(question.from(), question.to(), question.zone(), config.zone(), clock.instant());
        var did = question.did();
        return visibleNumbers.of(caller.get()).map(visible -> did == null ? visible : only(visible, did))
                .chain(visible -> reports.of(period, question.grouping(), question.hours(), visible));
    }

    /** What the caller may not see does not exist. */
    private static Visibility only(Visibility visible, String did) {
        return Optional.of(PhoneNumber.parse(did).orElseThrow(
                () -> ProblemException.at(CommonProblem.INVALID_REQUEST, "did", "not a phone number")))
                .filter(visible::covers).map(number -> new Visibility.Only(Set.of(number)))
                .orElseThrow(() -> ProblemException.of(CommonProblem.NOT_FOUND, "there is no such number"));
    }

    private Uni<Map<PhoneNumber, String>> names() {
        return visibleNumbers.list(caller.get())
                .map(numbers -> numbers.stream().collect(Collectors.toMap(OwnNumber::did, OwnNumber::name)));
    }
}
