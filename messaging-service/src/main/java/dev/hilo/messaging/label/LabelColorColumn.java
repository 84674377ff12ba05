package dev.hilo.messaging.label;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

import org.jspecify.annotations.Nullable;

/** Colours are kept as the words that pages know. */
@Converter
class LabelColorColumn implements AttributeConverter<LabelColor, String> {

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable LabelColor color) {
        return color == null ? null : color.wire();
    }

    @Override
    public @Nullable LabelColor convertToEntityAttribute(@Nullable String word) {
        return word == null ? null : LabelColor.named(word).orElse(LabelColor.GREY);
    }
}
