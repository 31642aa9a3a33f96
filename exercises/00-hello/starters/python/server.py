"""Sends back what one read returns, to one client at a time."""

import os
import socket

HOST = os.environ.get("HOST", "127.0.0.1")
PORT = int(os.environ.get("PORT", 7000))

listener = socket.create_server((HOST, PORT), backlog=128)
while True:
    client, _ = listener.accept()
    with client:
        try:
            while octets := client.recv(1024):
                client.sendall(octets)
        except ConnectionError:
            pass  # this client has left; the next one is waiting
