package dev.hilo.messaging.people;

import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import dev.hilo.messaging.problem.Prompt;
import dev.hilo.platform.access.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;

/** The caller's colleagues, themselves among them. */
@Path("/api/people")
@Authenticated
@Prompt
class PeopleResource {

    private final People people;
    private final CurrentCaller caller;

    PeopleResource(People people, CurrentCaller caller) {
        this.people = people;
        this.caller = caller;
    }

    @GET
    public Uni<List<Person>> list() {
        return people.around(caller.get());
    }
}
