/** Many graphs → one. */
package org.lucenediskann.codec.merge;
