/**
 * Migrations, run outside the services' start: by the local launcher, the tests and a job in the cluster.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.platform.database;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
