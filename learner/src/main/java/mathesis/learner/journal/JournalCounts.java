package mathesis.learner.journal;

/// State of a journal.
///
/// @param entries    that can be replayed
/// @param groups     that they settle
/// @param appended   entries written since the journal was opened
/// @param bytes      that these took
/// @param duplicates entries refused since then because their groups were there already
/// @param damaged    entries that cannot be read: see [BatchJournal#damage()]
public record JournalCounts(int entries, int groups, long appended, long bytes, long duplicates, int damaged) {}
