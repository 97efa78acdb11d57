/// Benchmarks. `mathesis bench engine` measures the CPU engine as a whole; `jmh` holds benchmarks of single kernels.
///
/// `measure` knows clocks and rounds and nothing of the engine, `report` knows figures, bars, tables and JSON, `twins`
/// has
/// the row kernels in C, and `engine` has one file for each group of figures.
package mathesis.bench;
