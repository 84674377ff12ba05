package dev.hilo.messaging.push;

import java.util.Base64;

import com.zerodeplibs.webpush.UserAgentMessageEncryptionKeyInfo;
import org.jspecify.annotations.Nullable;

/**
 * Where a browser is reached and what only it can read. The address alone lets nobody in, since our signature goes with
 * each notice; still it is said to nobody.
 */
record Address(String endpoint, String p256dh, String auth) {

    private static final int AUTH_BYTES = 16;

    /** The keys to encrypt to, or null when they are none. */
    static @Nullable UserAgentMessageEncryptionKeyInfo keys(String p256dh, String auth) {
        try {
            if (Base64.getUrlDecoder().decode(auth).length != AUTH_BYTES) {
                return null;
            }
            return UserAgentMessageEncryptionKeyInfo.of(p256dh, auth);
        } catch (RuntimeException notAKey) {
            // The library has a type of its own for each way to be none.
            return null;
        }
    }

    @Override
    public String toString() {
        return "a browser's address";
    }
}
