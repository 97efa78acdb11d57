package mathesis.bench;

import java.util.List;
import mathesis.actors.CommandSource;

/// Adds `mathesis bench` to the command line.
public final class BenchCommands implements CommandSource {
    @Override
    public List<Object> commands() {
        return List.of(new BenchCommand());
    }
}
