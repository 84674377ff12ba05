/**
 * Who may look into the journal: bearer tokens of the identity provider, for {@code /api/journal} alone. The webhooks'
 * door neither asks for one nor waits for the provider.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.webhook.access;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
