"""Runs outside the sandbox, before any foreign code: connects the socket that the sandbox will speak through, gives up
root where it has it, and becomes the sandbox. Arguments: the socket's path, then the command."""
import ctypes
import os
import socket
import sys

NOBODY = 65534
ADDR_NO_RANDOMIZE = 0x0040000
CHANNEL = 3

channel = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
channel.connect(sys.argv[1])
if channel.fileno() == CHANNEL:
    os.set_inheritable(CHANNEL, True)
else:
    os.dup2(channel.fileno(), CHANNEL)
    channel.close()
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)
# Programs print addresses; the same program is to print the same. Hostile code runs in there anyway.
ctypes.CDLL(None).personality(ADDR_NO_RANDOMIZE)
os.execv(sys.argv[2], sys.argv[2:])
