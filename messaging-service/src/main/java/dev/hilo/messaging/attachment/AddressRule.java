package dev.hilo.messaging.attachment;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Which addresses that we were given may be gone to: those of a text's media, and of browsers' push services. They come from
 * outside and are trusted with nothing: https to a name of the public internet, on its usual port; or a {@code host:port}
 * that the configuration names.
 */
public final class AddressRule {

    /**
     * Where to go.
     *
     * @param listed named by the configuration: any scheme, any address
     */
    public record Target(URI uri, String host, int port, boolean tls, boolean listed) {
    }

    public static final int HTTPS = 443;

    /** A name with a domain, in plain letters; a last label that begins with a digit is a number in disguise. */
    private static final Pattern NAME = Pattern.compile(
            "(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])");
    /** Names that mean something else, or nothing, outside of one's own network. */
    private static final Pattern OF_ONES_OWN = Pattern.compile(
            ".*\\.(localhost|localdomain|local|internal|intranet|private|corp|home|lan|arpa|svc|onion)");

    private final Set<String> allowedHosts;
    private final Set<String> carrierHosts;
    private final int httpsPort;

    /**
     * @param allowedHosts {@code host:port} pairs, or hosts for their https port, that are trusted as they are
     * @param carrierHosts when there are any, no other public name is gone to; {@code *.name} is every name below it
     */
    public AddressRule(Set<String> allowedHosts, Set<String> carrierHosts, int httpsPort) {
        this.allowedHosts = Set.copyOf(allowedHosts);
        this.carrierHosts = carrierHosts.stream().map(host -> host.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        this.httpsPort = httpsPort;
    }

    /** @return null when it must not be fetched */
    public @Nullable Target vet(URI uri) {
        var scheme = uri.getScheme();
        var host = uri.getHost();
        if (scheme == null || host == null || uri.getRawUserInfo() != null) {
            return null;
        }
        var tls = scheme.equalsIgnoreCase("https");
        if (!tls && !scheme.equalsIgnoreCase("http")) {
            return null;
        }
        var plainHost = (host.startsWith("[") ? host.substring(1, host.length() - 1) : host).toLowerCase(Locale.ROOT);
        var port = uri.getPort() != -1 ? uri.getPort() : tls ? httpsPort : 80;
        var listed = allowedHosts.contains(plainHost + ":" + port)
                || (tls && port == httpsPort && allowedHosts.contains(plainHost));
        return listed || (tls && port == httpsPort && isPublicName(plainHost))
                ? new Target(uri, plainHost, port, tls, listed)
                : null;
    }

    private boolean isPublicName(String host) {
        return NAME.matcher(host).matches() && !OF_ONES_OWN.matcher(host).matches()
                && (carrierHosts.isEmpty() || isCarriers(host));
    }

    private boolean isCarriers(String host) {
        return carrierHosts.stream().anyMatch(wanted -> wanted.startsWith("*.")
                ? host.endsWith(wanted.substring(1))
                : host.equals(wanted));
    }

    /** Whether an address belongs to the public internet: not ours, not a neighbour's, not a machine's own. */
    public static boolean isPublic(InetAddress address) {
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

    /** RFC 6890 and its registry; and the one public address at which a cloud's machines find their own secrets. */
    private static boolean isPublic(byte[] four) {
        var a = four[0] & 0xFF;
        var b = four[1] & 0xFF;
        var c = four[2] & 0xFF;
        var shared = a == 100 && b >= 64 && b <= 127;
        var protocol = a == 192 && b == 0 && (c == 0 || c == 2);
        var relay = a == 192 && b == 88 && c == 99;
        var benchmark = a == 198 && (b == 18 || b == 19);
        var documentation = (a == 198 && b == 51 && c == 100) || (a == 203 && b == 0 && c == 113);
        var wireServer = a == 168 && b == 63 && c == 129 && (four[3] & 0xFF) == 16;
        return !(a == 0 || shared || protocol || relay || benchmark || documentation || wireServer || a >= 240);
    }

    /** Global unicast only, and nothing that carries an IPv4 address inside (6to4, Teredo, NAT64). */
    private static boolean isPublicSix(byte[] six) {
        var first = (six[0] & 0xFF) << 8 | (six[1] & 0xFF);
        var second = (six[2] & 0xFF) << 8 | (six[3] & 0xFF);
        var globalUnicast = (first & 0xE000) == 0x2000;
        var tunnel = first == 0x2002;
        // 2001::/23: Teredo, benchmarks, ORCHID and what else is handed out for protocols.
        var protocol = first == 0x2001 && second < 0x0200;
        var documentation = (first == 0x2001 && second == 0x0db8) || (first == 0x3fff && second < 0x1000);
        return globalUnicast && !tunnel && !protocol && !documentation;
    }
}
