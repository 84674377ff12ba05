package dev.hilo.messaging.attachment;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.hilo.messaging.media.MediaConfig;
import dev.hilo.messaging.media.MediaProblem;
import dev.hilo.platform.testing.Soon;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.mutiny.core.Vertx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Addresses that want to be fetched from us and must not be. What they are after stands open on this machine: a trap on
 * every local address, at the very port that the fetcher takes for https, so that nothing but the rules is in the way. No
 * connection may reach it. Names are answered by the test; what is public leads to a server of the test, never out.
 */
class HostileAddressesTest {

    /** Stands for an address of the public internet. */
    private static final String PUBLIC = "93.184.215.14";
    private static final String EVIL = "media.evil-storage.com";

    private static Vertx vertx;
    private static final List<ServerSocket> TRAPS = new ArrayList<>();
    private static final AtomicInteger CAUGHT = new AtomicInteger();
    private static int port;
    private static HttpServer evil;
    private static PfxOptions certificate;

    private final Map<String, List<List<String>>> zone = new HashMap<>();
    private final Map<String, AtomicInteger> asked = new HashMap<>();
    private final ConcurrentLinkedQueue<String> dialled = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void open() throws IOException {
        vertx = Vertx.vertx();
        trap(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        port = TRAPS.getFirst().getLocalPort();
        // Not 127.0.0.2, where the test's own server stands for the internet.
        for (var address : List.of("127.0.0.53", "127.255.255.254", "::1")) {
            try {
                trap(new InetSocketAddress(InetAddress.ofLiteral(address), port));
            } catch (IOException notHere) {
                // A machine without IPv6 has one address less to guard.
            }
        }
        certificate = certificateOf(EVIL);
        evil = vertx.getDelegate()
                .createHttpServer(new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate))
                .requestHandler(request -> {
                    var response = request.response();
                    var to = request.getParam("to");
                    if (to != null) {
                        response.setStatusCode(302).putHeader("Location", to).end();
                    } else {
                        response.end("reached " + request.getHeader("Host") + " " + request.headers().names());
                    }
                })
                .listen(0, "127.0.0.2").toCompletionStage().toCompletableFuture().join();
    }

