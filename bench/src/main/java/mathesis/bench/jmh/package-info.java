/// JMH benchmarks of single kernels, each in a JVM of its own, for what `mathesis bench engine` does not say: how much
/// one call allocates, and what a profiler sees in it.
///
/// After any `./mathesis` command has built the project:
/// ```
/// "$(./mathesis --print-java-home)/bin/java" @cluster-conf/jvm.options \
///     -cp "$(cat target/launch/current/classpath)" org.openjdk.jmh.Main 'mathesis.bench.jmh.*' -prof gc
/// ```
/// `gc.alloc.rate.norm` is the allocation of one call in bytes. `-p kernel=ADAMW -p shape=16x512x1408` choose some,
/// `-h`
/// lists what else JMH can do.
package mathesis.bench.jmh;
