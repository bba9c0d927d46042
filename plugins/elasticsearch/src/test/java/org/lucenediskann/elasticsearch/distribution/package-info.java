/**
 * The real distribution in processes of its own: module borders, entitlements, memory maps, and a
 * node that is killed.
 */
package org.lucenediskann.elasticsearch.distribution;
