/// Threads that run programs which a model wrote, each in a sandbox of its own.
package mathesis.actors.programs;
