/**
 * What a text says about being written to: the words, their dates, and how a text is compared with them. Pure; depends
 * only on the dated tables.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.keyword;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
