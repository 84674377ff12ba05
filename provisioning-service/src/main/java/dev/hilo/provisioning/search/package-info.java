/**
 * What the carrier has for sale: by area code and exchange at the carrier, by state and rate centre here.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.provisioning.search;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
