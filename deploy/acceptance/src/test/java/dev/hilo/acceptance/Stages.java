package dev.hilo.acceptance;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Sets the stage of a class unless it stands already. One stands at a time, the last until all classes have ended. A
 * second try of a failed test is a run of its own and begins on a new one. Says of each class how long it took.
 */
final class Stages implements BeforeAllCallback, AfterAllCallback, ParameterResolver {

    /** What is expected on a screen comes much sooner, unless the system has just started on a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Namespace NAMESPACE = Namespace.create(Stages.class);

    @Override
    public void beforeAll(ExtensionContext context) throws IOException, InterruptedException {
        var place = context.getRequiredTestClass().getAnnotation(OnStage.class);
        var began = System.nanoTime();
        var stage = standing(context).at(place.value());
        PlaywrightAssertions.setDefaultAssertionTimeout((double) PATIENCE.toMillis());
        var store = context.getStore(NAMESPACE);
        store.put(Stage.class, stage);
        store.put(Took.class, new Took(began, System.nanoTime()));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        var took = context.getStore(NAMESPACE).get(Took.class, Took.class);
        if (took != null) {
            System.out.printf("%s: %.1f s after %.1f s for its stage%n", context.getRequiredTestClass().getSimpleName(),
                    (System.nanoTime() - took.stood()) / 1e9, (took.stood() - took.began()) / 1e9);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Stage.class;
    }

    @Override
    public Stage resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(NAMESPACE).get(Stage.class, Stage.class);
    }

    private static Standing standing(ExtensionContext context) {
        var store = context.getRoot().getStore(NAMESPACE);
        var standing = store.get(Standing.class, Standing.class);
        if (standing == null) {
            standing = new Standing();
            store.put(Standing.class, standing);
        }
        return standing;
    }

    private record Took(long began, long stood) {
    }

    /** The store closes it when the last class has ended. */
    private static final class Standing implements AutoCloseable {

        private final Map<Scene, Throwable> failed = new EnumMap<>(Scene.class);
        private Scene scene;
        private Stage stage;

        /** What could not be set once is not tried again for every class. */
        Stage at(Scene wanted) throws IOException, InterruptedException {
            if (failed.containsKey(wanted)) {
                throw new AssertionError(wanted + " could not be set", failed.get(wanted));
            }
            if (scene != wanted) {
                close();
                try {
                    stage = wanted.set();
                } catch (IOException | RuntimeException | AssertionError cause) {
                    failed.put(wanted, cause);
                    throw cause;
                }
                scene = wanted;
            }
            return stage;
        }

        @Override
        public void close() throws IOException {
            scene = null;
            if (stage != null) {
                var struck = stage;
                stage = null;
                try {
                    struck.strike();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw new IOException(interrupted);
                }
            }
        }
    }
}
