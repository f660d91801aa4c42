/**
 * Complaints, what operators decide about them, and suspensions. A report reaches the console's channel in the moment
 * it is made; a suspension stands in the database first, and then takes sessions, sockets and rooms away.
 *
 * <p>Invariants: at most one suspension stands for an account; no operator can be suspended; every decision has a
 * reason and a line in the log of actions.
 *
 * <p>Start reading at {@link io.mitalk.social.report.Reports} and {@link io.mitalk.social.report.Sanctions}.
 */
@NullMarked
package io.mitalk.social.report;

import org.jspecify.annotations.NullMarked;
