package dev.hilo.webhook.verify;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds out who posts, without believing anything that a stranger could have written. */
final class SourceAddress {

    private SourceAddress() {
    }

    /**
     * Each of our proxies appends the address it was called from to {@code X-Forwarded-For}, so the entry that the
     * outermost of them wrote stands that many places from the right; whatever stands further left is the caller's own
     * claim.
     *
     * @param socket the address at the other end of the connection
     * @param forwardedFor all values of the header, in order
     */
    static InetAddress of(InetAddress socket, List<String> forwardedFor, int trustedProxies) {
        if (trustedProxies == 0 || forwardedFor.isEmpty()) {
            return socket;
        }
        List<String> hops = new ArrayList<>();
        forwardedFor.forEach(value -> Arrays.stream(value.split(",", -1)).map(String::strip).forEach(hops::add));
        return literal(hops.get(Math.max(0, hops.size() - trustedProxies))).orElse(socket);
    }

    /** Reads {@code 1.2.3.4}, {@code 1.2.3.4:5678}, {@code ::1} and {@code [::1]:5678}. */
    private static Optional<InetAddress> literal(String hop) {
        var address = hop;
        if (hop.startsWith("[") && hop.indexOf(']') > 0) {
            address = hop.substring(1, hop.indexOf(']'));
        } else if (hop.indexOf('.') > 0 && hop.indexOf(':') > 0 && hop.indexOf(':') == hop.lastIndexOf(':')) {
            address = hop.substring(0, hop.indexOf(':'));
        }
        try {
            return Optional.of(InetAddress.ofLiteral(address));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }
}
