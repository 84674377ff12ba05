/** What the services' tests stand on: a real PostgreSQL, a real Kafka, and the rules of the house. */
package dev.hilo.platform.testing;
