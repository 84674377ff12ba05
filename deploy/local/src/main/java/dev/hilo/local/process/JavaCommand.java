package dev.hilo.local.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The command line of another JVM of the same kind as ours. */
public final class JavaCommand {

    /** Netty and others reach for what later JDKs will close; the warnings say nothing to whoever reads the logs. */
    private static final List<String> QUIET = List.of("--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final List<String> command = new ArrayList<>();

    private JavaCommand() {
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(QUIET);
    }

    public static JavaCommand options(String... options) {
        return new JavaCommand().and(options);
    }

    public JavaCommand and(String... options) {
        command.addAll(Arrays.asList(options));
        return this;
    }

    /** Options as a person writes them in a variable, separated by blanks. */
    public JavaCommand andThose(String options) {
        Arrays.stream(options.split(" ", -1)).filter(option -> !option.isBlank()).forEach(command::add);
        return this;
    }

    public List<String> jar(Path jar) {
        return and("-jar", jar.toString()).command;
    }

    public List<String> main(String classPath, String main, String... arguments) {
        return and("-cp", classPath, main).and(arguments).command;
    }
}
