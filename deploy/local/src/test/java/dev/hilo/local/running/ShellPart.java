package dev.hilo.local.running;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.hilo.local.process.Launch;
import dev.hilo.local.settings.Port;

/** A part that is a few lines of shell; it answers once its script has made the file {@code NAME.up}. */
record ShellPart(String name, Tier tier, Set<String> needs, Path folder, String script) implements Part {

    static ShellPart thatRuns(String name, Tier tier, Path folder, String... needs) {
        return new ShellPart(name, tier, Set.of(needs), folder, """
                trap 'echo "$NAME stopped" >> journal; exit 0' TERM
                echo "$NAME up" >> journal
                touch "$NAME.up"
                while :; do sleep 0.05; done
                """);
    }

    ShellPart withScript(String other) {
        return new ShellPart(name, tier, needs, folder, other);
    }

    @Override
    public List<Port> ports() {
        return List.of();
    }

    @Override
    public Integer port() {
        return null;
    }

    @Override
    public Launch prepare(Step step) throws Exception {
        Files.deleteIfExists(up());
        return Launch.of(List.of("bash", "-c", script), Map.of("NAME", name), folder);
    }

    @Override
    public boolean answers() {
        return Files.exists(up());
    }

    @Override
    public Duration startLimit() {
        return Duration.ofSeconds(10);
    }

    private Path up() {
        return folder.resolve(name + ".up");
    }
}
