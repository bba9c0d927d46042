/**
 * A plugin for tests only: {@code script_score} with scripts of language {@code exact}, which score
 * by Elasticsearch's own vector functions. Neither of its script languages can be had as a jar.
 */
package org.lucenediskann.elasticsearch.exact;
