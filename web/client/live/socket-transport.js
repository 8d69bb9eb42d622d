import { Ended } from './ended.js';

/** Frames over a WebSocket. The token goes in a frame, never in an address. */
export class SocketTransport {
  name = /** @type {const} */ ('websocket');
  #socket;
  #handlers;
  #heard = Date.now();

  static available() {
    return typeof globalThis.WebSocket === 'function';
  }

  /**
   * @param {URL} base the server's
   * @param {string | null} _token sent as a frame by whoever opens this
   * @param {import('./ended.js').Handlers} handlers
   */
  constructor(base, _token, handlers) {
    const url = new URL('v1/live', base);
    url.protocol = url.protocol.replace('http', 'ws');
    this.#handlers = handlers;
    const socket = new WebSocket(url, 'kinora.v1');
    this.#socket = socket;
    socket.onopen = () => handlers.opened();
    socket.onmessage = ({ data }) => {
      this.#heard = Date.now();
      const frame = parsed(data);
      if (frame) {
        handlers.frame(frame);
      }
    };
    socket.onerror = () => {
      // Node tells of a socket that could not be opened this way only.
      if (socket.readyState !== WebSocket.OPEN) {
        this.#end(new Ended({}));
      }
    };
    socket.onclose = ({ code }) => this.#end(new Ended({ closeCode: code }));
  }

  /** When something came last, in milliseconds since 1970. */
  get heard() {
    return this.#heard;
  }

  /** @param {import('../frames.d.ts').ClientFrame} frame */
  send(frame) {
    if (this.#socket.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify(frame));
    }
  }

  /** Ends it now: a server that is gone would never answer a close. */
  close() {
    this.#end(null);
    this.#socket.close(1000);
  }

  #end(ended) {
    const { ended: told } = this.#handlers;
    const socket = this.#socket;
    socket.onopen = socket.onmessage = socket.onerror = socket.onclose = null;
    if (ended) {
      told(ended);
    }
  }
}

function parsed(data) {
  try {
    const frame = JSON.parse(data);
    return typeof frame?.type === 'string' ? frame : null;
  } catch {
    return null;
  }
}
