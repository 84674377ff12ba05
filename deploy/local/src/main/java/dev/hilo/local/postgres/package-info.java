/**
 * PostgreSQL as a part: unpacked, initialised, one database and one role for each service that stores, migrated.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.local.postgres;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
