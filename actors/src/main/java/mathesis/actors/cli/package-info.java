/// The command line: one class a command, each of which reads flags, calls a module and prints. Nothing is computed
/// here that a program without a terminal would want.
package mathesis.actors.cli;
