/**
 * The web page and what every answer carries: the one page behind all of its addresses, caching, security headers.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.chat.page;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
