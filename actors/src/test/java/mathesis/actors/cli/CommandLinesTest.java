package mathesis.actors.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.Writer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CommandLinesTest {
    private static final PrintWriter NOWHERE = new PrintWriter(Writer.nullWriter());
    private static final CommandLine COMMANDS = CommandLines.commandLine(NOWHERE, NOWHERE);

    @Test
    void help_lists_every_command() {
        var result = CommandRun.of("--help");
        assertEquals(CommandLines.DONE, result.code());
        for (String command : COMMANDS.getSubcommands().keySet()) {
            assertTrue(result.out().contains("\n  " + command + " "), command);
        }
    }

    @Test
    void version_names_the_program_and_its_java() {
        var result = CommandRun.of("--version");
        assertEquals(CommandLines.DONE, result.code());
        assertTrue(result.out().matches("(?s)mathesis \\S+\\Rjava 25.*"), result.out());
    }

    @Test
    void without_a_command_all_are_named() {
        CommandRun.of().assertWrongUsage("name a command", "doctor");
    }

    @Test
    void an_unknown_command_is_named() {
        CommandRun.of("fly").assertWrongUsage("no command is named 'fly'", "doctor");
    }

    @Test
    void an_unknown_flag_is_named_with_its_command() {
        CommandRun.of("doctor", "--depth", "3").assertWrongUsage("'--depth'", "mathesis doctor");
    }

    @Test
    void doctor_says_what_it_found() {
        var result = CommandRun.of("doctor");
        assertEquals(CommandLines.DONE, result.code(), result.out());
        assertTrue(result.out().contains("loopback UDP"), result.out());
    }
}
