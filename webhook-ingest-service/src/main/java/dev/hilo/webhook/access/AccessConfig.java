package dev.hilo.webhook.access;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** Whose tokens open the journal. */
@ConfigMapping(prefix = "webhook.access")
public interface AccessConfig {

    /** The identity provider's address. Nothing is asked of it before somebody comes with a token. */
    String issuer();

    /** For whom the token has to be made out. */
    String audience();

    /** The key that tokens are signed with, given here in place of a provider: then none is ever asked. */
    Optional<String> publicKey();
}
