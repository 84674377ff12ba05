package dev.hilo.platform.failpoint;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;

/**
 * A step whose effect outlives the process: a transaction, a call to the carrier, a record for Kafka. A process may die
 * before it, and after it before anybody has used its answer; the test that kills it there finds the places by this
 * annotation. In a production build no interceptor answers to it, so nothing is woven and it costs nothing.
 * <p>
 * On a non-private instance method of a bean that answers a {@code Uni}.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Step {

    /**
     * The method runs the work it is handed in a transaction, and is a step of whoever calls it: it is named after the
     * caller, and the process may also die just before the commit.
     */
    @Nonbinding
    boolean transaction() default false;
}
