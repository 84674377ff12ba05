/** The packaged system as strangers meet it: started by {@code ./hilo up}, used through a browser and over HTTP. */
package dev.hilo.acceptance;
