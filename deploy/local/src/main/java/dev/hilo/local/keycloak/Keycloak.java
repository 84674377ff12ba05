package dev.hilo.local.keycloak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.hilo.local.process.Http;
import dev.hilo.local.process.Launch;
import dev.hilo.local.process.Programs;
import dev.hilo.local.running.Part;
import dev.hilo.local.settings.Port;
import dev.hilo.local.settings.Settings;
import dev.hilo.local.settings.Versions;

/** A real OpenID Connect provider with the realm of Hilo. */
public final class Keycloak implements Part {

    private final Settings settings;
    private final Programs programs;

    public Keycloak(Settings settings) {
        this.settings = settings;
        this.programs = new Programs(settings.programs());
    }

    @Override
    public String name() {
        return "keycloak";
    }

    @Override
    public Tier tier() {
        return Tier.SUPPORT;
    }

    @Override
    public Set<String> needs() {
        return Set.of();
    }

    @Override
    public List<Port> ports() {
        return List.of(Port.OIDC);
    }

    @Override
    public Integer port() {
        return settings.port(Port.OIDC);
    }

    @Override
    public Launch prepare(Step step) throws Exception {
        var version = Versions.pinned().keycloak();
        var archive = settings.root()
                .resolve("deploy/local/target/dist/keycloak-quarkus-dist-%s.zip".formatted(version));
        var program = KeycloakProgram.unpacked(programs, version, archive, step);
        furnish(program);
        placeRealm();
        var arguments = List.of("start", "--optimized", "--import-realm", "--cache=local", "--http-enabled=true",
                "--http-host=127.0.0.1", "--http-port=" + port(), "--hostname=" + settings.oidcUrl());
        return Launch.of(KeycloakProgram.command(home(), settings.javaOptions(name()), arguments),
                Map.of("KC_BOOTSTRAP_ADMIN_USERNAME", "admin", "KC_BOOTSTRAP_ADMIN_PASSWORD",
                        settings.secrets().get("keycloak-admin")),
                home());
    }

    @Override
    public boolean answers() {
        return Http.isOk("http://127.0.0.1:%d/realms/hilo/.well-known/openid-configuration".formatted(port()));
    }

    @Override
    public Duration startLimit() {
        return Duration.ofMinutes(3);
    }

    private Path home() {
        return settings.home().resolve("keycloak");
    }

    /** A home of its own around the shared libraries, so that two systems do not share a database. */
    private void furnish(KeycloakProgram program) throws IOException {
        for (var folder : List.of("data/import", "conf", "providers")) {
            Files.createDirectories(home().resolve(folder));
        }
        var link = home().resolve("lib");
        if (Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
            Files.delete(link);
        }
        Files.createSymbolicLink(link, program.libraries());
    }

    /** Keycloak imports a realm only if it has none of that name; a realm that has changed starts from nothing. */
    private void placeRealm() throws IOException {
        var file = home().resolve("data/import/hilo-realm.json");
        var realm = RealmFile.rendered(Map.of(
                "PUBLIC_BASE_URL", settings.publicBaseUrl(),
                "HILO_GATEWAY_PORT", Integer.toString(settings.port(Port.GATEWAY)),
                "HILO_OIDC_SECRET", settings.gatewayClientSecret(),
                "HILO_INTEGRATOR_SECRET", settings.integratorClientSecret()));
        if (!Files.exists(file) || !Files.readString(file).equals(realm)) {
            Programs.delete(home().resolve("data/h2"));
            Files.writeString(file, realm);
        }
    }
}
