package dev.hilo.provisioning;

import dev.hilo.platform.problem.ProblemException;
import dev.hilo.platform.problem.ProblemKind;
import dev.hilo.provisioning.carrier.CarrierFailure;

/** The problems of this service, beside those that every service has. */
public enum ProvisioningProblem implements ProblemKind {

    NUMBER_BUSY("number-busy", "Something else is under way with this number", 409), NOTHING_TO_RETRY(
            "nothing-to-retry", "There is no failed order to try again",
            409), NOTHING_TO_KEEP("nothing-to-keep", "The number is not about to be given back",
                    409), CAMPAIGN_FULL("campaign-full", "The campaign has no place for another number",
                            409), INTAKE_REFUSES_TOKEN("intake-refuses-token", "The intake does not take our token",
                                    409), INTAKE_UNAVAILABLE("intake-unavailable",
                                            "The intake cannot be asked right now; try again shortly",
                                            503), CARRIER_REFUSED("carrier-refused", "The carrier refused",
                                                    502), CARRIER_UNAVAILABLE(
                                                            "carrier-unavailable",
                                                            "The carrier cannot be asked right now; try again shortly",
                                                            503);

    private final String slug;
    private final String title;
    private final int status;

    ProvisioningProblem(String slug, String title, int status) {
        this.slug = slug;
        this.title = title;
        this.status = status;
    }

    /** What a caller is told when the carrier fails while they wait. */
    public static ProblemException of(CarrierFailure failure) {
        var kind = switch (failure.kind()) {
            case NOT_SENT, UNCERTAIN, BUSY -> CARRIER_UNAVAILABLE;
            case UNAUTHORIZED, NOT_FOUND, CONFLICT, REFUSED -> CARRIER_REFUSED;
        };
        return ProblemException.of(kind, failure.words() + " (" + failure.code() + ")");
    }

    /** As {@link #of(CarrierFailure)}, for {@code onFailure(CarrierFailure.class).transform(...)}. */
    public static Throwable explain(Throwable failure) {
        return failure instanceof CarrierFailure carrier ? of(carrier) : failure;
    }

    @Override
    public String slug() {
        return slug;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public int status() {
        return status;
    }
}
