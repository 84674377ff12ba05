package dev.hilo.messaging.report;

import java.util.List;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.number.VisibleNumbers;
import dev.hilo.messaging.problem.Prompt;
import dev.hilo.platform.access.CurrentCaller;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** How numbers fared in the last days, today included. */
@Path("/api/reports/numbers")
@Authenticated
@Prompt
class ReportsResource {

    private final NumberReports reports;
    private final VisibleNumbers visibleNumbers;
    private final CurrentCaller caller;

    ReportsResource(NumberReports reports, VisibleNumbers visibleNumbers, CurrentCaller caller) {
        this.reports = reports;
        this.visibleNumbers = visibleNumbers;
        this.caller = caller;
    }

    @GET
    public Uni<List<NumberReport>> numbers(@RestQuery @DefaultValue("7") @Min(1) @Max(90) int days) {
        return visibleNumbers.list(caller.get()).chain(visible -> reports.of(visible, days));
    }

    @GET
    @Path("/{did}")
    public Uni<NumberReport> number(@RestPath String did, @RestQuery @DefaultValue("30") @Min(1) @Max(90) int days) {
        var asked = PhoneNumber.parse(did);
        return visibleNumbers.list(caller.get())
                .map(visible -> visible.stream().filter(number -> asked.filter(number.did()::equals).isPresent())
                        .findFirst()
                        .orElseThrow(() -> ProblemException.of(CommonProblem.NOT_FOUND, "there is no such number")))
                .chain(number -> reports.of(number, days));
    }
}
