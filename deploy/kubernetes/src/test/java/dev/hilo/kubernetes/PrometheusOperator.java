package dev.hilo.kubernetes;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;

/**
 * The part of the Prometheus operator's kinds that we use, after its API reference (0.86). A field that is not here is
 * refused, so a new one is looked up first.
 */
final class PrometheusOperator {

    private PrometheusOperator() {
    }

    record PodMonitor(String apiVersion, String kind, ObjectMeta metadata, PodMonitorSpec spec) {

        record PodMonitorSpec(LabelSelector selector, List<Endpoint> podMetricsEndpoints) {
        }

        record Endpoint(String port, String path, String interval) {
        }
    }

    record PrometheusRule(String apiVersion, String kind, ObjectMeta metadata, PrometheusRuleSpec spec) {

        record PrometheusRuleSpec(List<Group> groups) {
        }

        record Group(String name, List<Rule> rules) {
        }

        /** @param lasting how long the expression must hold */
        record Rule(String alert, String expr, @JsonProperty("for") String lasting, Map<String, String> labels,
                Map<String, String> annotations) {
        }
    }
}
