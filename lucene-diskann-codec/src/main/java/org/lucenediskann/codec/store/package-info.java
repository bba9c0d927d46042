/**
 * Graph ↔ bytes. Front doors: {@link org.lucenediskann.codec.store.GraphWriter}, {@link
 * org.lucenediskann.codec.store.GraphReader} and the record they share, {@link
 * org.lucenediskann.codec.store.FieldEntry}.
 *
 * <p>This page is the specification of the two files, version 1; version 0, which knew no codes, is
 * not read. The vectors themselves are in Lucene's flat format ({@code .vec}, {@code .vemf}), their
 * codes in Lucene's scalar quantized format ({@code .veq}, {@code .vemq}, there if a field has
 * codes); neither is described here. {@code TestStoreSpec} reads files by these tables alone.
 *
 * <p>All integers are little-endian and of fixed width, except inside Lucene's own header and
 * footer. <i>Header</i> is {@code CodecUtil.writeIndexHeader(codec name, version, segment id,
 * segment suffix)}, <i>footer</i> is {@code CodecUtil.writeFooter}: 16 bytes whose last 8 are the
 * CRC-32 of all bytes before them.
 *
 * <h2>{@code .vem} – meta</h2>
 *
 * <table>
 * <caption>The file</caption>
 * <tr><th>what</th><th>bytes</th></tr>
 * <tr><td>header, codec name {@code DiskAnnMeta}</td><td>varies</td></tr>
 * <tr><td>one field entry for each vector field</td><td>76 + 4 × entryPointCount +
 *     parametersLengthBytes each, and the router levels</td></tr>
 * <tr><td>int32 −1</td><td>4</td></tr>
 * <tr><td>footer</td><td>16</td></tr>
 * </table>
 *
 * <table>
 * <caption>A field entry</caption>
 * <tr><th>offset</th><th>type</th><th>name</th><th>value</th></tr>
 * <tr><td>0</td><td>int32</td><td>fieldNumber</td><td>of the segment's field infos, ≥ 0</td></tr>
 * <tr><td>4</td><td>int32</td><td>encoding</td><td>0 = byte, 1 = float32</td></tr>
 * <tr><td>8</td><td>int32</td><td>similarity</td>
 *     <td>0 = EUCLIDEAN, 1 = DOT_PRODUCT, 2 = COSINE, 3 = MAXIMUM_INNER_PRODUCT</td></tr>
 * <tr><td>12</td><td>int32</td><td>dimension</td><td>≥ 1</td></tr>
 * <tr><td>16</td><td>int32</td><td>size</td><td>number of vectors, ≥ 0</td></tr>
 * <tr><td>20</td><td>int32</td><td>maxDegree</td><td>neighbors a row has room for, ≥ 1</td></tr>
 * <tr><td>24</td><td>int32</td><td>alpha</td>
 *     <td>bits of a float32 ≥ 1; searching does not need it</td></tr>
 * <tr><td>28</td><td>int32</td><td>bits</td>
 *     <td>of a dimension in the codes: 1, 2, 4, 7 or 8; 0 = no codes, as for every field of
 *     bytes</td></tr>
 * <tr><td>32</td><td>int32</td><td>oversample</td>
 *     <td>bits of a float32 ≥ 1: how many times the hits wanted a search over codes reranks unless
 *     the query says otherwise</td></tr>
 * <tr><td>36</td><td>int64</td><td>graphOffset</td>
 *     <td>of the field's first row in {@code .vex}, a multiple of 64; 0 = no graph</td></tr>
 * <tr><td>44</td><td>int64</td><td>graphLengthBytes</td>
 *     <td>size × maxDegree × 4; 0 = no graph: the field is searched exactly</td></tr>
 * <tr><td>52</td><td>int64</td><td>edgeCount</td><td>neighbors in all rows; 0 = no graph</td></tr>
 * <tr><td>60</td><td>int32</td><td>entryPointCount</td>
 *     <td>≥ 1 with a graph, 0 without</td></tr>
 * <tr><td>64</td><td>int32 × entryPointCount</td><td>entryPoints</td>
 *     <td>ordinals from which every node can be reached, in {@code [0, size)}; a search starts there
 *     if there is no router</td></tr>
 * <tr><td>64 + 4 × entryPointCount</td><td>int32</td><td>parametersLengthBytes</td>
 *     <td>0 to 65535</td></tr>
 * <tr><td>68 + 4 × entryPointCount</td><td>byte × parametersLengthBytes</td><td>parameters</td>
 *     <td>UTF-8; what the field was written with, for people and tools; nothing is read from
 *     it</td></tr>
 * <tr><td>behind it</td><td>int32</td><td>routerLevelCount</td>
 *     <td>0 to 31; 0 without a graph, and with a small one</td></tr>
 * <tr><td>behind it</td><td>router level × routerLevelCount</td><td>router</td>
 *     <td>the smallest level first; each level's nodes are among those of the next</td></tr>
 * <tr><td>behind it</td><td>int32</td><td>routerMaxWidth</td>
 *     <td>0 to 1024: nodes that a descent may follow on a level where none stands out; 0: as many as
 *     it always does</td></tr>
 * <tr><td>behind it</td><td>int32</td><td>renewed</td>
 *     <td>bits of a float32 ≥ 0: vectors inserted and removed since the graph was built in a batch,
 *     as a share of its size; merges rebuild what is worn</td></tr>
 * </table>
 *
 * <table>
 * <caption>A router level</caption>
 * <tr><th>offset</th><th>type</th><th>name</th><th>value</th></tr>
 * <tr><td>0</td><td>int32</td><td>size</td><td>nodes in the level, ≥ 1</td></tr>
 * <tr><td>4</td><td>int32</td><td>maxDegree</td><td>neighbors a row has room for, ≥ 1</td></tr>
 * <tr><td>8</td><td>int64</td><td>offset</td>
 *     <td>of the level's nodes in {@code .vex}, a multiple of 64</td></tr>
 * <tr><td>16</td><td>int32</td><td>entryPointCount</td><td>≥ 1</td></tr>
 * <tr><td>20</td><td>int32 × entryPointCount</td><td>entryPoints</td>
 *     <td>positions in the level, in {@code [0, size)}</td></tr>
 * </table>
 *
 * <h2>{@code .vex} – graph</h2>
 *
 * <table>
 * <caption>The file</caption>
 * <tr><th>what</th><th>bytes</th></tr>
 * <tr><td>header, codec name {@code DiskAnnGraph}</td><td>varies</td></tr>
 * <tr><td>for each field with a graph: zero bytes up to the next multiple of 64</td>
 *     <td>0 to 63</td></tr>
 * <tr><td>and its rows, ordinal 0 first</td><td>graphLengthBytes</td></tr>
 * <tr><td>and for each of its router levels: zero bytes up to the next multiple of 64</td>
 *     <td>0 to 63</td></tr>
 * <tr><td>the level's nodes: int32 ordinals of the field's vectors, ascending</td>
 *     <td>size × 4</td></tr>
 * <tr><td>and its rows; node and neighbors are positions in the level</td>
 *     <td>size × maxDegree × 4</td></tr>
 * <tr><td>footer</td><td>16</td></tr>
 * </table>
 *
 * <table>
 * <caption>A row</caption>
 * <tr><th>type</th><th>value</th></tr>
 * <tr><td>int32 × maxDegree</td>
 *     <td>the neighbors' ordinals in {@code [0, size)}, in no particular order, then −1 to the end
 *     of the row</td></tr>
 * </table>
 *
 * <p>Rows have a fixed stride so that a node's list is one multiplication away and one read long.
 */
package org.lucenediskann.codec.store;
