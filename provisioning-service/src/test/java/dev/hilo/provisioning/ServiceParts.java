package dev.hilo.provisioning;

import dev.hilo.platform.testing.KafkaForTests;
import dev.hilo.platform.testing.PostgresForTests;
import io.quarkus.test.common.QuarkusTestResource;

/** What every test of the running service stands on; Quarkus finds it here for all of them. */
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(CarrierForTests.class)
@QuarkusTestResource(IntakeForTests.class)
@QuarkusTestResource(TokensForTests.class)
final class ServiceParts {
}
