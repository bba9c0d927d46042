/**
 * What Java Flight Recorder gets to see: {@code org.lucenediskann.Flush}, {@code .Merge} and {@code
 * .Search}. Front door: {@link org.lucenediskann.codec.events.Events}.
 *
 * <p>The only place that imports {@code jdk.jfr}, which need not be in the run-time image: then
 * there are no events.
 */
package org.lucenediskann.codec.events;
