/** A server that has been silent for so many heartbeats is gone. */
const BEATS = 1.5;

/** How long a server may take to answer when asked whether it is there. */
const ANSWER_MS = 5_000;

/** Notices a server that is gone although its connection is not. */
export class Pulse {
  #on;
  #limitMs = 0;
  #timer;
  #question;
  /** @type {{heard: number, name: string} | null} */
  #transport = null;

  /**
   * @param {object} on
   * @param {() => void} on.ping ask the server whether it is there
   * @param {() => void} on.well it is
   * @param {() => void} on.dead it is not
   */
  constructor(on) {
    this.#on = on;
  }

  /**
   * @param {number} heartbeatMs the server is never silent for longer
   * @param {{heard: number, name: string}} transport
   */
  start(heartbeatMs, transport) {
    this.stop();
    this.#limitMs = heartbeatMs * BEATS;
    this.#transport = transport;
    this.#look();
  }

  stop() {
    clearTimeout(this.#timer);
    clearTimeout(this.#question);
    this.#question = undefined;
    this.#transport = null;
  }

  /** Something came. */
  heard() {
    if (this.#question !== undefined) {
      clearTimeout(this.#question);
      this.#question = undefined;
      this.#on.well();
    }
  }

  /** Asks, where one can ask; a stream that only talks is given the time of a heartbeat. */
  check() {
    if (!this.#transport || this.#question !== undefined) {
      return;
    }
    if (this.#transport.name !== 'websocket') {
      this.#look();
      return;
    }
    this.#question = setTimeout(() => this.#on.dead(), Math.min(ANSWER_MS, this.#limitMs));
    this.#on.ping();
  }

  #look() {
    clearTimeout(this.#timer);
    if (!this.#transport) {
      return;
    }
    const left = this.#transport.heard + this.#limitMs - Date.now();
    if (left <= 0) {
      this.#on.dead();
    } else {
      this.#timer = setTimeout(() => this.#look(), left);
    }
  }
}
