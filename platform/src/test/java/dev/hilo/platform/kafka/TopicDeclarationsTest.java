package dev.hilo.platform.kafka;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.hilo.contracts.Topics;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TopicDeclarationsTest {

    @Test
    void declaresExactlyTheTopicsTheCodeNamesAndTheirDeadLetters() throws IllegalAccessException {
        List<String> named = new ArrayList<>();
        for (var field : Arrays.stream(Topics.class.getFields()).filter(f -> f.getType() == String.class).toList()) {
            assertThat(Modifier.isStatic(field.getModifiers())).isTrue();
            named.add((String) field.get(null));
        }
        Topics.WITH_DEAD_LETTERS.forEach(topic -> named.add(Topics.deadLettersOf(topic)));

        assertThat(TopicDeclarations.read()).extracting(TopicDeclaration::name)
                .containsExactlyInAnyOrderElementsOf(named);
    }

    @Test
    void keepsTheJournalForThirtyDaysAndTheDeadLettersForNinety() {
        assertThat(declared(Topics.WEBHOOK_DELIVERIES).config()).containsEntry("retention.ms", "2592000000");
        assertThat(declared(Topics.deadLettersOf(Topics.MESSAGE_INBOUND)).config())
                .containsEntry("retention.ms", "7776000000");
        assertThat(declared(Topics.NUMBER_RECORDS).config()).containsEntry("cleanup.policy", "compact");
    }

    private static TopicDeclaration declared(String name) {
        return TopicDeclarations.read().stream().filter(topic -> topic.name().equals(name)).findFirst().orElseThrow();
    }
}
