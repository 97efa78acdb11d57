/// Runs programs that a model wrote, in CPython behind a sandbox, and never without one.
///
/// **Who is trusted.** A program is hostile: it was drawn from a distribution that is rewarded for whatever makes the
/// grader say "right". Trusted are this package, its two scripts, the Python installation under `/usr`, bubblewrap and
/// the kernel. Not defended against: faults of the kernel, and measuring time on shared caches.
///
/// **Layers**, each enough for most attacks:
/// 1. `bwrap` gives namespaces of users, processes, mounts, IPC, host name, cgroups and network (nothing but an unset
///    loopback), an empty environment, and a root that is read-only throughout: `/usr`, `/dev/null`, `/dev/urandom`.
///    There is no `/proc`, no `/tmp`, nothing to write to. Where Mathesis runs as root, it becomes nobody first.
/// 2. `prlimit` and the server bound core files, file sizes (0), open files; each program has its limits of CPU time,
///    address space and processes (0) besides.
/// 3. A system-call filter, inherited by every program: no process, no thread, no exec, no socket, no shared memory, no
///    tracing, no mounting, no other architecture's calls.
/// 4. Each program is a clone of a server that has run nothing else, first process of a PID namespace of its own: it
///    sees neither the server nor another program, and whatever it left is killed with it. It holds no descriptor but
///    an empty input, its output and its result. Capabilities are dropped, and files are not writable, so that the next
///    program finds nothing of it.
/// 5. What a program writes is bounded where it is read, in the server and again here. A forged result is no more than
///    a wrong value of its own. A server that has hit a limit, that answers late or out of form, is killed and
///    replaced.
///
/// **Same program, same result**: hashing, random generators and addresses are the same every time, programs run alone
/// in their process, and CPU time is limited before the clock. Only a program that sleeps, or a machine that gives a
/// program less than a third of a core, lets the clock decide.
package mathesis.reward.python;
