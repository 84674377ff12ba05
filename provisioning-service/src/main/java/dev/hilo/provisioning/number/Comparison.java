package dev.hilo.provisioning.number;

import java.util.List;
import java.util.stream.Collectors;

import dev.hilo.provisioning.carrier.CarrierNumber;
import org.jspecify.annotations.Nullable;

/** A number as wanted beside the number as the carrier has it, field by field. */
public final class Comparison {

    private Comparison() {
    }

    public static List<FieldCheck> between(WantedNumber wanted, CarrierNumber actual) {
        return List.of(
                check("status", "Active", actual.status().isEmpty() ? null : actual.status(), actual.isActive()),
                check("sms", Boolean.toString(wanted.sms()), Boolean.toString(actual.sms()),
                        wanted.sms() == actual.sms()),
                check("mms", Boolean.toString(wanted.mms()), Boolean.toString(actual.mms()),
                        wanted.mms() == actual.mms()),
                check("webhook", wanted.webhook(), actual.webhook(), same(wanted.webhook(), actual.webhook())),
                check("campaign", wanted.campaign(), actual.campaign(),
                        sameCampaign(wanted.campaign(), actual.campaign())));
    }

    /** In words, for a failed step; empty when all is as wanted. */
    public static String differences(List<FieldCheck> checks) {
        return checks.stream().filter(check -> !check.same())
                .map(check -> check.field() + " should be " + shown(check.wanted()) + " and is "
                        + (check.actual() == null ? "not set" : check.actual()))
                .collect(Collectors.joining("; "));
    }

    private static FieldCheck check(String field, @Nullable String wanted, @Nullable String actual, boolean same) {
        return new FieldCheck(field, wanted, actual, same);
    }

    private static String shown(@Nullable String wanted) {
        return wanted == null || wanted.isEmpty() ? "none" : wanted;
    }

    private static boolean sameCampaign(@Nullable String wanted, @Nullable String actual) {
        return wanted == null || (wanted.isEmpty() ? actual == null : same(wanted, actual));
    }

    /** Names are compared without case: nobody knows whether the carrier keeps it. */
    private static boolean same(String wanted, @Nullable String actual) {
        return wanted.equalsIgnoreCase(actual);
    }
}
