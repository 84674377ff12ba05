package dev.hilo.local.demo;

import java.util.List;
import java.util.Map;

/** A number that every local system has from the start. */
record DemoNumber(String did, String name, String team) {

    static final DemoNumber SUPPORT = new DemoNumber("+17865551234", "Soporte", "support");
    static final DemoNumber SALES = new DemoNumber("+17865550100", "Ventas", "sales");
    static final List<DemoNumber> ALL = List.of(SUPPORT, SALES);

    /** What a manager would ask for. */
    Map<String, Object> order(String campaign) {
        return Map.of("did", did, "campaignId", campaign, "name", name, "teams", List.of(team));
    }
}
