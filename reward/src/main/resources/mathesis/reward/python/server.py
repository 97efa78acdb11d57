"""The fork server inside the sandbox: reads programs from file descriptor 3 and runs each in a pristine child.

A child is one clone of this process with a user and a PID namespace of its own. It gives up every capability, keeps no
descriptor of the server, and inherits its system-call filter; it may start neither processes nor threads. What a
program writes is data of bounded length to this process, never a command.

Protocol, all numbers big-endian. Request: length u32, program in UTF-8. Reply: the bytes MPR1, status u8, truncated u8,
milliseconds u32, length of stdout u32, length of payload u32, stdout, payload. The first reply is a greeting, status H.
"""
import ctypes
import errno
import gc
import io
import json
import os
import platform
import resource
import select
import signal
import struct
import sys
import time
import traceback

# Loaded once for all programs.
import fractions
import itertools
import math
import random
import re
import statistics

try:
    import numpy
except ImportError:
    numpy = None
try:
    import sympy
except ImportError:
    sympy = None

CPU_SECONDS = int(sys.argv[1])
WALL_SECONDS = float(sys.argv[2])
MEMORY_BYTES = int(sys.argv[3])
OUTPUT_BYTES = int(sys.argv[4])
PAYLOAD_BYTES = 16384
VALUE_CHARACTERS = 4000
VALUE_DEPTH = 20
LONGEST_PROGRAM = 1 << 20
CHANNEL = 3
RESULT = 9
NULL = os.open("/dev/null", os.O_RDWR)

LIBC = ctypes.CDLL(None, use_errno=True)
CLONE_NEWUSER, CLONE_NEWPID = 0x10000000, 0x20000000
PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 4, 38, 22, 2

# For each machine: its audit number, the number of clone, of clone3, and of the calls that no program needs.
CALLS = {
    "x86_64": (0xC000003E, 56, 435, {
        "fork": 57, "vfork": 58, "execve": 59, "execveat": 322, "ptrace": 101, "socket": 41, "socketpair": 53,
        "unshare": 272, "setns": 308, "mount": 165, "umount2": 166, "pivot_root": 155, "chroot": 161,
        "open_tree": 428, "move_mount": 429, "fsopen": 430, "fsconfig": 431, "fsmount": 432, "fspick": 433,
        "mount_setattr": 442, "process_vm_readv": 310, "process_vm_writev": 311, "process_madvise": 440,
        "process_mrelease": 448, "pidfd_getfd": 438, "pidfd_send_signal": 424, "kcmp": 312,
        "prlimit64": 302, "setpriority": 141, "sched_setaffinity": 203, "sched_setscheduler": 144,
        "sched_setparam": 142, "sched_setattr": 314, "ioprio_set": 251, "migrate_pages": 256, "move_pages": 279,
        "shmget": 29, "shmat": 30, "msgget": 68, "semget": 64, "mq_open": 240, "mq_notify": 244,
        "memfd_create": 319, "memfd_secret": 447, "io_uring_setup": 425, "io_uring_enter": 426,
        "io_uring_register": 427, "io_setup": 206, "bpf": 321, "perf_event_open": 298, "userfaultfd": 323,
        "keyctl": 250, "add_key": 248, "request_key": 249, "name_to_handle_at": 303, "open_by_handle_at": 304,
        "fanotify_init": 300, "inotify_init": 253, "inotify_init1": 294, "personality": 135, "syslog": 103,
        "quotactl": 179, "swapon": 167, "reboot": 169, "kexec_load": 246, "init_module": 175,
        "finit_module": 313, "delete_module": 176, "seccomp": 317, "vmsplice": 278, "timer_create": 222}),
    "aarch64": (0xC00000B7, 220, 435, {
        "execve": 221, "execveat": 281, "ptrace": 117, "socket": 198, "socketpair": 199, "unshare": 97,
        "setns": 268, "mount": 40, "umount2": 39, "pivot_root": 41, "chroot": 51, "open_tree": 428,
        "move_mount": 429, "fsopen": 430, "fsconfig": 431, "fsmount": 432, "fspick": 433, "mount_setattr": 442,
        "process_vm_readv": 270, "process_vm_writev": 271, "process_madvise": 440, "process_mrelease": 448,
        "pidfd_getfd": 438, "pidfd_send_signal": 424, "kcmp": 272, "prlimit64": 261,
        "setpriority": 140, "sched_setaffinity": 122, "sched_setscheduler": 119, "sched_setparam": 118,
        "sched_setattr": 274, "ioprio_set": 30, "migrate_pages": 238, "move_pages": 239, "shmget": 194,
        "shmat": 196, "msgget": 186, "semget": 190, "mq_open": 180, "mq_notify": 184, "memfd_create": 279,
        "memfd_secret": 447, "io_uring_setup": 425, "io_uring_enter": 426, "io_uring_register": 427,
        "io_setup": 0, "bpf": 280, "perf_event_open": 241, "userfaultfd": 282, "keyctl": 219, "add_key": 217,
        "request_key": 218, "name_to_handle_at": 264, "open_by_handle_at": 265, "fanotify_init": 262,
        "inotify_init1": 26, "personality": 92, "syslog": 116, "quotactl": 60, "swapon": 224, "reboot": 142,
        "kexec_load": 104, "init_module": 105, "finit_module": 273, "delete_module": 106, "seccomp": 277,
        "vmsplice": 75, "timer_create": 107}),
}
MACHINE = platform.machine()


