/** What the gateway's tests stand on: its neighbours, the stream it reads, and a client of its socket. */
package dev.hilo.chat.testing;
