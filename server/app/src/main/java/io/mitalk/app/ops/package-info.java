/** What an operator and a load balancer look at: health, readiness, metrics, what is said at the start. */
@NullMarked
package io.mitalk.app.ops;

import org.jspecify.annotations.NullMarked;
