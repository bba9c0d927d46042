/**
 * The field type: a mapping → {@link org.lucenediskann.opensearch.mapping.DiskAnnFieldType}, a
 * document's array → a Lucene field. Front door: {@link
 * org.lucenediskann.opensearch.mapping.DiskAnnFieldMapper}.
 */
package org.lucenediskann.opensearch.mapping;
