/// Web archives in, a ranked, deduplicated and decontaminated mathematics corpus out (DeepSeekMath section 2.1).
///
/// A [Page] is read out of an archive, becomes a [Document] or is dropped for a [DropReason], and a [Funnel] counts
/// which. The rooms, in the order in which a page meets them: `warc` reads archives, `charset` decodes, `scan` is the
/// tree-less first pass, `text` and `formula` extract with care, `language` and `classify` judge, `dedup`,
/// `decontaminate` and `domain` sift, `shard` writes; `training` makes the classifier and `rounds` joins them all.
/// Beneath them: `words` cuts text into words, `records` sorts more than memory holds, `files` makes files whole.
package mathesis.corpus;
