/** What each witness of a run saw, and whether their stories agree. Pure: no system is needed to judge. */
package dev.hilo.acceptance.history;
