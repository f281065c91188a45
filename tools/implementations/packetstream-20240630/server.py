"""cs.packetstream as a server on TCP: one `PacketConnection` with the fixture service for each connection."""

import socket
import sys
import threading

from packet_service import SocketConnection, service
from wireproof_server import Start


def serve(sock):
    connection = SocketConnection(sock, "server", lambda *request: service(*request, connection.ask))
    try:
        with connection.packets:
            connection.join_recv()
    finally:
        connection.close_socket()


def main():
    start = Start.read()
    start.no_more_options()
    listener = socket.create_server((start.host, start.port), backlog=128)
    start.end_with_stdin()
    start.ready(listener.getsockname()[1])
    while True:
        sock, _ = listener.accept()
        threading.Thread(target=serve, args=(sock,), daemon=True).start()


if __name__ == "__main__":
    sys.exit(main())
