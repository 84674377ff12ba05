package dev.hilo.local;

import java.util.concurrent.Callable;

import dev.hilo.local.settings.ShellExports;
import picocli.CommandLine.Command;

@Command(name = "env", mixinStandardHelpOptions = true, description = "Prints every setting as a line for the shell: eval \"$(./hilo env)\"")
final class EnvCommand implements Callable<Integer> {

    private final Context context;

    EnvCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        context.out().println(ShellExports.of(context.settings().all()));
        return Exit.DONE;
    }
}
