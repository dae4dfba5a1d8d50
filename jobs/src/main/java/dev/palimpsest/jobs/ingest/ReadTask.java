package dev.palimpsest.jobs.ingest;

import dev.palimpsest.jobs.ingest.file.FileScan;
import dev.palimpsest.jobs.ingest.file.SourceFile;
import java.io.Serializable;

/**
 * A split to read.
 *
 * @param order of its file in the listing
 */
public record ReadTask(int order, SourceFile file, String fileSha256, FileScan.Split split)
    implements Serializable {}
