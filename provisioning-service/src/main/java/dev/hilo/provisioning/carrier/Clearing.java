package dev.hilo.provisioning.carrier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** The ways in which clients of the carrier take a setting back. */
public enum Clearing {

    /** An empty text. */
    EMPTY,
    /** JSON's null. */
    NULL,
    /** The word {@code default}. */
    DEFAULT;

    JsonNode value() {
        return switch (this) {
            case EMPTY -> TextNode.valueOf("");
            case NULL -> NullNode.getInstance();
            case DEFAULT -> TextNode.valueOf("default");
        };
    }
}
