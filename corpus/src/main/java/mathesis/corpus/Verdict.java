package mathesis.corpus;

/// What became of a page at one stage.
///
/// @param <T> what the stage makes of a page that it keeps
public sealed interface Verdict<T> {
    /// It goes on to the next stage.
    record Kept<T>(T result) implements Verdict<T> {}

    /// It ends here and is counted in the [Funnel].
    record Dropped<T>(DropReason reason) implements Verdict<T> {}
}
