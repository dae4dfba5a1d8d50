package dev.palimpsest.jobs.ingest;

import dev.palimpsest.jobs.ingest.file.FileScan;
import dev.palimpsest.jobs.ingest.file.SourceFile;
import java.io.Serializable;

/** A file with what one pass over it told. */
public record ScannedFile(SourceFile file, FileScan scan) implements Serializable {}