    /** One that we trust in this test, for one name. */
    private static PfxOptions certificateOf(String name) throws IOException {
        var file = Files.createTempDirectory(Path.of("target"), "certificate").resolve("server.p12");
        var made = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias", "server", "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "SAN=dns:" + name, "-storetype",
                "PKCS12",
                "-keystore", file.toString(), "-storepass", "for-tests").inheritIO().start();
        assertThat(made.onExit().join().exitValue()).isZero();
        return new PfxOptions().setPath(file.toAbsolutePath().toString()).setPassword("for-tests");
    }

    private static void trap(InetSocketAddress at) throws IOException {
        var door = new ServerSocket();
        door.bind(at);
        TRAPS.add(door);
        var _ = Thread.ofVirtual().start(() -> {
            while (!door.isClosed()) {
                try (var _ = door.accept()) {
                    var _ = CAUGHT.incrementAndGet();
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    @AfterAll
    static void close() throws IOException {
        for (var door : TRAPS) {
            door.close();
        }
        vertx.closeAndAwait();
    }

    @BeforeEach
    void nobodyIsCaughtYet() {
        CAUGHT.set(0);
        zone.put(EVIL, List.of(List.of(PUBLIC)));
    }

    @Test
    void noneOfThemReachesAnythingOfOurs() {
        var urls = hostile().distinct().toList();
        assertThat(urls).hasSizeGreaterThanOrEqualTo(300);
        var fetcher = fetcher();

        var outcomes = new HashMap<String, Fetched>();
        for (var url : urls) {
            outcomes.put(url, fetch(fetcher, url));
        }

        assertThat(outcomes).allSatisfy((url, fetched) -> assertThat(fetched).as(url)
                .isEqualTo(new Fetched.Refused(MediaProblem.REFUSED_ADDRESS)));
        // A redirect is only known to be hostile once it is there; everything else is not even asked for.
        assertThat(dialled).containsOnly(PUBLIC);
        assertThat(CAUGHT).hasValue(0);
    }

    @Test
    void theTrapIsOpen() throws IOException {
        try (var socket = new java.net.Socket(InetAddress.getLoopbackAddress(), port)) {
            assertThat(socket.isConnected()).isTrue();
        }
        Soon.await().untilAsserted(() -> assertThat(CAUGHT).hasValue(1));
    }

    @Test
    void aNameThatChangesItsMindIsAskedOnceAndThePlaceThatWasCheckedIsGoneTo() {
        zone.put("rebinding.evil-storage.com", List.of(List.of(PUBLIC), List.of("127.0.0.1"), List.of("127.0.0.1")));
        var fetched = fetch(fetcher(), "https://rebinding.evil-storage.com/1.jpg");

        // Its certificate is another name's, so nothing is read; but the connection went where the check had looked.
        assertThat(fetched).isEqualTo(new Fetched.Later(MediaProblem.UNREACHABLE));
        assertThat(asked.get("rebinding.evil-storage.com")).hasValue(1);
        assertThat(dialled).containsExactly(PUBLIC);
        assertThat(CAUGHT).hasValue(0);
    }

    @Test
    void aNameThatIsPrivateForTheRedirectIsAskedAgainAndRefused() {
        zone.put(EVIL, List.of(List.of(PUBLIC), List.of("127.0.0.1")));

        assertThat(fetch(fetcher(), "https://" + EVIL + "/1.jpg?to=/again"))
                .isEqualTo(new Fetched.Refused(MediaProblem.REFUSED_ADDRESS));
        assertThat(asked.get(EVIL)).hasValue(2);
        assertThat(dialled).containsExactly(PUBLIC);
        assertThat(CAUGHT).hasValue(0);
    }

    @Test
    void onePrivateAddressAmongPublicOnesIsEnough() {
        zone.put("mixed.evil-storage.com", List.of(List.of(PUBLIC, "10.0.0.1")));

        assertThat(fetch(fetcher(), "https://mixed.evil-storage.com/1.jpg"))
                .isEqualTo(new Fetched.Refused(MediaProblem.REFUSED_ADDRESS));
        assertThat(dialled).isEmpty();
    }

    @Test
    void threeRedirectsAreFollowedAndNoFourth() {
        var third = "/1.jpg?to=%2F1.jpg";
        var second = "/1.jpg?to=" + encoded(third);
        var first = "/1.jpg?to=" + encoded(second);

        assertThat(fetch(fetcher(), "https://" + EVIL + first)).isInstanceOfSatisfying(Fetched.Content.class,
                content -> assertThat(content.bytes().toString()).startsWith("reached"));
        assertThat(fetch(fetcher(), "https://" + EVIL + "/1.jpg?to=" + encoded(first)))
                .isEqualTo(new Fetched.Refused(MediaProblem.REFUSED_ADDRESS));
    }

    @Test
    void theCertificateMustBeTheNamesAndNothingOfOursGoesAlong() {
        var fetched = (Fetched.Content) fetch(fetcher(), "https://" + EVIL + "/1.jpg");

        assertThat(fetched.bytes().toString().toLowerCase(java.util.Locale.ROOT)).startsWith("reached " + EVIL)
                .doesNotContain("cookie", "authorization", "accept-encoding", "referer", "forwarded");
        zone.put("other.evil-storage.com", List.of(List.of(PUBLIC)));
        assertThat(fetch(fetcher(), "https://other.evil-storage.com/1.jpg"))
                .isEqualTo(new Fetched.Later(MediaProblem.UNREACHABLE));
    }

    @Test
    void withNamedCarrierHostsNobodyElseIsAskedNotEvenByARedirect() {
        var fetcher = fetcher(Map.of("hilo.media.carrier-hosts", EVIL));
        zone.put("media.honest.com", List.of(List.of(PUBLIC)));

        assertThat(fetch(fetcher, "https://" + EVIL + "/1.jpg")).isInstanceOf(Fetched.Content.class);
        assertThat(fetch(fetcher, "https://media.honest.com/1.jpg"))
                .isEqualTo(new Fetched.Refused(MediaProblem.REFUSED_ADDRESS));
        assertThat(fetch(fetcher, redirect("https://media.honest.com/1.jpg")))
                .isEqualTo(new Fetched.Refused(MediaProblem.REFUSED_ADDRESS));
        assertThat(asked).doesNotContainKey("media.honest.com");
    }

    private Stream<String> hostile() {
        return Stream.of(literals(), names(), schemes(), redirects()).flatMap(all -> all);
    }

    /** Hosts that are addresses, written in every way that some program understands. */
    private static Stream<String> literals() {
        var hosts = new ArrayList<>(List.of("127.0.0.1", "127.1", "127.0.1", "127.000.000.001", "0177.0.0.1",
                "0x7f.0.0.1", "0x7f.0x0.0x0.0x1", "0x7f000001", "0x7F000001", "2130706433", "017700000001",
                "0b01111111.0.0.1", "127.0.0.1.", "127.0.0.1..", "127.0.0.1%20", "127.0.0.1%00",
                "127.0.0.1%00.evil.com",
                "%31%32%37.0.0.1", "127%2e0%2e0%2e1", "1%32%37.0.0.1", "①②⑦.⓪.⓪.①", "１２７.０.０.１", "127。0。0。1",
                "127．0．0．1", "127｡0｡0｡1", "0", "0.0.0.0", "00000000", "0x0", "0.0", "::", "[::]", "[::1]",
                "[0:0:0:0:0:0:0:1]",
                "[0000:0000:0000:0000:0000:0000:0000:0001]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
                "[0:0:0:0:0:ffff:127.0.0.1]", "[::127.0.0.1]", "[::7f00:1]", "[::ffff:0:127.0.0.1]",
                "[64:ff9b::127.0.0.1]",
                "[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[2002:7f00:1::1]",
                "[2001:0:7f00:1::80ff:fffe]", "[fe80::1]", "[fe80::1%25lo]", "[fe80::1%25eth0]", "[fec0::1]",
                "[fc00::1]",
                "[fd00:ec2::254]", "[ff02::1]", "[::ffff:169.254.169.254]", "[::ffff:a9fe:a9fe]", "[::ffff:10.0.0.1]",
                "[v1.127.0.0.1]", "[127.0.0.1]", "[]", "[::1", "::1]", "127.0.0.1:80", "169.254.169.254",
                "169.254.43518",
                "169.16689662", "2852039166", "0xa9fea9fe", "0xA9.0xFE.0xA9.0xFE", "0251.0376.0251.0376",
                "025177524776",
                "169.254.169.254.", "[fe80::a9fe:a9fe]", "100.100.100.200", "192.0.0.192", "168.63.129.16",
                "100.64.0.1",
                "100.127.255.254", "10.0.0.1", "10.255.255.254", "0xa000001", "167772161", "172.16.0.1",
                "172.31.255.254",
                "192.168.0.1", "192.168.1.254", "3232235521", "0xc0a80001", "198.18.0.1", "198.19.255.254", "192.0.2.1",
                "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
                "4294967295", "4294967296", "127.0.0.256", "127.0.0.1.1", "8.8.8.8", "93.184.215.14", "1572395790"));
        return hosts.stream().flatMap(host -> Stream.of("https://" + host + "/1.jpg",
                "https://" + host + ":" + port + "/latest/meta-data/"));
    }

    /** Names that mean something of one's own, or resolve to it. */
    private Stream<String> names() {
        var private_ = List.of("127.0.0.1", "127.0.0.53", "127.255.255.254", "::1", "::ffff:127.0.0.1", "0.0.0.0", "::",
                "10.0.0.1", "10.96.0.1", "172.17.0.1", "192.168.49.2", "169.254.169.254", "fe80::1", "fd00:ec2::254",
                "100.64.0.1", "100.100.100.200", "168.63.129.16", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:1::1",
                "198.18.0.1", "240.0.0.1", "255.255.255.255", "224.0.0.1", "192.0.0.192", "192.0.2.1", "2001:db8::1",
                "3fff::1", "2001:10::1", "ff02::1");
        var resolved = IntStream.range(0, private_.size()).mapToObj(i -> {
            var name = "n%d.evil-storage.com".formatted(i);
            zone.put(name, List.of(List.of(private_.get(i))));
            return name;
        });
        // Search domains make an address of a name that looks like any other.
        zone.put("kubernetes.default", List.of(List.of("10.96.0.1")));
        zone.put("127.0.0.1.nip", List.of(List.of("127.0.0.1")));
        var ofOnesOwn = Stream.of("localhost", "LOCALHOST", "LocalHost", "localhost.", "localhost.localdomain",
                "ip6-localhost", "foo.localhost", "localhost.local", "metadata", "metadata.google.internal",
                "METADATA.GOOGLE.INTERNAL", "instance-data.ec2.internal", "kubernetes", "kubernetes.default",
                "kubernetes.default.svc", "kubernetes.default.svc.cluster.local", "hilo-postgres-rw", "router.lan",
                "printer.home", "nas.home.arpa", "wiki.corp", "db.private", "wiki.intranet", "1.0.0.127.in-addr.arpa",
                "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", "ʟocalhost", "lоcalhost", "localhost%00.evil.com", "local\u00adhost", "a", "a.b", "-a.com",
                "a-.com", "a..com", ".a.com", "a.com.", "a_b.com", "a.1", "a.0x7f", "a.com%2f@b.com",
                "x".repeat(64) + ".com",
                "a.".repeat(130) + "com", "127.0.0.1.nip", "127.0.0.1.xip.0", "аpple.com", "bulkvs。com");
        return Stream.concat(resolved, ofOnesOwn).flatMap(host -> Stream.of("https://" + host + "/1.jpg",
                "https://" + host + ":" + port + "/1.jpg"));
    }

    /** Everything but plain https on its port. */
    private static Stream<String> schemes() {
        var plain = Stream
                .of("http", "HTTP", "ftp", "file", "gopher", "dict", "ldap", "jar:https", "data", "javascript", "ws",
                        "wss", "h2c", "unix", "netdoc", "mailto", "https:http", "view-source:https", "blob:https",
                        "tftp", "sftp", "ssh")
                .map(scheme -> scheme + "://" + EVIL + "/1.jpg");
        var ports = IntStream
                .of(0, 1, 22, 25, 80, 81, 2375, 5432, 6379, 8080, 8081, 9092, 9200, 10250, 65_535, 65_536, 99_999)
                .mapToObj(other -> "https://" + EVIL + ":" + other + "/1.jpg");
        var users = Stream.of("user@", "user:secret@", "@", ":@", "127.0.0.1@", "127.0.0.1:80@", "media.bulkvs.com@",
                "media.bulkvs.com%40", "a@b@", "%20@").map(user -> "https://" + user + EVIL + "/1.jpg");
        var odd = Stream.of("", " ", "/", "//", "///etc/passwd", "//" + EVIL + "/1.jpg", "https:", "https:/",
                "https://",
                "https:///1.jpg", "https:1.jpg", "https:\\\\" + EVIL + "\\1.jpg", "https://" + EVIL + "\\@127.0.0.1/",
                "https://127.0.0.1\\@" + EVIL + "/", "https://" + EVIL + "#@127.0.0.1:80 /",
                "https:// " + EVIL + "/1.jpg",
                "https://" + EVIL + " /1.jpg", "https://" + EVIL + "\t/1.jpg",
                "https://" + EVIL + "\r\nHost: localhost/1.jpg",
                "https://" + EVIL + "/1.jpg\r\nX-Evil: 1", "https://" + EVIL + "/ HTTP/1.1\nHost: localhost",
                "https://" + EVIL + ":port/1.jpg", "https://" + EVIL + ":-1/1.jpg", "https://" + EVIL + ":443:80/1.jpg",
                "https://" + EVIL + ":0x1bb/1.jpg", "file:/etc/passwd", "file:///etc/passwd", "jar:file:/a.jar!/b",
                "data:image/png;base64,AAAA", "javascript:alert(1)", "about:blank", "cid:1", "urn:x:y",
                "%68ttps://a.com/");
        return Stream.of(plain, ports, users, odd).flatMap(all -> all);
    }

    /** A public host that sends us elsewhere, at once or after one more turn. */
    private Stream<String> redirects() {
        zone.put("inside.evil-storage.com", List.of(List.of("127.0.0.1")));
        var targets = Stream.of("https://127.0.0.1:" + port + "/", "https://127.0.0.1/",
                "http://127.0.0.1:" + port + "/",
                "https://localhost:" + port + "/", "https://[::1]:" + port + "/",
                "https://[::ffff:127.0.0.1]:" + port + "/",
                "https://inside.evil-storage.com/", "https://inside.evil-storage.com:" + port + "/",
                "http://169.254.169.254/latest/meta-data/", "https://169.254.169.254/", "https://2130706433/",
                "https://0x7f000001/", "https://127.1/", "//127.0.0.1:" + port + "/", "//localhost/",
                "file:///etc/passwd",
                "gopher://127.0.0.1:" + port + "/", "http://" + EVIL + "/1.jpg", "https://user@" + EVIL + "/1.jpg",
                "https://" + EVIL + ":8443/", "ftp://" + EVIL + "/", "https://metadata.google.internal/", "not a url",
                "https://", "javascript:alert(1)").toList();
        return targets.stream().flatMap(target -> Stream.of(redirect(target), redirect(redirect(target))));
    }

    private static String redirect(String to) {
        return "https://" + EVIL + "/1.jpg?to=" + encoded(to);
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }

    private Fetcher fetcher() {
        return fetcher(Map.of());
    }

    private Fetcher fetcher(Map<String, String> settings) {
        var config = new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(MediaConfig.class)
                .withDefaultValues(Map.of("hilo.media.directory", "target/media", "hilo.media.signing-key", "dev-key",
                        "hilo.media.public-base-url", "http://localhost:8080", "hilo.media.fetch-timeout", "5S"))
                .withDefaultValues(settings).build().getConfigMapping(MediaConfig.class);
        return new Fetcher(vertx, config, new SimpleMeterRegistry(), port, this::resolve, this::lead,
                new HttpClientOptions().setTrustOptions(certificate));
    }

    /** Our own name server: each question may have another answer, and none of them lives longer than it. */
    private List<InetAddress> resolve(String name) throws UnknownHostException {
        var answers = zone.get(name);
        if (answers == null) {
            throw new UnknownHostException(name);
        }
        var time = asked.computeIfAbsent(name, _ -> new AtomicInteger()).getAndIncrement();
        var addresses = new ArrayList<InetAddress>();
        for (var address : answers.get(Math.min(time, answers.size() - 1))) {
            addresses.add(InetAddress.ofLiteral(address));
        }
        return addresses;
    }

    /** Public addresses lead to the test's own server; a connection to anything else is made as it would be. */
    private SocketAddress lead(SocketAddress to) {
        dialled.add(to.host());
        return Set.of(PUBLIC).contains(to.host())
                ? SocketAddress.inetSocketAddress(evil.actualPort(), "127.0.0.2")
                : to;
    }

    private static Fetched fetch(Fetcher fetcher, String url) {
        return fetcher.fetch(url).await().atMost(Duration.ofSeconds(15));
    }
}
