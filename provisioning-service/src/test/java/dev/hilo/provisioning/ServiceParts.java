package dev.hilo.provisioning;

import dev.hilo.platform.testing.KafkaForTests;
import dev.hilo.platform.testing.PostgresForTests;
import dev.hilo.platform.testing.SignedTokens;
import io.quarkus.test.common.QuarkusTestResource;

/** What every test of the running service stands on; Quarkus finds it here for all of them. */
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(CarrierForTests.class)
@QuarkusTestResource(IntakeForTests.class)
@QuarkusTestResource(SignedTokens.class)
final class ServiceParts {
}
