package dev.hilo.platform.problem;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Turns every failure of a REST call into {@code application/problem+json}. What was not foreseen becomes a 500 with
 * a trace id and no more; its cause goes to the log under the same id.
 */
final class ProblemMapper {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);
    private static final ObjectMapper WORDS = new ObjectMapper();
    private static final MediaType PROBLEM_JSON = MediaType.valueOf("application/problem+json");

    @ServerExceptionMapper
    Response of(ProblemException failure, UriInfo uri) {
        var problem = failure.toProblem(uri.getPath());
        var response = respond(problem);
        return problem.status() == CommonProblem.UNAVAILABLE.status()
                || failure.kind() == CommonProblem.REQUEST_IN_FLIGHT
                        ? Response.fromResponse(response).header(HttpHeaders.RETRY_AFTER, 1).build()
                        : response;
    }

    @ServerExceptionMapper
    Response of(ConstraintViolationException failure, UriInfo uri) {
        var errors = failure.getConstraintViolations().stream()
                .map(violation -> new Problem.FieldError(pointerOf(violation), violation.getMessage()))
                .sorted((a, b) -> a.pointer().compareTo(b.pointer()))
                .toList();
        return respond(ProblemException.at(CommonProblem.INVALID_REQUEST, errors).toProblem(uri.getPath()));
    }

    @ServerExceptionMapper
    Response of(UnrecognizedPropertyException failure, UriInfo uri) {
        return respond(ProblemException
                .at(CommonProblem.INVALID_REQUEST, pointerOf(failure), "there is no such field")
                .toProblem(uri.getPath()));
    }

    @ServerExceptionMapper
    Response of(JsonMappingException failure, UriInfo uri) {
        return respond(ProblemException.at(CommonProblem.INVALID_REQUEST, pointerOf(failure), detailOf(failure))
                .toProblem(uri.getPath()));
    }

    /** Its own, as Quarkus has one of its own for these that would come first. */
    @ServerExceptionMapper
    Response of(MismatchedInputException failure, UriInfo uri) {
        return of((JsonMappingException) failure, uri);
    }

    private static String detailOf(JsonMappingException failure) {
        if (failure.getCause() instanceof IllegalArgumentException rule && rule.getMessage() != null) {
            return rule.getMessage();
        }
        return failure instanceof InvalidFormatException unknown && unknown.getTargetType().isEnum()
                ? "not one of the words " + String.join(", ", wordsOf(unknown.getTargetType()))
                : "the value has the wrong form";
    }

    /** As JSON has them. */
    private static List<String> wordsOf(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(word -> WORDS.valueToTree(word).asText()).toList();
    }

    @ServerExceptionMapper
    Response of(JsonProcessingException failure, UriInfo uri) {
        return respond(ProblemException.of(CommonProblem.MALFORMED_REQUEST, "the body is not JSON")
                .toProblem(uri.getPath()));
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    Response unauthenticated(UriInfo uri) {
        var response = respond(ProblemException
                .of(CommonProblem.UNAUTHENTICATED, CommonProblem.UNAUTHENTICATED.title())
                .toProblem(uri.getPath()));
        return Response.fromResponse(response).header(HttpHeaders.WWW_AUTHENTICATE, "Bearer").build();
    }

    @ServerExceptionMapper
    Response of(ForbiddenException failure, UriInfo uri) {
        return respond(ProblemException.of(CommonProblem.FORBIDDEN, CommonProblem.FORBIDDEN.title())
                .toProblem(uri.getPath()));
    }

    @ServerExceptionMapper
    Response of(WebApplicationException failure, UriInfo uri) {
        if (failure.getCause() instanceof JsonMappingException unreadable) {
            return unreadable instanceof UnrecognizedPropertyException unknown ? of(unknown, uri) : of(unreadable, uri);
        }
        if (failure.getCause() instanceof JsonProcessingException notJson) {
            return of(notJson, uri);
        }
        var status = failure.getResponse().getStatusInfo();
        var problem = new Problem(Problem.typeOf("http-" + status.getStatusCode()), status.getReasonPhrase(),
                status.getStatusCode(), null, uri.getPath(), null, List.of(), Map.of());
        return respond(problem);
    }

    @ServerExceptionMapper
    Response of(Throwable unforeseen, UriInfo uri) {
        var traceId = UUID.randomUUID().toString();
        LOG.errorf(unforeseen, "unforeseen failure %s", traceId);
        var kind = CommonProblem.UNEXPECTED;
        return respond(new Problem(Problem.typeOf(kind.slug()), kind.title(), kind.status(), null, uri.getPath(),
                traceId, List.of(), Map.of()));
    }

    private static Response respond(Problem problem) {
        return Response.status(problem.status()).type(PROBLEM_JSON).entity(problem).build();
    }

    /** {@code send.request.to} names the method and its parameter first; a client knows neither. */
    private static String pointerOf(ConstraintViolation<?> violation) {
        var path = StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .map(node -> node.getIndex() == null ? node.getName() : node.getIndex() + "/" + node.getName())
                .toList();
        var inBody = path.size() > 2 ? path.subList(2, path.size()) : path.subList(path.size() - 1, path.size());
        return "/" + String.join("/", inBody);
    }

    private static String pointerOf(JsonMappingException failure) {
        var pointer = new StringBuilder();
        for (var step : failure.getPath()) {
            pointer.append('/').append(step.getFieldName() == null ? step.getIndex() : step.getFieldName());
        }
        return pointer.isEmpty() ? "/" : pointer.toString();
    }
}
