package org.lucenediskann.codec.tool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.MergeScheduler;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.SoftDeletesRetentionMergePolicy;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.store.LockObtainFailedException;
import org.lucenediskann.codec.WrittenField;

/**
 * Merges all segments into one whose graphs are built anew. There is one commit, at the end: until
 * then, and if anything fails, the index is as it was.
 */
final class Rebuild {

  private final IndexFolder index;
  private final Progress progress;
  private final List<WrittenField> written = Collections.synchronizedList(new ArrayList<>());

  private Rebuild(IndexFolder index, Progress progress) {
    this.index = index;
    this.progress = progress;
  }

  static Report run(IndexFolder index, Options options, Progress progress) throws IOException {
    AskedParameters asked = AskedParameters.of(options);
    return new Rebuild(index, progress).run(asked);
  }

  private Report run(AskedParameters asked) throws IOException {
    FieldFormats formats = new FieldFormats(asked, written::add);
    for (SegmentCommitInfo commit : index.commit()) {
      try (OpenSegment segment = new OpenSegment(commit)) {
        formats.add(segment);
      }
    }
    try (IndexWriter writer = new IndexWriter(index.directory(), config(asked, formats))) {
      rewrite(writer);
    } catch (LockObtainFailedException e) {
      throw new UsageException("the index is open for writing elsewhere: " + e.getMessage());
    }
    SegmentInfos after = SegmentInfos.readLatestCommit(index.directory());
    Section contents =
        new IndexFolder(index.directory(), after)
            .heading()
            .put("segmentsBefore", index.commit().size())
            .put("segmentsAfter", after.size())
            .put("fields", fields())
            .put("skipped", formats.others());
    return new Report(contents, true);
  }

  private void rewrite(IndexWriter writer) throws IOException {
    try {
      int documents = writer.getDocStats().numDocs;
      writer.forceMerge(1);
      int left = writer.getDocStats().numDocs;
      if (left != documents) {
        throw new IOException(documents + " documents became " + left);
      }
      writer.commit();
    } catch (Throwable t) {
      try {
        writer.rollback();
      } catch (Throwable second) {
        t.addSuppressed(second);
      }
      throw t;
    }
  }

  private IndexWriterConfig config(AskedParameters asked, FieldFormats formats) throws IOException {
    IndexWriterConfig config =
        new IndexWriterConfig()
            .setOpenMode(IndexWriterConfig.OpenMode.APPEND)
            .setCommitOnClose(false)
            .setCodec(formats.codec(index.commit()))
            .setMergeScheduler(scheduler(asked.threads()))
            .setIndexDeletionPolicy(new ReplacedCommit())
            .setInfoStream(new BuildMessages(progress));
    for (SegmentCommitInfo segment : index.commit()) {
      if (segment.info.getIndexSort() != null) {
        config.setIndexSort(segment.info.getIndexSort());
      }
    }
    return withSpecialFields(config);
  }

  /** Documents deleted softly stay: whoever keeps them has a reason. */
  private IndexWriterConfig withSpecialFields(IndexWriterConfig config) throws IOException {
    MergePolicy policy = new OneMergeOfAll();
    if (index.commit().size() > 0) {
      FieldInfos fields = specialFields();
      if (fields.getParentField() != null) {
        config.setParentField(fields.getParentField());
      }
      String softDeletes = fields.getSoftDeletesField();
      if (softDeletes != null) {
        config.setSoftDeletesField(softDeletes);
        policy = new SoftDeletesRetentionMergePolicy(softDeletes, MatchAllDocsQuery::new, policy);
      }
    }
    return config.setMergePolicy(policy);
  }

  private FieldInfos specialFields() throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(index.directory())) {
      return FieldInfos.getMergedFieldInfos(reader);
    }
  }

  private static MergeScheduler scheduler(int threads) {
    if (threads == 1) {
      return new SerialMergeScheduler();
    }
    ConcurrentMergeScheduler scheduler = new ConcurrentMergeScheduler();
    scheduler.setMaxMergesAndThreads(threads, threads);
    return scheduler;
  }

  private List<Section> fields() {
    List<Section> fields = new ArrayList<>();
    for (WrittenField field : written) {
      fields.add(
          new Section()
              .put("field", field.field())
              .put("vectors", field.vectors())
              .put("deferred", field.deferred())
              .put("plan", field.plan())
              .put("edges", field.edges())
              .put("elapsedMs", TimeUnit.NANOSECONDS.toMillis(field.elapsedNs())));
    }
    return fields;
  }
}
