package dev.hilo.local;

import java.io.IOException;
import java.util.concurrent.Callable;

import dev.hilo.local.keycloak.AccessTokens;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "token", mixinStandardHelpOptions = true, description = "Prints an access token, and nothing else.")
final class TokenCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "USER", description = "ana, leo, marta or root.")
    private String user = "";
    @Option(names = "--password", paramLabel = "PASSWORD", description = "Unless it is the name.")
    private String password = "";

    TokenCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        context.out().println(new AccessTokens(context.settings()).of(user, password.isEmpty() ? user : password));
        return Exit.DONE;
    }
}