CHILD = CLONE_NEWUSER | CLONE_NEWPID | signal.SIGCHLD


def system_call_filter():
    """A classic BPF program: other architectures die, the calls above fail with EPERM, the rest passes.

    clone passes only with the flags of clone_child, which the process limit of a child refuses, so that programs start
    neither processes nor threads; clone3 is reported as unknown, so that the C library falls back to clone. prlimit64
    reaches the caller's own limits only (its first argument is 0)."""
    audit, clone, clone3, calls = CALLS[MACHINE]
    allow, kill, refuse, unknown = 0x7FFF0000, 0x80000000, 0x00050000 | errno.EPERM, 0x00050000 | errno.ENOSYS
    load, equal, at_least, give = 0x20, 0x15, 0x35, 0x06
    code = [(load, 0, 0, 4), (equal, 1, 0, audit), (give, 0, 0, kill), (load, 0, 0, 0)]
    code += [(at_least, 0, 1, 0x40000000), (give, 0, 0, kill)]  # the x32 interface
    code += [(equal, 0, 1, clone3), (give, 0, 0, unknown)]
    for name, number in calls.items():
        if name != "prlimit64":
            code += [(equal, 0, 1, number), (give, 0, 0, refuse)]
    for number, argument in ((clone, CHILD), (calls["prlimit64"], 0)):
        code += [(equal, 0, 4, number), (load, 0, 0, 16), (equal, 1, 0, argument), (give, 0, 0, refuse)]
        code += [(give, 0, 0, allow)]
    code += [(give, 0, 0, allow)]
    return b"".join(struct.pack("HBBI", *line) for line in code)


class FilterProgram(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("lines", ctypes.c_void_p)]


def confine():
    """What the server and all its children keep for good: no way to new privileges, the filter, small limits."""
    lines = ctypes.create_string_buffer(system_call_filter())
    program = FilterProgram((len(lines) - 1) // 8, ctypes.addressof(lines))
    require(LIBC.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0), "dumpable")
    require(LIBC.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")
    require(LIBC.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0), "seccomp")
    for what, most in (
            (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_NOFILE, 64), (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_MEMLOCK, 0), (resource.RLIMIT_MSGQUEUE, 0), (resource.RLIMIT_SIGPENDING, 64)):
        resource.setrlimit(what, (most, most))


def require(result, what):
    if result != 0:
        raise OSError(ctypes.get_errno(), what)


# Made before the first clone: each object made in a child costs it page faults.
LIMITS = tuple((what, (most, most)) for what, most in (
    (resource.RLIMIT_CPU, CPU_SECONDS), (resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_NPROC, 0)))
CAPSET = LIBC.capset
NO_CAPABILITIES = (ctypes.create_string_buffer(struct.pack("Ii", 0x20080522, 0)), ctypes.create_string_buffer(24))
CLONE_ARGUMENTS = (ctypes.c_long(CALLS[MACHINE][1] if MACHINE in CALLS else 0), ctypes.c_ulong(CHILD),
                   None, None, None, None)


def clone_child():
    """A fork with new user and PID namespaces. The hooks of os.fork are left out: they repair what other threads held,
    of which there are none here, and cost three times as much as the fork itself."""
    pid = LIBC.syscall(*CLONE_ARGUMENTS)
    if pid < 0:
        raise OSError(ctypes.get_errno(), "clone with namespaces failed")
    return pid


# ---- in the child ------------------------------------------------------------------------------------------------


class Unwritable(Exception):
    """A value that cannot be handed on; the message is the program's error."""


def number_text(value):
    """Numbers of NumPy as those of Python; nothing for what is no number of NumPy."""
    if numpy is None:
        return None
    if isinstance(value, numpy.ndarray):
        if value.size > VALUE_CHARACTERS:
            raise Unwritable("the value is an array of %d numbers, too many to hand on" % value.size)
        return value.tolist() if value.size != 1 else value.reshape(-1)[0]
    if isinstance(value, numpy.generic):
        plain = value.item()
        return str(value) if isinstance(plain, numpy.generic) else plain
    return None


