package dev.hilo.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.hilo.contracts.Topics;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.kafka.KafkaAuthorizationSimple;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import io.strimzi.api.kafka.model.user.KafkaUserAuthorizationSimple;
import io.strimzi.api.kafka.model.user.acl.AclOperation;
import io.strimzi.api.kafka.model.user.acl.AclResourcePatternType;
import io.strimzi.api.kafka.model.user.acl.AclRule;
import io.strimzi.api.kafka.model.user.acl.AclRuleGroupResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTopicResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;

class KafkaTest {

    static final List<String> OVERLAYS = Manifests.OVERLAYS;
    static final List<String> SERVICES = Manifests.SERVICES;
    private static final Pattern NAMED_IN_CODE = Pattern.compile("\\bTopics\\.([A-Z][A-Z_]+)\\b");

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void everyServiceHasAUserAndNobodyElseDoes(String overlay) {
        assertThat(Manifests.overlay(overlay).all(KafkaUser.class)).extracting(user -> user.getMetadata().getName())
                .containsExactlyInAnyOrderElementsOf(Manifests.SERVICES);
    }

    @Test
    void everyRightIsOnATopicThatExistsAndNamesWhatItAllows() {
        var topics = topics();
        assertThat(SERVICES).flatExtracting(KafkaTest::rules).allSatisfy(rule -> {
            assertThat(rule.getOperations()).isNotEmpty()
                    .isSubsetOf(AclOperation.READ, AclOperation.WRITE, AclOperation.DESCRIBE);
            switch (rule.getResource()) {
                case AclRuleTopicResource topic -> {
                    assertThat(topics).contains(topic.getName());
                    assertThat(topic.getPatternType()).isEqualTo(AclResourcePatternType.LITERAL);
                }
                case AclRuleGroupResource group -> assertThat(group.getName()).hasSizeGreaterThan(3);
                default -> throw new AssertionError("a right on " + rule.getResource().getType());
            }
        });
    }

    @Test
    void everyTopicHasAWriterAndAReader() {
        var written = SERVICES.stream().flatMap(user -> allowed(user, AclOperation.WRITE)).collect(Collectors.toSet());
        var read = SERVICES.stream().flatMap(user -> allowed(user, AclOperation.READ)).collect(Collectors.toSet());
        assertThat(topics()).allMatch(written::contains).allMatch(read::contains);
    }

