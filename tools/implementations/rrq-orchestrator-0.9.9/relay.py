"""The runner that a 0.9.9 orchestrator starts: it listens where it is told to and hands every connection on, byte for byte.

    RRQ_RUNNER_TCP_SOCKET=127.0.0.1:5000 python3 relay.py HOST PORT

0.9.9 refuses to start while somebody listens on its runner's port, so it cannot be pointed at a listener that is there
already. Ends and resets are handed on as such, and a connection is opened for each one that comes, none before.
"""

import contextlib
import os
import socket
import struct
import sys
import threading
import time

PARENT_SECONDS = 0.1  # between looks at whether the orchestrator still lives


def main():
    threading.Thread(target=end_with_parent, args=(os.getppid(),), daemon=True).start()
    upstream = sys.argv[1], int(sys.argv[2])
    host, port = os.environ["RRQ_RUNNER_TCP_SOCKET"].rsplit(":", 1)
    listener = socket.create_server((host, int(port)), backlog=64)
    while True:
        client, _ = listener.accept()
        threading.Thread(target=relay, args=(client, upstream), daemon=True).start()


def end_with_parent(parent):
    """An orchestrator that is killed leaves its runner behind. (PR_SET_PDEATHSIG would go by the thread that started us.)"""
    while os.getppid() == parent:
        time.sleep(PARENT_SECONDS)
    os._exit(0)


def relay(client, upstream):
    try:
        server = socket.create_connection(upstream)
    except OSError:
        reset(client)
        return
    for end in (client, server):
        end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    back = threading.Thread(target=pump, args=(server, client), daemon=True)
    back.start()
    pump(client, server)
    back.join()
    client.close()
    server.close()


def pump(source, sink):
    try:
        while data := source.recv(1 << 16):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        reset(sink)
        reset(source)


def reset(end):
    """Closes with RST; whoever reads from it in the other thread is woken by the shutdown."""
    with contextlib.suppress(OSError):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        end.shutdown(socket.SHUT_RD)
    end.close()


if __name__ == "__main__":
    main()
