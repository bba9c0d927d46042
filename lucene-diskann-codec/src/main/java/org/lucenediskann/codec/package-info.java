/**
 * A Lucene vector format that builds one flat Vamana graph for each segment and field, in one
 * batch, when the segment is written.
 *
 * <pre>
 * IndexWriter ──addValue──► buffer ──flush──► build ──► store(.vex)  ─┐
 *                                                                     ├─► segment on disk ─► Reader ─► search ─► TopDocs
 * segments ──────────────────merge───────► merge ──► store(.vex)  ────┘
 *                    (the vectors themselves, and codes of them: Lucene's flat formats)
 * </pre>
 *
 * <p>Three ideas carry the design:
 *
 * <ol>
 *   <li>Lucene's segment buffer is the write buffer. Adding a document copies its vector and does
 *       nothing else.
 *   <li>A graph is made from a batch, never by insertion.
 *   <li>A merge makes one graph out of many: it keeps what the segments' graphs know, closes the
 *       gaps of the dead and links the rest in, or builds anew where that is cheaper.
 * </ol>
 *
 * <h2>Reading order</h2>
 *
 * <p>{@link org.lucenediskann.codec.DiskAnnVectorsFormat} and {@link
 * org.lucenediskann.codec.DiskAnnParameters} are what users touch. {@code DiskAnnVectorsWriter} →
 * {@code GraphStage} → {@code build} is the way in, {@code DiskAnnVectorsReader} → {@code search}
 * the way out, {@code store} what lies between, byte by byte.
 *
 * <p>Who may import whom: this package → {@code merge} → {@code build} → {@code graph} → {@code
 * kernel}; this package → {@code search} → {@code graph}; this package → {@code store} → {@code
 * graph}; this package → {@code events}, what Java Flight Recorder gets to see. {@code tool}, a
 * command line, imports this package, {@code store} and {@code graph}; nobody imports it.
 *
 * <h2>Vocabulary</h2>
 *
 * <table>
 * <caption>One word for one thing</caption>
 * <tr><th>ours</th><th>paper / DiskANN</th><th>Lucene</th><th>note</th></tr>
 * <tr><td>ordinal ({@code ord})</td><td>point p</td><td>ord, node</td>
 *     <td>dense 0..size-1 in one segment and field; never docId</td></tr>
 * <tr><td>neighbor list</td><td>N_out(p)</td><td>NeighborArray</td><td>American spelling</td></tr>
 * <tr><td>{@code maxDegree} (R)</td><td>R</td><td>maxConn (2·M on level 0)</td>
 *     <td>say degree, not M</td></tr>
 * <tr><td>{@code buildListSize} (L)</td><td>L</td><td>beamWidth, efConstruction</td>
 *     <td>bound of a candidate list while building</td></tr>
 * <tr><td>{@code searchListSize} (L_s)</td><td>L_s</td><td>k of the collector</td>
 *     <td>at query time</td></tr>
 * <tr><td>— avoid bare {@code beamWidth}</td><td>W = nodes read per hop</td><td>= L</td>
 *     <td>one word, two meanings</td></tr>
 * <tr><td>{@code alpha}</td><td>α ≥ 1 on distance</td><td>diversity check (α = 1)</td>
 *     <td>α on squared L2 is √α on L2: state the space</td></tr>
 * <tr><td>RobustPrune</td><td>Algorithm 2</td><td>—</td><td>keep the paper's name</td></tr>
 * <tr><td>entry point (medoid)</td><td>s</td><td>entryNode</td><td>medoid = how it is chosen</td>
 * </tr>
 * <tr><td>router</td><td>—</td><td>upper levels</td>
 *     <td>graphs of samples that lead a search to its region</td></tr>
 * <tr><td>leaf, partition, leader</td><td>cluster</td><td>—</td>
 *     <td>a leaf is a block small enough for all-pairs</td></tr>
 * <tr><td>rerank, oversample</td><td>rerank</td><td>rescore</td>
 *     <td>full-precision second pass</td></tr>
 * <tr><td>flush / merge / deferred</td><td>—</td><td>flush / merge</td>
 *     <td>Lucene's words win</td></tr>
 * </table>
 *
 * <p>{@code score} = higher is better; {@code distance} = lower is better; never mixed in one
 * variable. Sizes carry units ({@code lengthBytes}, {@code elapsedNs}). Array layouts are written
 * where declared. Ranges are half-open: {@code [from, to)}.
 */
package org.lucenediskann.codec;
