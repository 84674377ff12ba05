/** The document of topics and frames, held against what tests see. */
package dev.hilo.contracts.testing;
