package dev.hilo.provisioning.number;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a person asks for when they provision a number.
 *
 * @param name what people call it; null keeps the name it has
 * @param campaign the 10DLC campaign, null for none
 * @param teams whose it shall be; null keeps the teams it has
 */
public record NumberWish(@Nullable String name, @Nullable String campaign, @Nullable List<String> teams) {
}
