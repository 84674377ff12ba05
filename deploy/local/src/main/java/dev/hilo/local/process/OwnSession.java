package dev.hilo.local.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Puts a program into a session of its own. Ctrl-C and a closed terminal then reach the launcher alone, which stops the
 * parts in order; else the terminal would stop all of them at once.
 */
final class OwnSession {

    /** macOS has no setsid command, but both it and every Linux have Perl. */
    private static final String PERL = "use POSIX; POSIX::setsid(); exec { $ARGV[0] } @ARGV or die $!;";

    private static final List<String> PREFIX = prefix();

    private OwnSession() {
    }

    /** The command that becomes the given one: same process, same pid. */
    static List<String> of(List<String> command) {
        var whole = new ArrayList<>(PREFIX);
        whole.addAll(command);
        return whole;
    }

    private static List<String> prefix() {
        if (onPath("setsid")) {
            return List.of("setsid");
        }
        return onPath("perl") ? List.of("perl", "-e", PERL, "--") : List.of();
    }

    private static boolean onPath(String program) {
        var path = System.getenv("PATH");
        return path != null && Pattern.compile(File.pathSeparator, Pattern.LITERAL).splitAsStream(path)
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
