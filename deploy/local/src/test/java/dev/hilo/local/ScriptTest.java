package dev.hilo.local;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The script {@code hilo}, function by function, in a real bash. */
class ScriptTest {

    private static final Path SCRIPT = Path.of(System.getProperty("hilo.root"), "hilo");

    @TempDir
    private Path folder;

    private record Answer(int code, String said) {
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            25,     25,         yes
            25,     25.0.3,     yes
            25,     26-ea,      yes
            25,     17.0.15,    no
            25,     1.8.0_402,  no
            3.8.7,  3.8.7,      yes
            3.8.7,  3.10.0,     yes
            3.8.7,  4.0.0-rc-4, yes
            3.8.7,  3.8.6,      no
            3.8.7,  3.8,        no
            20.19,  20.19.0,    yes
            20.19,  20.2.0,     no
            20.19,  22.1.0,     yes
            20.19,  18.20.4,    no
            """)
    void comparesVersionsByNumber(String wanted, String found, String enough) throws Exception {
        assertThat(run("at_least %s %s && echo yes || echo no".formatted(wanted, found), Map.of()).said())
                .isEqualTo(enough);
    }

    @Test
    void takesTheJdkOfJavaHomeWhenItIsNewEnough() throws Exception {
        var home = jdk("chosen", "25.0.1");
        jdk("jvms/newer", "26");

        assertThat(run("require_java; echo $JAVA_HOME", Map.of("JAVA_HOME", home.toString())).said())
                .isEqualTo(home.toString());
    }

    @Test
    void passesOverAnOldDefaultForANewOneInTheSystemsFolder() throws Exception {
        var old = jdk("old", "17.0.15");
        jdk("jvms/old-too", "21.0.2");
        var fitting = jdk("jvms/temurin", "25.0.3");

        assertThat(run("require_java; echo $JAVA_HOME", Map.of("JAVA_HOME", old.toString())).said())
                .isEqualTo(fitting.toString());
    }

    @Test
    void findsTheJdkBehindTheLinksOnThePath() throws Exception {
        var fitting = jdk("opt/jdk", "25");
        var bin = Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(folder.resolve("alternative"), fitting.resolve("bin/javac"));
        Files.createSymbolicLink(bin.resolve("javac"), folder.resolve("alternative"));

        assertThat(run("require_java; echo $JAVA_HOME",
                Map.of("PATH", bin + ":" + System.getenv("PATH"), "JAVA_HOME", "")).said())
                .isEqualTo(fitting.toRealPath().toString());
    }

    @Test
    void saysHowToInstallAJdkWhenThereIsNone() throws Exception {
        var old = jdk("old", "17.0.15");

        var answer = run("require_java; echo $JAVA_HOME",
                Map.of("JAVA_HOME", old.toString(), "PATH", withoutJava().toString()));

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.said()).contains("JDK 25 or newer").contains("apt-get install").contains("brew install")
                .contains("JAVA_HOME");
    }

    @Test
    void saysHowToInstallMavenAndNode() throws Exception {
        var bare = withoutJava();

        assertThat(run("require_maven", Map.of("PATH", bare.toString())).said())
                .contains("Maven 3.8.7 or newer; here: none").contains("apt-get install maven");
        executable(bare.resolve("node"), "echo v18.20.4");
        assertThat(run("require_node", Map.of("PATH", bare.toString())).said())
                .contains("Node 20.19 or newer; here: 18.20.4").contains("apt-get install nodejs");
    }

    @Test
    void buildsOnlyWhatIsOutOfDate() throws Exception {
        var source = aBuiltModule();
        assertThat(stale()).isEmpty();

        touch(source, 60);
        assertThat(stale()).isEqualTo("messaging-service");

        touch(Files.writeString(folder.resolve("messaging-service/target/.hilo-built"), ""), 120);
        assertThat(stale()).isEmpty();

        touch(folder.resolve("contracts/src/main/Topics.java"), 180);
        assertThat(stale()).isEqualTo("messaging-service");
    }

    @Test
    void testsAndInstalledPackagesOfTheUiAreNoReasonToBuild() throws Exception {
        aBuiltModule();

        touch(source("messaging-service/src/test/NewTest.java"), 60);
        touch(source("messaging-service/src/main/webui/node_modules/react/index.js"), 60);

        var old = folder.resolve("messaging-service/src/main/webui");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(600)));
        Files.setLastModifiedTime(old.getParent(), FileTime.from(Instant.now().minusSeconds(600)));
        assertThat(stale()).isEmpty();
    }

    @Test
    void aModuleThatWasNeverBuiltIsOutOfDate() throws Exception {
        source("messaging-service/src/main/A.java");

        assertThat(stale()).isEqualTo("messaging-service");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            up --fresh                   | deploy/local deploy/simulator webhook-ingest-service messaging-service provisioning-service chat-gateway
            up --only kafka,messaging    | deploy/local messaging-service
            up --only=postgres           | deploy/local
            up --only simulator --detach | deploy/local deploy/simulator
            """)
    void buildsWhatTheWantedPartsNeed(String arguments, String modules) throws Exception {
        assertThat(run("echo $(modules_for %s)".formatted(arguments), Map.of()).said()).isEqualTo(modules);
    }

