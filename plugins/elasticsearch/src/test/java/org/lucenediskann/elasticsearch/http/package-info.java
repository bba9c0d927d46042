/** Elasticsearch as its clients see it, and files and data for that. */
package org.lucenediskann.elasticsearch.http;
