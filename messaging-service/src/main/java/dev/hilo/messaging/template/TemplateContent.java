package dev.hilo.messaging.template;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a manager writes of a template.
 *
 * @param team whose it is; absent for all
 * @param shortcut what is typed after the slash
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TemplateContent(@Nullable String team, String shortcut, String title, String body) {
}