    @Test
    void addsUpTheClosingLinesOfAllRunners() throws Exception {
        var log = Files.writeString(folder.resolve("test.log"), """
                [INFO] Building Hilo platform 1.0.0-SNAPSHOT                             [2/3]
                [INFO] Tests run: 2, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.1 s -- in dev.hilo.ATest
                [INFO] Tests run: 7, Failures: 0, Errors: 0, Skipped: 1
                [INFO] Building Hilo chat gateway 1.0.0-SNAPSHOT                         [3/3]
                      Tests  12 passed (12)
                [ERROR] Tests run: 5, Failures: 1, Errors: 1, Skipped: 0
                """);

        var said = run("closing_lines " + log, Map.of()).said();

        assertThat(said).contains("Hilo platform: Tests run: 7, Failures: 0, Errors: 0, Skipped: 1")
                .contains("Hilo chat gateway: Tests run: 5, Failures: 1, Errors: 1, Skipped: 0")
                .endsWith("21 passed, 2 failed, 1 skipped");
    }

    @Test
    void whatPassedAtTheSecondTryIsNamedAndCountsAsPassed() throws Exception {
        var log = Files.writeString(folder.resolve("test.log"), """
                [INFO] Building Hilo platform 1.0.0-SNAPSHOT                     [2/9]
                [WARNING] Flakes:\s
                [WARNING] dev.hilo.platform.OutboxTest.anEventThatWaits
                [ERROR]   Run 1: OutboxTest.anEventThatWaits:12 not in time
                [INFO]   Run 2: PASS
                [INFO]\s
                [WARNING] Tests run: 7, Failures: 0, Errors: 0, Skipped: 0, Flakes: 1
                """);

        var said = run("closing_lines " + log, Map.of()).said();

        assertThat(said)
                .contains("Hilo platform: passed at the second try: dev.hilo.platform.OutboxTest.anEventThatWaits")
                .endsWith("7 passed, 0 failed, 0 skipped");
    }

    @Test
    void aBareCallListsTheVerbs() throws Exception {
        var script = new ProcessBuilder("bash", SCRIPT.toString()).redirectErrorStream(true).start();
        var said = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(script.waitFor()).isZero();
        assertThat(said).contains("./hilo up", "./hilo down", "./hilo status", "./hilo logs", "./hilo token",
                "./hilo env", "./hilo test", "./hilo bench");
    }

    @CanIgnoreReturnValue
    private Path aBuiltModule() throws Exception {
        var source = source("messaging-service/src/main/A.java");
        touch(source("contracts/src/main/Topics.java"), -600);
        touch(source, -600);
        touch(folder.resolve("messaging-service/src/main"), -600);
        touch(folder.resolve("contracts/src/main"), -600);
        source("messaging-service/target/quarkus-app/quarkus-run.jar");
        return source;
    }

    @CanIgnoreReturnValue
    private Path source(String path) throws Exception {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "");
    }

    private static void touch(Path file, long seconds) throws Exception {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(seconds)));
    }

    private String stale() throws Exception {
        return run("ROOT=%s; stale_among messaging-service provisioning-service".formatted(folder), Map.of()).said();
    }

    @CanIgnoreReturnValue
    private Path jdk(String name, String version) throws Exception {
        var home = folder.resolve(name);
        var bin = Files.createDirectories(home.resolve("bin"));
        executable(bin.resolve("javac"), "");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"%s\"\n".formatted(version));
        return home;
    }

    private static void executable(Path file, String script) throws Exception {
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** A PATH with the shell's own helpers and nothing else. */
    private Path withoutJava() throws Exception {
        var bin = Files.createDirectories(folder.resolve("bare"));
        for (var tool : new String[]{"sed", "dirname", "readlink", "ls", "tr", "head", "uname"}) {
            executable(bin.resolve(tool), "PATH=/usr/bin:/bin exec %s \"$@\"".formatted(tool));
        }
        return bin;
    }

    private Answer run(String script, Map<String, String> environment) throws Exception {
        var bash = new ProcessBuilder("/bin/bash", "-c", ". '%s'; %s".formatted(SCRIPT, script))
                .redirectErrorStream(true);
        var all = new HashMap<>(Map.of("HILO_JVM_FOLDERS", folder.resolve("jvms").toString(), "HILO_HOME",
                folder.resolve("home").toString()));
        all.putAll(environment);
        bash.environment().putAll(all);
        var process = bash.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return new Answer(process.waitFor(), said);
    }
}
