/** A Lucene vector format that builds one Vamana graph for each segment in one batch. */
module org.lucenediskann.codec {
  requires org.apache.lucene.core;
  requires static jdk.incubator.vector;
  requires static jdk.jfr;

  exports org.lucenediskann.codec;

  provides org.apache.lucene.codecs.KnnVectorsFormat with
      org.lucenediskann.codec.DiskAnnVectorsFormat;
  provides org.apache.lucene.codecs.Codec with
      org.lucenediskann.codec.DiskAnnCodec;
}
