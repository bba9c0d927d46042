/**
 * The DiskAnn vector format in Elasticsearch: {@code dense_vector} and {@code knn} as ever, on
 * graphs that are built in one batch when a segment is written.
 *
 * <pre>
 * index.diskann: true ─► engine ─► codec of Elasticsearch, its vector format chosen by field:
 *                                    hnsw, float or byte  ─► DiskAnn
 *                                    everything else      ─► Elasticsearch's own
 * </pre>
 *
 * <p>Start with {@link org.lucenediskann.elasticsearch.DiskAnnPlugin}. {@code DiskAnnCodecs} and
 * {@code FieldFormats} are the way to the format, {@code GraphOptions} translates a mapping into
 * its parameters; the rest counts what was written, {@code GET /_diskann/stats}.
 *
 * <p>Only packages that Elasticsearch exports to everybody are used.
 */
package org.lucenediskann.elasticsearch;
