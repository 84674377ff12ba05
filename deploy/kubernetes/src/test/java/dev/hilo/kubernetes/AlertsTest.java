package dev.hilo.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.hilo.kubernetes.PrometheusOperator.PodMonitor;
import dev.hilo.kubernetes.PrometheusOperator.PrometheusRule;
import dev.hilo.kubernetes.PrometheusOperator.PrometheusRule.Rule;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** An alert about a figure that nobody counts would never fire, and nobody would notice. */
class AlertsTest {

    private static final Pattern NAME = Pattern.compile("\\bhilo_[a-z_]+");
    /** A counter's or a gauge's name where the code registers it, in Micrometer's spelling. */
    private static final Pattern REGISTERED = Pattern
            .compile("\\b(gauge|counter|(?:Multi)?Gauge\\.builder|Counter\\.builder)\\(\\s*\"(hilo\\.[a-z.]+)\"");

    @Test
    void everyFigureOfAnAlertIsOneThatTheCodeCounts() {
        var counted = counted();
        assertThat(rules()).hasSizeGreaterThanOrEqualTo(5).allSatisfy(rule -> {
            var used = NAME.matcher(rule.expr()).results().map(found -> found.group()).toList();
            assertThat(used).as(rule.alert()).isNotEmpty().isSubsetOf(counted);
        });
    }

    @Test
    void everyAlertSaysHowBadItIsAndWhatToDo() {
        assertThat(rules()).allSatisfy(rule -> {
            assertThat(rule.alert()).startsWith("Hilo");
            assertThat(rule.labels().get("severity")).as(rule.alert()).isIn("critical", "warning");
            assertThat(rule.annotations()).as(rule.alert()).containsOnlyKeys("summary", "description");
            assertThat(rule.annotations().values()).allSatisfy(text -> assertThat(text).isNotBlank());
            assertThat(brackets(rule.expr())).as(rule.alert()).isZero();
        });
        assertThat(rules().stream().map(Rule::alert)).doesNotHaveDuplicates();
    }

    @Test
    void everyServiceIsAskedForItsFiguresAtAPortThatItHas() {
        assertThat(Manifests.overlay("production").all(PodMonitor.class)).singleElement().satisfies(monitor -> {
            assertThat(monitor.spec().selector().getMatchExpressions()).singleElement().satisfies(
                    matches -> assertThat(matches.getValues())
                            .containsExactlyInAnyOrderElementsOf(Manifests.SERVICES));
            assertThat(monitor.spec().podMetricsEndpoints()).singleElement().satisfies(endpoint -> {
                assertThat(endpoint.path()).isEqualTo("/q/metrics");
                assertThat(WorkloadsTest.deployments("production")).allSatisfy(deployment -> assertThat(
                        WorkloadsTest.onlyContainer(deployment.getSpec().getTemplate()).getPorts())
                        .anyMatch(port -> port.getName().equals(endpoint.port())));
            });
        });
    }

    @Test
    void somebodyIsWarnedOfTheAccountAndOfNumbersThatAreNotAsTheyShouldBe() {
        assertThat(rules()).extracting(Rule::alert).contains("HiloBalanceIsLow", "HiloBalanceIsEmpty",
                "HiloCarrierServiceIsOff", "HiloNumbersDrifted", "HiloOrdersWaitForSomebody",
                "HiloWebhookTokenIsNotRenewed");
    }

    private static List<Rule> rules() {
        return Manifests.overlay("production").all(PrometheusRule.class).stream()
                .flatMap(rule -> rule.spec().groups().stream()).flatMap(group -> group.rules().stream()).toList();
    }

    /** As Prometheus sees them. */
    private static Set<String> counted() {
        Set<String> names = new HashSet<>();
        for (var service : Manifests.SERVICES) {
            sources(Manifests.REPOSITORY.resolve(service).resolve("src/main/java")).forEach(source -> REGISTERED
                    .matcher(source).results().forEach(found -> names.add(found.group(2).replace('.', '_')
                            + (found.group(1).toLowerCase(Locale.ROOT).startsWith("counter") ? "_total" : ""))));
        }
        return names;
    }

    private static Set<String> sources(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).map(AlertsTest::text)
                    .collect(Collectors.toSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static long brackets(String expression) {
        return expression.chars().filter(sign -> "([{".indexOf(sign) >= 0).count()
                - expression.chars().filter(sign -> ")]}".indexOf(sign) >= 0).count();
    }
}