def text(value, depth=0):
    """The value in Python's own notation, exact where the number is exact."""
    if depth > VALUE_DEPTH:
        raise Unwritable("the value is nested deeper than %d levels" % VALUE_DEPTH)
    if isinstance(value, str):
        return value
    if type(value) is bool or value is None:
        return str(value)
    if isinstance(value, int) and value.bit_length() > VALUE_CHARACTERS * 10 // 3:
        raise Unwritable("the value is an integer of %d bits, too long to hand on" % value.bit_length())
    if type(value) in (int, float, complex):
        return repr(value)
    plain = number_text(value)
    if plain is not None:
        return text(plain, depth + 1)
    if isinstance(value, (list, tuple, set, frozenset, dict)) and len(value) > VALUE_CHARACTERS:
        raise Unwritable("the value has %d elements, too many to hand on" % len(value))
    if isinstance(value, dict):
        return "{%s}" % ", ".join("%s: %s" % (text(k, depth + 1), text(v, depth + 1)) for k, v in value.items())
    if isinstance(value, (set, frozenset)):
        return "{%s}" % ", ".join(sorted(text(v, depth + 1) for v in value))
    if isinstance(value, tuple):
        return "(%s%s)" % (", ".join(text(v, depth + 1) for v in value), "," if len(value) == 1 else "")
    if isinstance(value, list):
        return "[%s]" % ", ".join(text(v, depth + 1) for v in value)
    return str(value)


def value_of(names):
    """`ans` or `answer`; else what `solver()` or `solution()` returns; else nothing: what was printed speaks."""
    for name in ("ans", "answer"):
        if names.get(name) is not None and not callable(names[name]):
            return names[name]
    for name in ("solver", "solution"):
        if callable(names.get(name)):
            return names[name]()
    return None


def run(code):
    """Runs a program; what happened as a status and a payload."""
    names = {"__name__": "__main__", "__builtins__": __builtins__}
    try:
        try:
            exec(compile(code, "<program>", "exec"), names)
        except SystemExit as end:
            if end.code not in (None, 0):
                return b"E", "SystemExit: %s" % (end.code,)
            value = next((names[name] for name in ("ans", "answer") if names.get(name) is not None), None)
        else:
            value = value_of(names)
        if value is None:
            return b"N", ""
        written = text(value)
        if len(written) > VALUE_CHARACTERS:
            raise Unwritable("the value has %d characters, too many to hand on" % len(written))
        return b"V", written
    except MemoryError:
        names.clear()
        return b"M", "MemoryError"
    except BaseException as failure:
        return b"E", explain(failure)


def explain(failure):
    """The traceback from the program's first line on; the error itself where even that fails."""
    try:
        trace = failure.__traceback__
        while trace is not None and trace.tb_frame.f_code.co_filename != "<program>":
            trace = trace.tb_next
        lines = traceback.format_exception(type(failure), failure, trace, limit=-8)
        return "".join(lines).strip()
    except BaseException:
        return type(failure).__name__


def standard_streams():
    """Made once, before the first fork: each child inherits them, with its own descriptors beneath."""
    sys.stdin = open(0, "r", closefd=False)
    sys.stdout = io.TextIOWrapper(
        io.BufferedWriter(io.FileIO(1, "w", closefd=False)), encoding="utf-8", errors="backslashreplace")
    sys.stderr = open(2, "w", closefd=False)
    sys.argv = ["program"]