    @Test
    void conversationsAndNumbersHaveOneWriterEachBesideTheOneThatSendsDeadLettersBack() {
        for (var topic : Topics.WITH_DEAD_LETTERS) {
            var writers = SERVICES.stream()
                    .filter(user -> allowed(user, AclOperation.WRITE).anyMatch(topic::equals)).toList();
            var own = Set.of(Topics.WEBHOOK_DELIVERIES, Topics.MESSAGE_INBOUND, Topics.MESSAGE_RECEIPTS)
                    .contains(topic);
            assertThat(writers).as(topic).contains("webhook-ingest-service").hasSize(own ? 1 : 2);
        }
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void aServiceMayReadAndWriteWhatItsChannelsName(String service) throws IOException {
        var settings = Settings.of(service);
        for (var name : settings.stringPropertyNames()) {
            var value = settings.getProperty(name);
            if (name.matches("mp\\.messaging\\.incoming\\.[^.]+\\.topic")) {
                assertThat(allowed(service, AclOperation.READ)).as(name).contains(value);
            } else if (name.matches("mp\\.messaging\\.outgoing\\.[^.]+\\.topic")) {
                assertThat(allowed(service, AclOperation.WRITE)).as(name).contains(value);
            } else if (name.matches("mp\\.messaging\\.incoming\\.[^.]+\\.group\\.id")) {
                assertThat(groups(service)).as(name).anyMatch(value::startsWith);
            }
        }
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void aServiceMayUseEveryTopicThatItsCodeNames(String service) throws IOException, ReflectiveOperationException {
        var mayUse = Stream.concat(allowed(service, AclOperation.READ), allowed(service, AclOperation.WRITE))
                .collect(Collectors.toSet());
        for (var constant : topicsNamedBy(service)) {
            if (Topics.class.getField(constant).get(null) instanceof String topic) {
                assertThat(mayUse).as("%s uses %s", service, topic).contains(topic);
            }
        }
    }

    @Test
    void theBrokerRefusesWhatNoRuleAllowsAndTakesNobodyWithoutAName() {
        assertThat(Manifests.overlay("production").all(Kafka.class)).singleElement().satisfies(kafka -> {
            var broker = kafka.getSpec().getKafka();
            assertThat(broker.getAuthorization()).isInstanceOf(KafkaAuthorizationSimple.class);
            assertThat(broker.getListeners()).isNotEmpty().allSatisfy(listener -> {
                assertThat(listener.isTls()).isTrue();
                assertThat(listener.getAuth()).isNotNull();
            });
            assertThat(broker.getConfig()).containsEntry("auto.create.topics.enable", false)
                    .containsEntry("unclean.leader.election.enable", false);
        });
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void noTopicWantsMoreCopiesThanThereAreNodes(String overlay) {
        var nodes = Manifests.overlay(overlay).all(KafkaNodePool.class).getFirst().getSpec().getReplicas();
        assertThat(Manifests.overlay(overlay).all(KafkaTopic.class)).isNotEmpty().allSatisfy(topic -> {
            assertThat(topic.getSpec().getReplicas()).isLessThanOrEqualTo(nodes);
            assertThat((int) topic.getSpec().getConfig().get("min.insync.replicas"))
                    .isLessThanOrEqualTo(topic.getSpec().getReplicas());
        });
    }

    @Test
    void inProductionALostNodeLosesNoAcknowledgedRecord() {
        assertThat(Manifests.overlay("production").all(KafkaTopic.class))
                .filteredOn(topic -> !topic.getMetadata().getName().equals(Topics.AGENT_SIGNALS))
                .allSatisfy(topic -> {
                    assertThat(topic.getSpec().getReplicas()).isEqualTo(3);
                    assertThat(topic.getSpec().getConfig()).containsEntry("min.insync.replicas", 2);
                });
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void everythingOfKafkaBelongsToOneCluster(String overlay) {
        assertThat(Manifests.overlay(overlay).documents())
                .filteredOn(document -> document.path("kind").asText().matches("Kafka(Topic|User|NodePool)"))
                .isNotEmpty()
                .allSatisfy(document -> assertThat(
                        document.path("metadata").path("labels").path("strimzi.io/cluster").asText())
                        .isEqualTo("hilo"));
    }

    private static Set<String> topics() {
        return Manifests.overlay("production").all(KafkaTopic.class).stream()
                .map(topic -> topic.getMetadata().getName()).collect(Collectors.toSet());
    }

    private static List<AclRule> rules(String user) {
        return Manifests.overlay("production").all(KafkaUser.class).stream()
                .filter(candidate -> candidate.getMetadata().getName().equals(user))
                .map(found -> ((KafkaUserAuthorizationSimple) found.getSpec().getAuthorization()).getAcls())
                .findFirst().orElseThrow();
    }

    private static Stream<String> allowed(String user, AclOperation operation) {
        return rules(user).stream().filter(rule -> rule.getOperations().contains(operation))
                .map(AclRule::getResource)
                .filter(AclRuleTopicResource.class::isInstance)
                .map(topic -> ((AclRuleTopicResource) topic).getName());
    }

    private static List<String> groups(String user) {
        return rules(user).stream().map(AclRule::getResource)
                .filter(AclRuleGroupResource.class::isInstance)
                .map(group -> ((AclRuleGroupResource) group).getName())
                .toList();
    }

    private static Set<String> topicsNamedBy(String service) throws IOException {
        Set<String> named = new TreeSet<>();
        try (var files = Files.walk(Manifests.REPOSITORY.resolve(service).resolve("src/main/java"))) {
            for (var file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                var constant = NAMED_IN_CODE.matcher(Files.readString(file));
                while (constant.find()) {
                    named.add(constant.group(1));
                }
            }
        }
        return named;
    }
}
