/**
 * Many graphs → one. Front door: {@link org.lucenediskann.codec.merge.GraphMerge}.
 *
 * <pre>
 * MergeSource × n ─┐
 *                  ├─► PlanChoice ──┬─► insert:     BaseGraph ──► Consolidation ──► newcomers ──► ReverseEdges ──► Connectivity ──► RouterMerge
 * VectorRows ──────┘  (MergeCost)   │               (copied)      (gaps of dead)    (WalkFinder
 *                                   │                                               or GroupFinder)
 *                                   ├─► leaf merge: BatchBuilder, smaller fanout, and OwnEdges among the candidates
 *                                   └─► rebuild:    BatchBuilder
 * </pre>
 *
 * <h2>Insert</h2>
 *
 * <ol>
 *   <li>The graph with most live nodes is copied in new ordinals, without reading a vector.
 *   <li>In a list, one of a dead neighbor's own neighbors takes its place.
 *   <li>All other vectors are newcomers, whether they had a graph or not. Few of them walk the
 *       copied graph; many are compared with groups of residents, which a breadth-first walk
 *       through the copied graph makes without a distance (a tiled product), and take a few steps
 *       from there. RobustPrune chooses their neighbors.
 *   <li>Each is offered to those it chose, if the graph is as it was built only to the nearer half,
 *       or to the nearer three quarters where newcomers are many, unless one of its own candidates
 *       keeps it out of their lists. A list compares what it is offered with what it has, but not
 *       again what it has with itself, and stays as long as it was ({@code ListUpdate}).
 *   <li>Who cannot be reached is linked. Searches start where they did in the copied graph; into
 *       each level of its router a sample of the newcomers is inserted in the same way.
 * </ol>
 *
 * <p>Every phase reads what earlier ones left and writes lists that nobody else reads meanwhile, so
 * the graph is the same for any number of threads.
 *
 * <h2>Cost</h2>
 *
 * <p>With <i>n</i> vectors of which <i>s</i> are newcomers, degree <i>R</i>, lists of <i>L</i>, a
 * fanout of <i>f</i>, a share <i>δ</i> of the copied graph dead, and <i>t</i>, <i>a</i>, <i>r</i>
 * the times of a distance in a tiled product, among rows at hand, and to a row somewhere in memory:
 *
 * <pre>
 * rebuild     n · (load + (balls + leaves) / 2 · t + prune(f · 3/2 · leafNeighbors))
 * leaf merge  a rebuild with a smaller f, and R/4 more candidates, + live · R · r
 * insert      n · copy
 *             + n · R · δ · (r + R · a)                                    lists with gaps
 *             + n · (1 − e^(−s·R·o / n)) · (R · r) + s · R·o · (R · a)     offers, o = 2/3 or 2/5
 *             + the cheaper of
 *                 s · (3/8 · L · R · r + prune(L))                               walks
 *                 n · group + s · ((n / 128 + f · 2/3 · 128) · t + (12 R + L) · r + prune(L))   groups
 * </pre>
 *
 * <p>A graph of which more than a quarter was inserted or removed since it was built, as a sum over
 * merges, is rebuilt: lists that were repaired again and again find less.
 *
 * <p>{@code prune} of L candidates, the most there can be, is about L²/6 distances among rows at
 * hand. {@code MergeCost} has the constants. {@link org.lucenediskann.codec.merge.MergeReport}
 * tells the estimates, the choice and the truth of one merge; {@code benchmarks/run merge --plans
 * all} compares the plans.
 */
package org.lucenediskann.codec.merge;
