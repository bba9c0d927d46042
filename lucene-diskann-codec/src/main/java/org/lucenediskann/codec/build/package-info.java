/**
 * One batch of vectors → one graph. Front door: {@link org.lucenediskann.codec.build.BatchBuilder}.
 * For merges it takes in {@link org.lucenediskann.codec.build.KnownEdges}, and {@link
 * org.lucenediskann.codec.build.CrossNeighbors} finds the neighbors of some vectors only.
 *
 * <pre>
 * VectorRows ──► Rows ────────► Balls ──────────► LeafCarver ──────► Candidates ──► PruneStage ──► NeighborLists
 *                (Projection,   (LeaderSearch:    (balls → leaves,   (logs by       (RobustPrune)  + Duplicates
 *                 Duplicates)    each vector joins  LeafKnn: all      range of                     + EntryPoints
 *                                several, Overlap   pairs of a leaf)  nodes)                       + Connectivity
 *                                says how many)
 * </pre>
 *
 * <p>The nearest in a leaf lead nowhere but into a vector's own cluster where that is tight. Edges
 * of a sample of each leaf lead out of it, or {@code RandomBlocks} where there are so few vectors
 * that they make one leaf.
 *
 * <p>{@link org.lucenediskann.codec.build.RouterBuilder} does the same with small samples of the
 * rows, for the levels of a graph's router, whose lists {@code ReverseLinks} completes.
 *
 * <p>From {@code Balls} on, vectors are numbered by <i>position</i>: their place in an order in
 * which near vectors are mostly near each other. The finished graph is by ordinal again.
 *
 * <p>{@code BuildMemory} says what stays on the heap. {@code Candidates} and {@code WorkingRows}
 * write the rest to {@link org.lucenediskann.codec.build.TempFiles}.
 *
 * <p>{@code Units} spreads every stage over threads. What a unit does depends on its number alone,
 * and candidates do not depend on the order in which they are offered; so the graph is the same for
 * any number of threads.
 */
package org.lucenediskann.codec.build;
