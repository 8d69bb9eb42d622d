#!/usr/bin/env python3
"""The resume drill: clients listen while videos are written, connections are cut and the node is killed and started again.
Passes if every client has every video that was accepted, in order, and every item once by token.

    python3 live_drill.py --data /tmp/drill --port 8099 -- bin/kinora serve

The words after `--` start a node; `--data`, `--http-port` are added. Prints what happened; the exit status tells the rest.
"""
import argparse, json, os, random, signal, socket, subprocess, sys, threading, time, urllib.error, urllib.request
from live_client import LiveClient


class Node:
    def __init__(self, command, data, port):
        self.command = [*command, "--data", data, "--http-port", str(port)]
        self.data, self.url, self.process = data, f"http://127.0.0.1:{port}/", None

    def start(self):
        os.makedirs(self.data, exist_ok=True)
        self.process = subprocess.Popen(self.command, stdout=open(f"{self.data}/../drill-node.log", "ab"), stderr=subprocess.STDOUT, start_new_session=True)
        for _ in range(1200):
            time.sleep(0.25)
            if self.process.poll() is not None:
                sys.exit(f"the node ended with {self.process.returncode}; see {self.data}/../drill-node.log")
            try:
                if urllib.request.urlopen(self.url + "health/ready", timeout=2).status == 200:
                    return
            except OSError:
                pass
        sys.exit("the node did not become ready in five minutes")

    def stop(self, how):
        self.process.send_signal(how)
        self.process.wait(120)

    def token(self):
        with open(f"{self.data}/operator.token") as file:
            return file.read().strip()

    def put(self, video, metadata):
        body = json.dumps(metadata).encode()
        headers = {"Authorization": f"Bearer {self.token()}", "Content-Type": "application/json"}
        urllib.request.urlopen(urllib.request.Request(f"{self.url}v1/videos/{video}", body, headers, method="PUT"), timeout=30).read()


class Listener(threading.Thread):
    def __init__(self, url, number, wish):
        super().__init__(daemon=True)
        self.client, self.number, self.items, self.other = LiveClient(url, [wish]), number, [], []
        self.start()

    def run(self):
        for frame in self.client.frames():
            frame["connection"] = self.client.connections
            (self.items if frame["type"] == "item" else self.other).append(frame)

    def cut(self):
        """As a network does it: without a word."""
        if self.client.connection:
            try:
                self.client.connection.sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # it was gone already


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--data", required=True)
    options.add_argument("--port", type=int, required=True)
    options.add_argument("--clients", type=int, default=20)
    options.add_argument("--videos", type=int, default=300)
    options.add_argument("--rate", type=float, default=10, help="videos a second")
    options.add_argument("command", nargs="+")
    given = options.parse_args()
    node = Node(given.command, given.data, given.port)
    node.start()
    wishes = [{"stream": "query", "q": "drill"}, {"stream": "channel", "channel": "Drill"}, {"stream": "query", "filter": "tag:drill"}]
    listeners = [Listener(node.url, i, wishes[i % len(wishes)]) for i in range(given.clients)]
    wait(lambda: all(one.client.positions for one in listeners), 60, "all clients subscribed")

    written = []
    for i in range(given.videos):
        if i % 5 == 4:
            [one.cut() for one in random.sample(listeners, len(listeners) // 3)]
        if i in (given.videos // 3, given.videos * 2 // 3):
            how = signal.SIGKILL if i < given.videos // 2 else signal.SIGTERM
            print(f"{i} written: {how.name}, and a new start", flush=True)
            node.stop(how)
            node.start()
        video = f"drill-{os.getpid()}-{i}"
        while True:
            try:
                node.put(video, {"title": f"A drill, number {i}", "channel": "Drill", "tags": ["drill"]})
                break
            except (OSError, urllib.error.HTTPError) as failed:
                print(f"{video}: {failed}, again")
                time.sleep(0.5)
        written.append(video)
        time.sleep(1 / given.rate)

    heard = lambda one: {item["hit"]["id"] for item in one.items}
    wait(lambda: all(heard(one) >= set(written) for one in listeners), 60, "everything has come everywhere", fail=False)
    node.stop(signal.SIGTERM)
    faults = []
    for one in listeners:
        ids, tokens = [item["hit"]["id"] for item in one.items], [item["token"] for item in one.items]
        missing = [video for video in written if video not in set(ids)]
        order = [written.index(video) for video in dict.fromkeys(ids) if video in written]
        if missing:
            after = [i for i, video in enumerate(ids) if video in written and written.index(video) > written.index(missing[0])]
            faults.append(f"client {one.number} misses {len(missing)}: {missing[:5]}; around it {around(one.items, after[0] if after else len(ids))}")
        if len(set(tokens)) < len(tokens):
            faults.append(f"client {one.number} was handed an item twice by token")
        if order != sorted(order):
            at = next(i for i in range(1, len(order)) if order[i] < order[i - 1])
            faults.append(f"client {one.number} has them out of order: {around(one.items, at)}")
        faults += [f"client {one.number}: {frame}" for frame in one.other]
    twice = sum(len(one.items) - len(heard(one)) for one in listeners)
    print(f"{len(written)} videos, {len(listeners)} clients, {sum(one.client.connections for one in listeners)} connections, "
          f"{sum(len(one.items) for one in listeners)} items, {twice} of them a video under a second token")
    print("\n".join(faults) or "passed")
    sys.exit(bool(faults))


def around(items, at):
    return [(item["hit"]["id"], item["token"], f"connection {item['connection']}") for item in items[max(0, at - 4) : at + 4]]


def wait(holds, seconds, what, fail=True):
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            if fail:
                sys.exit(f"not after {seconds} s: {what}")
            return
        time.sleep(0.1)


if __name__ == "__main__":
    main()
