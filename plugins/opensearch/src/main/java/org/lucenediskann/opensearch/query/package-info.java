/**
 * Finding neighbors: JSON → {@link org.lucenediskann.opensearch.query.DiskAnnQueryBuilder} → one of
 * Lucene's vector queries.
 */
package org.lucenediskann.opensearch.query;
