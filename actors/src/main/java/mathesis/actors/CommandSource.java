package mathesis.actors;

import java.util.List;

/// A module above this one that adds commands to the command line: `java.util.ServiceLoader` finds it when the
/// launcher's class path has it.
public interface CommandSource {
    /// The commands, each an object that picocli reads.
    List<Object> commands();
}