def child(code, out, result):
    """Never returns."""
    write, leave, stdout = os.write, os._exit, sys.stdout
    try:
        os.dup2(NULL, 0)
        os.dup2(NULL, 2)
        os.dup2(out, 1)
        os.dup2(result, RESULT)
        os.closerange(3, RESULT)
        os.closerange(RESULT + 1, 256)
        os.setsid()  # a process group reaches across namespaces
        require(CAPSET(*NO_CAPABILITIES), "capset")  # those over its own user namespace
        for what, most in LIMITS:
            resource.setrlimit(what, most)
        status, payload = run(code)
        try:
            sys.stdout.flush()
            stdout.flush()
        except BaseException:
            pass
        message = status + payload.encode("utf-8", "backslashreplace")
        if len(message) > PAYLOAD_BYTES:
            message = message[:PAYLOAD_BYTES // 2] + b"\n...\n" + message[8 - PAYLOAD_BYTES // 2:]
        write(RESULT, message)
    finally:
        leave(0)


# ---- in the server -----------------------------------------------------------------------------------------------


def receive(count):
    """So many bytes of the channel; the other side's end is ours."""
    parts = bytearray()
    while len(parts) < count:
        part = os.read(CHANNEL, min(count - len(parts), 1 << 16))
        if not part:
            os._exit(0)
        parts += part
    return bytes(parts)


def reply(status, truncated, millis, stdout, payload):
    message = struct.pack(">4sBBIII", b"MPR1", status[0], truncated, millis, len(stdout), len(payload))
    message += stdout + payload
    while message:
        message = message[os.write(CHANNEL, message):]


class Pipe:
    """Reads one pipe of a child up to a bound, never blocking."""

    def __init__(self, most):
        self.read_end, self.write_end = os.pipe()
        os.set_blocking(self.read_end, False)
        self.most, self.data, self.overflow = most, bytearray(), False

    def drain(self):
        """False when the other end is closed."""
        while not self.overflow:
            try:
                part = os.read(self.read_end, 1 << 16)
            except BlockingIOError:
                return True
            if not part:
                return False
            room = self.most - len(self.data)
            self.data += part[:room]
            self.overflow = len(part) > room
        return True


def watch(pid, out, result, deadline):
    """Collects what the child writes until it ends or must end; says whether the wall clock ended it."""
    handle = os.pidfd_open(pid)
    poll = select.poll()
    open_ends = {out.read_end: out, result.read_end: result}
    for end in (handle, *open_ends):
        poll.register(end, select.POLLIN)
    timed_out, ended = False, False
    while not ended:
        left = deadline - time.monotonic()
        if left <= 0 or out.overflow or result.overflow:
            timed_out = left <= 0
            break
        for end, _ in poll.poll(max(1, math.ceil(left * 1000))):
            if end == handle:
                ended = True
            elif not open_ends[end].drain():
                poll.unregister(end)
    os.kill(pid, signal.SIGKILL)  # as the first process of its namespace it takes all others there with it
    _, status, usage = os.wait4(pid, 0)
    out.drain()
    result.drain()
    os.close(handle)
    return timed_out, status, usage


def verdict(timed_out, out, result, status, usage):
    """The reply's status and payload. Limits come first: what a program claims counts only if it kept to them."""
    claim = bytes(result.data)
    if out.overflow or result.overflow:
        return b"O", b""
    if timed_out:
        return b"W", b""
    if claim[:1] in (b"V", b"N", b"E", b"M") and os.WIFEXITED(status):
        return claim[:1], claim[1:]
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        # Not from itself, which the first process of a namespace cannot: the kernel ended it. The kernel's count of CPU
        # time and that of wait4 differ by a few ticks; far below the limit it was memory of the machine.
        return (b"C" if usage.ru_utime + usage.ru_stime >= CPU_SECONDS / 2 else b"M"), b""
    if os.WIFSIGNALED(status):
        return b"X", b"the program's process was ended by signal %d" % os.WTERMSIG(status)
    return b"X", b"the program ended its own process with status %d" % os.WEXITSTATUS(status)


def serve(code):
    out, result = Pipe(OUTPUT_BYTES), Pipe(PAYLOAD_BYTES)
    start = time.monotonic()
    pid = clone_child()
    if pid == 0:
        child(code, out.write_end, result.write_end)
    os.close(out.write_end)
    os.close(result.write_end)
    timed_out, status, usage = watch(pid, out, result, start + WALL_SECONDS)
    millis = min(int((time.monotonic() - start) * 1000), 0xFFFFFFFF)
    os.close(out.read_end)
    os.close(result.read_end)
    kind, payload = verdict(timed_out, out, result, status, usage)
    reply(kind, out.overflow, millis, bytes(out.data), payload)


def main():
    if MACHINE not in CALLS:
        greeting = {"problem": "no system-call filter is known for machines of type " + MACHINE}
    else:
        greeting = {"python": platform.python_version(), "numpy": getattr(numpy, "__version__", ""),
                    "sympy": getattr(sympy, "__version__", "")}
    if sympy is not None:  # loads what solving and simplifying load late, and fills caches that every child shares
        x = sympy.Symbol("x")
        sympy.simplify(sympy.solve(x ** 2 - 2, x)[0] + sympy.Rational(1, 3))
    random.seed(0)  # the same program gives the same result, wherever it runs
    if numpy is not None:
        numpy.random.seed(0)
    standard_streams()
    run("import math\ndef solver():\n    return math.sqrt(2) * 2\nans = solver()")  # warms what each child runs
    CAPSET(None, None)
    confine()
    gc.collect()
    gc.freeze()
    reply(b"H", 0, 0, b"", json.dumps(greeting).encode())
    while True:
        (length,) = struct.unpack(">I", receive(4))
        if length > LONGEST_PROGRAM:
            os._exit(1)
        serve(receive(length).decode("utf-8", "replace"))


main()
