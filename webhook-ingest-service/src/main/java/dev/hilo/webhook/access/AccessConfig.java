package dev.hilo.webhook.access;

import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whose tokens open the journal. */
@ConfigMapping(prefix = "webhook.access")
public interface AccessConfig {

    /** The identity provider's address. Nothing is asked of it before somebody comes with a token. */
    String issuer();

    /** For whom the token has to be made out. */
    String audience();

    /** How long a caller waits for the provider when it has to be asked. */
    @WithDefault("3s")
    Duration patience();

    /** The key that tokens are signed with, given here in place of a provider: then none is ever asked. */
    Optional<String> publicKey();
}
