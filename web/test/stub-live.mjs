import { createHash } from 'node:crypto';

/**
 * The live feed as the stub has it: a log in memory, `/v1/live` and `/v1/live/events`. What matches a
 * standing query is for a test to say: `publish` takes the streams that get it.
 */
export class StubLive {
  /** Given to every client. */
  welcome = { heartbeat_ms: 25_000, idle_timeout_ms: 60_000 };
  /** Says nothing at all, not even a heartbeat, though its connections are open. */
  mute = false;
  /** HTTP status of handshakes that are refused: `{websocket: 503, events: 503}`. */
  refusing = {};
  /** Tokens that are good; null means any. */
  tokens = null;
  /** Refuses a subscription: `(frame) => problem | null`. */
  refuses = () => null;
  /** Frames of all clients, in order, with `via`. */
  received = [];
  connections = new Set();
  #log = [];
  #epoch = 1;

  reset() {
    this.drop();
    Object.assign(this, new StubLive());
    this.#log = [];
  }

  /** Appends a video and tells everyone whose subscription is of one of the streams (or all). */
  publish(hit, { streams = ['follows', 'channel', 'query'], more = {} } = {}) {
    const entry = { hit, streams, more, token: this.tokenOf(this.#log.length + 1), at: new Date().toISOString() };
    this.#log.push(entry);
    for (const connection of this.connections) {
      connection.deliver(entry);
    }
    return entry.token;
  }

  /** The log is another one: old tokens lead nowhere. */
  replaceLog() {
    this.#epoch++;
    this.#log = [];
  }

  tokenOf(offset) {
    return `p.${this.#epoch}.${offset}`;
  }

  get end() {
    return this.tokenOf(this.#log.length);
  }

  /** @returns {object[] | null} what came after a token; null if that cannot be told */
  after(token) {
    const [, epoch, offset] = token.split('.').map(Number);
    return epoch === this.#epoch && offset <= this.#log.length ? this.#log.slice(offset) : null;
  }

  /** A frame to every connection. */
  tell(frame) {
    for (const connection of this.connections) {
      connection.send(frame);
    }
  }

  /** Ends all connections as a dead server does, or with a farewell. */
  drop({ bye, code = bye ? 1001 : 1006 } = {}) {
    for (const connection of [...this.connections]) {
      if (bye) {
        connection.send({ type: 'bye', ...bye });
      }
      connection.end(code);
    }
  }

  /** @param {import('node:http').IncomingMessage} request @param {import('node:net').Socket} socket */
  upgrade(request, socket) {
    socket.on('error', () => socket.destroy());
    const refused = this.refusing.websocket;
    if (refused) {
      socket.end(`HTTP/1.1 ${refused} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
    socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\nSec-WebSocket-Protocol: kinora.v1\r\n\r\n`);
    const connection = new StubConnection(this, 'websocket', (frame) => socket.write(encoded(0x1, Buffer.from(JSON.stringify(frame)))), (code) => {
      if (code === 1006) {
        socket.destroy();
      } else {
        socket.end(encoded(0x8, Buffer.from([code >> 8, code & 255])));
      }
    });
    decodeFrames(socket, (opcode, payload) => (opcode === 0x8 ? socket.end() : connection.receive(JSON.parse(payload))));
    socket.on('close', () => this.connections.delete(connection));
    connection.begin();
  }

  /** @returns {boolean} whether it was taken */
  events(url, request, response) {
    const refused = this.refusing.events;
    if (refused) {
      response.writeHead(refused, { 'Content-Type': 'application/problem+json' });
      response.end(JSON.stringify({ type: 'about:blank', title: 'Refused', status: refused, request_id: 'x' }));
      return;
    }
    const frame = { id: 's1', ...Object.fromEntries(url.searchParams), type: 'subscribe' };
    const problem = this.refuses(frame);
    if (problem) {
      response.writeHead(problem.status, { 'Content-Type': 'application/problem+json' });
      response.end(JSON.stringify(problem));
      return;
    }
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    const connection = new StubConnection(this, 'events', (told) => {
      const id = told.token ?? told.to ?? told.tokens?.[frame.id];
      response.write(`event: ${told.type}\n${id ? `id: ${id}\n` : ''}data: ${JSON.stringify(told)}\n\n`);
    }, (code) => (code === 1006 ? response.destroy() : response.end()));
    connection.token = request.headers.authorization?.slice(7) ?? null;
    response.on('close', () => this.connections.delete(connection));
    connection.begin();
    connection.receive({ ...frame, resume: request.headers['last-event-id'] ?? frame.resume });
  }
}

class StubConnection {
  subscriptions = new Map();
  token = null;
  #live;
  #write;
  #close;

  constructor(live, via, write, close) {
    this.#live = live;
    this.via = via;
    this.#write = write;
    this.#close = close;
    live.connections.add(this);
  }

  begin() {
    this.#welcome();
  }

  #welcome() {
    const good = this.token !== null && (this.#live.tokens === null || this.#live.tokens.includes(this.token));
    this.send({
      type: 'welcome', protocol: 'kinora.v1', connection: 'c1', signed_in: good, resume_window_ms: 604_800_000,
      limits: { frame_bytes: 65_536, subscriptions: 32, queue_bytes: 262_144, frames_per_second: 20 }, ...this.#live.welcome,
    });
  }

  send(frame) {
    if (!this.#live.mute) {
      this.#write(frame);
    }
  }

  end(code = 1006) {
    this.#live.connections.delete(this);
    this.#close(code);
  }

  receive(frame) {
    this.#live.received.push({ ...frame, via: this.via });
    switch (frame.type) {
      case 'token':
        this.#login(frame.token);
        break;
      case 'ping':
        this.send({ type: 'pong', n: frame.n ?? 0 });
        break;
      case 'unsubscribe':
        this.subscriptions.delete(frame.id);
        break;
      case 'subscribe':
        this.#subscribe(frame);
        break;
    }
  }

  #login(token) {
    this.token = token;
    if (this.#live.tokens && !this.#live.tokens.includes(token)) {
      this.send({ type: 'bye', code: 'unauthenticated', detail: 'the token is not valid' });
      this.end(4401);
      return;
    }
    this.#welcome();
  }

  #subscribe(frame) {
    const problem = this.#live.refuses(frame);
    if (problem) {
      this.send({ type: 'error', subscription: frame.id, problem });
      return;
    }
    this.subscriptions.set(frame.id, frame);
    const missed = frame.resume ? this.#live.after(frame.resume) : [];
    this.send({ type: 'subscribed', subscription: frame.id, token: missed ? frame.resume ?? this.#live.end : this.#live.end, resumed: Boolean(frame.resume && missed) });
    if (missed === null) {
      this.send({ type: 'history_lost', subscription: frame.id, token: this.#live.end, reason: 'replaced' });
      return;
    }
    missed.forEach((entry) => this.deliver(entry, frame.id));
  }

  deliver({ hit, streams, more, token, at }, only) {
    for (const [id, { stream, channel }] of this.subscriptions) {
      const fits = streams.includes(stream) && (stream !== 'channel' || channel === hit?.channel);
      if (fits && (only === undefined || only === id)) {
        this.send({ type: 'item', subscription: id, token, at, hit, ...more });
      }
    }
  }
}

/** A frame from a server, RFC 6455, 5.2. */
function encoded(opcode, payload) {
  const head = payload.length < 126
    ? Buffer.from([0x80 | opcode, payload.length])
    : Buffer.from([0x80 | opcode, 126, payload.length >> 8, payload.length & 255]);
  return Buffer.concat([head, payload]);
}

/** Frames from a client: masked, and not in pieces. */
function decodeFrames(socket, receive) {
  let rest = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const long = (rest[1] & 127) === 126;
      const start = long ? 8 : 6;
      if (rest.length < start) {
        return;
      }
      const length = long ? rest.readUInt16BE(2) : rest[1] & 127;
      if (rest.length < start + length) {
        return;
      }
      const mask = rest.subarray(start - 4, start);
      const payload = Buffer.from(rest.subarray(start, start + length).map((byte, i) => byte ^ mask[i % 4]));
      const opcode = rest[0] & 15;
      rest = rest.subarray(start + length);
      receive(opcode, payload);
    }
  });
}
