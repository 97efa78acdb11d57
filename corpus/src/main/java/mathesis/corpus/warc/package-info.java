/// Web archives: WARC, WET and ARC are read past any damage, WARC is written.
///
/// The layers of reading, from the disk up: an [ArchiveFile] gives bytes, an [Unpacking] inflates gzip members and zstd
/// frames and finds the next one after damage, a [RecordInput] holds the stretch of the record in hand, a
/// [RecordReader] splits records, [HttpBody] takes the page out of one, and the [ArchiveReader] counts.
package mathesis.corpus.warc;
