"""Runs outside the sandbox, before any foreign code: connects the socket that the sandbox will speak through, gives up
root where it has it, and becomes the sandbox. Arguments: the socket's path, then the command."""
import os
import socket
import sys

NOBODY = 65534
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
os.execv(sys.argv[2], sys.argv[2:])
