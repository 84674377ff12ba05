/** What the benchmarks are made of; none of these tests measures anything. */
package dev.hilo.benchmark;
