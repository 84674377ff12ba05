package dev.hilo.messaging.attachment;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Which addresses the media of a text may be fetched from. They come from outside and are trusted with nothing: https
 * to a public address, or a {@code host:port} that the configuration names.
 */
final class AddressRule {

    /**
     * Where to go.
     *
     * @param listed named by the configuration: any scheme, any address
     */
    record Target(URI uri, String host, int port, boolean tls, boolean listed) {
    }

    private final Set<String> allowedHosts;

    /** @param allowedHosts {@code host:port} pairs, or hosts for their https port */
    AddressRule(Set<String> allowedHosts) {
        this.allowedHosts = Set.copyOf(allowedHosts);
    }

    /** @return null when it must not be fetched */
    @Nullable
    Target vet(URI uri) {
        var scheme = uri.getScheme();
        var host = uri.getHost();
        if (scheme == null || host == null || uri.getUserInfo() != null) {
            return null;
        }
        var tls = scheme.equalsIgnoreCase("https");
        if (!tls && !scheme.equalsIgnoreCase("http")) {
            return null;
        }
        var plainHost = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        var port = uri.getPort() != -1 ? uri.getPort() : tls ? 443 : 80;
        var listed = allowedHosts.contains(plainHost + ":" + port)
                || (tls && port == 443 && allowedHosts.contains(plainHost));
        return listed || (tls && port == 443) ? new Target(uri, plainHost, port, tls, listed) : null;
    }

    /** Whether an address belongs to the public internet: not ours, not a neighbour's, not a machine's own. */
    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress() || address.isLoopbackAddress() || address.isLinkLocalAddress()
                || address.isSiteLocalAddress() || address.isMulticastAddress()) {
            return false;
        }
        return switch (address) {
            case Inet4Address four -> isPublic(four.getAddress());
            case Inet6Address six -> isPublicSix(six.getAddress());
            default -> false;
        };
    }

    private static boolean isPublic(byte[] four) {
        var a = four[0] & 0xFF;
        var b = four[1] & 0xFF;
        var c = four[2] & 0xFF;
        var shared = a == 100 && b >= 64 && b <= 127;
        var protocol = a == 192 && b == 0 && (c == 0 || c == 2);
        var benchmark = a == 198 && (b == 18 || b == 19);
        var documentation = (a == 198 && b == 51 && c == 100) || (a == 203 && b == 0 && c == 113);
        return !(a == 0 || shared || protocol || benchmark || documentation || a >= 240);
    }

    /** Global unicast only, and nothing that carries an IPv4 address inside (6to4, Teredo, NAT64). */
    private static boolean isPublicSix(byte[] six) {
        var first = (six[0] & 0xFF) << 8 | (six[1] & 0xFF);
        var second = (six[2] & 0xFF) << 8 | (six[3] & 0xFF);
        var globalUnicast = (first & 0xE000) == 0x2000;
        var tunnel = first == 0x2002 || (first == 0x2001 && second == 0);
        var documentation = first == 0x2001 && second == 0x0db8;
        return globalUnicast && !tunnel && !documentation;
    }
}
