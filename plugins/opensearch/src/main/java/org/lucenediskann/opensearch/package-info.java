/**
 * The DiskAnn vector format in OpenSearch. Front door: {@link
 * org.lucenediskann.opensearch.DiskAnnPlugin}.
 *
 * <p>{@code mapping} is the field type, {@code codec} puts the format under it, {@code query} finds
 * neighbors, {@code stats} tells what was written and what there is. Who may import whom: this
 * package → {@code query} → {@code mapping}; this package → {@code codec} → {@code mapping}; this
 * package → {@code stats} → {@code mapping}.
 */
package org.lucenediskann.opensearch;
