package dev.hilo.local;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

import dev.hilo.local.process.LogFiles;
import dev.hilo.local.process.RunFolder;
import dev.hilo.local.running.Ink;
import dev.hilo.local.running.PlainProgress;
import dev.hilo.local.running.Progress;
import dev.hilo.local.running.ScreenProgress;
import dev.hilo.local.settings.Settings;

/** What every verb works with: the settings, the folders of this system, and where to write. */
record Context(Settings settings, RunFolder run, LogFiles logs, PrintStream out, Ink ink, boolean screen, Clock clock) {

    /** The script sets {@code hilo.root}, and {@code hilo.screen} when a person looks at the output. */
    static Context of(Map<String, String> environment) {
        var settings = Settings.of(Path.of(System.getProperty("hilo.root", ".")), environment);
        var screen = Boolean.getBoolean("hilo.screen");
        var coloured = screen && environment.getOrDefault("NO_COLOR", "").isEmpty();
        // The terminal's locale does not matter: every terminal in use reads UTF-8, "C" only says nothing about it.
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        return new Context(settings, new RunFolder(settings.home()), new LogFiles(settings.home()), out,
                coloured ? Ink.COLOURED : Ink.PLAIN, screen, Clock.systemUTC());
    }

    Progress progress() {
        return screen ? new ScreenProgress(out, ink, clock) : new PlainProgress(out);
    }
}
