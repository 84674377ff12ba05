package dev.hilo.provisioning.number;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** A team's name as it stands in a token's groups. */
@Documented
@Constraint(validatedBy = {})
@NotNull
@Pattern(regexp = "[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,59}")
@ReportAsSingleViolation
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface TeamName {

    String message() default "a team's name has letters, digits, dots, dashes and spaces, at most 60";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
