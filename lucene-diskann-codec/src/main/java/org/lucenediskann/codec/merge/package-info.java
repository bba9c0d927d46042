/**
 * Many graphs → one. The place of merging that keeps what the segments' graphs already know.
 *
 * <p>It holds nothing yet: a merge builds its graph anew from all live vectors, through {@link
 * org.lucenediskann.codec.build.BatchBuilder}, exactly as a flush does.
 */
package org.lucenediskann.codec.merge;
