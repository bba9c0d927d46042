/** A node in the JVM of the tests, with assertions on: it finds what a distribution hides. */
package org.lucenediskann.elasticsearch.embedded;
