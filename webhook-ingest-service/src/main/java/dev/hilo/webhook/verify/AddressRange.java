package dev.hilo.webhook.verify;

import java.net.InetAddress;

/** A block of IP addresses: {@code 192.9.236.42}, {@code 10.0.0.0/8}, {@code 2001:db8::/32}. */
record AddressRange(InetAddress network, int prefix) {

    /** @throws IllegalArgumentException when the text is neither an address nor a block; names are never looked up */
    static AddressRange of(String text) {
        var slash = text.indexOf('/');
        var network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        var bits = network.getAddress().length * 8;
        var prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("a prefix of " + prefix + " bits does not fit " + text);
        }
        return new AddressRange(network, prefix);
    }

    boolean contains(InetAddress address) {
        var bytes = address.getAddress();
        var wanted = network.getAddress();
        if (bytes.length != wanted.length) {
            return false;
        }
        var whole = prefix / 8;
        for (var i = 0; i < whole; i++) {
            if (bytes[i] != wanted[i]) {
                return false;
            }
        }
        var rest = prefix % 8;
        return rest == 0 || ((bytes[whole] ^ wanted[whole]) & 0xff) >> (8 - rest) == 0;
    }
}
