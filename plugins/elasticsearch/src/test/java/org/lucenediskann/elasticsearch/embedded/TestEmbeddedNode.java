package org.lucenediskann.elasticsearch.embedded;

import org.junit.ClassRule;
import org.junit.runner.RunWith;
import org.junit.runners.Suite;

/** One node for all of them: it takes longer to start than most tests. */
@RunWith(Suite.class)
@Suite.SuiteClasses({QuickStart.class, SearchOnNode.class, MergesOnNode.class, LifeOfIndex.class})
public class TestEmbeddedNode {

  @ClassRule public static final EmbeddedNode NODE = new EmbeddedNode();
}
