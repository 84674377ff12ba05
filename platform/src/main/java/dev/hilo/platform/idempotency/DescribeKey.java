package dev.hilo.platform.idempotency;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Says of every POST in a service's description of its API that it takes a key ({@code mp.openapi.filter}). */
public final class DescribeKey implements OASFilter {

    private static final String WORDS = "A repeated request with the same key gets the same answer, byte for byte, and has no second effect. "
            + "The same key with another request: 422 idempotency-mismatch; while the first is under way: "
            + "409 request-in-flight. Without a key each request is its own.";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getPaths() != null) {
            api.getPaths().getPathItems().values().forEach(path -> {
                if (path.getPOST() != null) {
                    describe(path.getPOST());
                }
            });
        }
    }

    private static void describe(Operation post) {
        var key = OASFactory.createParameter().name(CurrentRequest.KEY).in(Parameter.In.HEADER).description(WORDS)
                .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING).minLength(1)
                        .maxLength(CurrentRequest.LONGEST));
        var _ = post.addParameter(key);
    }
}
