/**
 * {@code GET /_plugins/_diskann/stats}: what each node wrote since it started, and what its shards
 * consist of now.
 */
package org.lucenediskann.opensearch.stats;
