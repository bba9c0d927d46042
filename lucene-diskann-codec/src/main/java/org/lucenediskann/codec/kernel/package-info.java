/**
 * Many distances at once. The only place that knows about vector instructions.
 *
 * <p>{@link org.lucenediskann.codec.kernel.RowMatrix} holds rows, {@link
 * org.lucenediskann.codec.kernel.RowBlock} some of them side by side, {@link
 * org.lucenediskann.codec.kernel.DistanceStrip} measures eight rows of one block against all rows
 * of another. {@link org.lucenediskann.codec.kernel.DistanceKernel} is what differs between
 * machines: {@code PanamaKernel} where {@code jdk.incubator.vector} can be read, {@code
 * ScalarKernel} elsewhere.
 *
 * <p><b>Equal bits.</b> A panel product adds along the dimension, one fused multiply-add after the
 * other, whatever the width of the vectors; a dot product of two rows keeps sixteen sums and adds
 * them in a fixed order. So both kernels give the same distances, to the last bit, and the same
 * graphs; and the distance of two rows does not depend on which of them comes first nor on the
 * block they meet in.
 */
package org.lucenediskann.codec.kernel;
