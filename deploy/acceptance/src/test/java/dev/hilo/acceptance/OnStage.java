package dev.hilo.acceptance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/** Where a class of stories plays. What stands there is handed to its {@code @BeforeAll} as a {@link Stage}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Stages.class)
@interface OnStage {

    Scene value();

    /**
     * Its place among the classes of its scene; those of one act play in the order of their names, and would in any
     * other.
     */
    int act() default 5;
}
