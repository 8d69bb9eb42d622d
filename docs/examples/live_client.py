#!/usr/bin/env python3
"""A client of Kinora's live feed: all that docs/live.md asks of one, with nothing but the standard library.

    python3 live_client.py http://127.0.0.1:8080/ '{"stream": "query", "q": "lighthouse"}'
"""
import base64, collections, json, os, random, socket, ssl, struct, sys, time, urllib.parse

FINAL_CLOSE_CODES = (4400, 4401, 4403, 1009)


class Ended(Exception):
    """The connection is over; `retry_after` in seconds, None if the server did not say, False for never."""

    def __init__(self, why, retry_after=None):
        super().__init__(why)
        self.retry_after = retry_after


class Socket:
    """As much of a WebSocket (RFC 6455) as the feed needs."""

    def __init__(self, url, token, patience):
        at = urllib.parse.urlsplit(url)
        secure = at.scheme in ("https", "wss")
        self.sock = socket.create_connection((at.hostname, at.port or (443 if secure else 80)), patience)
        if secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=at.hostname)
        self.stream = self.sock.makefile("rb")
        login = f"Authorization: Bearer {token}\r\n" if token else ""
        self.sock.sendall((f"GET {at.path.rstrip('/')}/v1/live HTTP/1.1\r\nHost: {at.netloc}\r\nUpgrade: websocket\r\n"
                           f"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: kinora.v1\r\n{login}"
                           f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}\r\n\r\n").encode())
        status = int(self.stream.readline().split()[1])
        headers = dict(line.lower().split(": ", 1) for line in iter(lambda: self.stream.readline().decode().strip(), ""))
        if status != 101:
            after = headers.get("retry-after")
            raise Ended(f"refused with {status}", False if status in (400, 401, 403, 426) else float(after) if after else None)

    def send(self, frame, opcode=1):
        payload = json.dumps(frame).encode() if opcode == 1 else frame
        size = struct.pack("!B", 0x80 | len(payload)) if len(payload) < 126 else struct.pack("!BH", 0xFE, len(payload))
        mask = os.urandom(4)
        self.sock.sendall(bytes([0x80 | opcode]) + size + mask + bytes(b ^ mask[i % 4] for i, b in enumerate(payload)))

    def receive(self, silence):
        """The next frame; Ended if none comes for `silence` seconds or the server closes."""
        self.sock.settimeout(silence)
        message = b""
        while True:
            head, size = self._exactly(2)
            size = struct.unpack("!H", self._exactly(2))[0] if size == 126 else struct.unpack("!Q", self._exactly(8))[0] if size == 127 else size
            payload = self._exactly(size)
            if head & 15 == 8:
                code = struct.unpack("!H", payload[:2])[0] if payload else 1005
                raise Ended(f"closed with {code}", False if code in FINAL_CLOSE_CODES else None)
            if head & 15 == 9:
                self.send(payload, 10)
            elif head & 15 in (0, 1):
                message += payload
                if head & 0x80:
                    return json.loads(message)

    def _exactly(self, size):
        data = self.stream.read(size)
        if len(data) < size:
            raise Ended("broken")
        return data


class LiveClient:
    """Yields what comes for some subscriptions, forever, over as many connections as it takes."""

    def __init__(self, url, subscriptions, token=None, positions=None):
        self.url, self.token, self.wishes = url, token, {f"s{i}": wish for i, wish in enumerate(subscriptions)}
        self.positions = positions if positions is not None else {}  # subscription -> last token; keep it, and hand it in again
        self.seen = collections.defaultdict(lambda: collections.deque(maxlen=1000))
        self.connection, self.connections = None, 0

    def frames(self):
        """`item`, `gap`, `history_lost` and `error` frames, each item once by token. Handled is what the next call comes after."""
        attempt = 0
        while True:
            opened, retry_after = time.monotonic(), None
            try:
                yield from self._connected()
            except Ended as ended:
                retry_after = ended.retry_after
            except (OSError, ValueError):
                pass  # broken, refused by the machine, or silent for too long
            if retry_after is False:
                return
            attempt = 0 if time.monotonic() - opened > 30 else attempt
            time.sleep(random.uniform(0, min(30, 0.5 * 2**attempt)) if retry_after is None else retry_after + random.random())
            attempt += 1

    def _connected(self):
        self.connection = Socket(self.url, self.token() if callable(self.token) else self.token, 10)
        self.connections += 1
        silence = 10
        for name, wish in self.wishes.items():
            resume = {"resume": self.positions[name]} if name in self.positions else {}
            self.connection.send({"type": "subscribe", "id": name, **wish, **resume})
        while True:
            frame = self.connection.receive(silence)
            kind, name = frame.get("type"), frame.get("subscription")
            if kind == "welcome":
                silence = frame["heartbeat_ms"] / 1000 * 1.5
            elif kind == "pong":
                self.positions.update(frame.get("tokens", {}))
                if "n" not in frame:
                    self.connection.send({"type": "ack", "tokens": self.positions})
            elif kind == "bye":
                raise Ended(frame["code"], frame["retry_after_ms"] / 1000 if "retry_after_ms" in frame else False)
            elif kind == "error" and frame["problem"].get("field") == "resume" and self.positions.pop(name, None):
                self.connection.send({"type": "subscribe", "id": name, **self.wishes[name]})
            elif kind == "error" and name in self.wishes and "retry_after_ms" in frame:
                raise Ended("refused for now", frame["retry_after_ms"] / 1000)
            elif kind in ("item", "gap", "history_lost", "error", "subscribed"):
                token = frame.get("to", frame.get("token"))
                if kind != "subscribed" and not (kind == "item" and token in self.seen[name]):
                    yield frame
                if kind == "item":
                    self.seen[name].append(token)
                if token and name in self.wishes:
                    self.positions[name] = token


if __name__ == "__main__":
    wishes = [json.loads(text) for text in sys.argv[2:]] or [{"stream": "trending"}]
    for frame in LiveClient(sys.argv[1], wishes, os.environ.get("KINORA_TOKEN")).frames():
        print(json.dumps(frame), flush=True)
