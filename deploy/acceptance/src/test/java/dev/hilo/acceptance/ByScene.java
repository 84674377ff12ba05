package dev.hilo.acceptance;

import java.util.Comparator;
import java.util.Optional;

import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/** All classes of a scene one after another, so that each scene is set once. */
final class ByScene implements ClassOrderer {

    private static final Comparator<ClassDescriptor> ORDER = Comparator
            .comparing((ClassDescriptor story) -> place(story).map(OnStage::value).orElse(null),
                    Comparator.nullsFirst(Comparator.<Scene>naturalOrder()))
            .thenComparing(story -> place(story).map(OnStage::act).orElse(0))
            .thenComparing(story -> story.getTestClass().getName());

    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors().sort(ORDER);
    }

    private static Optional<OnStage> place(ClassDescriptor story) {
        return story.findAnnotation(OnStage.class);
    }
}
