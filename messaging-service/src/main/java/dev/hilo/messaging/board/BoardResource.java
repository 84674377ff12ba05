package dev.hilo.messaging.board;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import dev.hilo.messaging.problem.Prompt;
import dev.hilo.platform.access.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;

/** Everything of it to managers, and to agents what their teams' numbers have of it. */
@Path("/api/board")
@Authenticated
@Prompt
class BoardResource {

    private final Board board;
    private final CurrentCaller caller;

    BoardResource(Board board, CurrentCaller caller) {
        this.board = board;
        this.caller = caller;
    }

    @GET
    public Uni<BoardView> board() {
        return board.of(caller.get());
    }
}
