/* The frames of Kinora's live feed, generated from its AsyncAPI document by `npm run types`: change that, not this. */

import type { Hit, Problem } from './api.d.ts';

/** The client's name for a subscription. */
export type SubscriptionId = string;

/** A position in a stream, without meaning to the client. */
export type Token = string;

/** Subscription -> token. */
export type Tokens = Record<string, Token>;

/** Whatever a client may send. */
export type ClientFrame = Subscribe | Unsubscribe | Ack | Ping | TokenFrame;

/** Whatever the server may send. */
export type ServerFrame = Welcome | Subscribed | Item | Gap | HistoryLost | Pong | ErrorFrame | Bye;

export type Subscribe = {
  type: "subscribe";
  id: SubscriptionId;
  stream: "follows" | "channel" | "query" | "trending";
  /** With `channel`: whose videos. */
  channel?: string;
  /** With `query`: all of these words stand in a video that fits. */
  q?: string;
  /** With `query`: a filter as in search. A stream `query` has at least one of `q`, `filter`, `vector`. */
  filter?: string;
  /** With `query`: a video also fits if its video vector is near enough. */
  vector?: {
    /** Finite numbers, not all zero; as many as the encoder's vectors have. */
    values: number[];
    /** The least cosine. */
    threshold: number;
  };
  resume?: Token;
};

export type Unsubscribe = {
  type: "unsubscribe";
  id: SubscriptionId;
};

export type Ack = {
  type: "ack";
  tokens?: Tokens;
};

export type Ping = {
  type: "ping";
  n?: number;
};

export type TokenFrame = {
  type: "token";
  /** The bearer token. */
  token: string;
};

export type Welcome = {
  type: "welcome";
  protocol: "kinora.v1";
  /** Names this connection in the server's log. */
  connection: string;
  /** Whether it belongs to a viewer. */
  signed_in: boolean;
  /** Absent if the token never expires or there is none. */
  token_expires_in_ms?: number;
  /** The server is never silent for longer. */
  heartbeat_ms: number;
  /** The client may be silent for so long. */
  idle_timeout_ms: number;
  /** For how long a token is good, as far as the server can say. */
  resume_window_ms: number;
  limits: {
    /** Of one client frame, uncompressed. */
    frame_bytes: number;
    subscriptions: number;
    /** What may wait to be sent to this client. */
    queue_bytes: number;
    /** Client frames, sustained; bursts of five times as many. */
    frames_per_second: number;
  };
};

export type Subscribed = {
  type: "subscribed";
  subscription: SubscriptionId;
  token: Token;
  /** Whether `resume` was given and holds. */
  resumed: boolean;
};

export type Item = {
  type: "item";
  subscription: SubscriptionId;
  token: Token;
  /** When the log took it. */
  at: string;
  /** Null only for a row of `trending` that is empty now. */
  hit: Hit | null;
  /** `trending` only: the row. */
  rank?: number;
  /** `trending` only: where the video was before; null if nowhere. */
  previous_rank?: number | null;
};

export type Gap = {
  type: "gap";
  subscription: SubscriptionId;
  /** Everything up to here was delivered. */
  from: Token;
  /** The position now. */
  to: Token;
  /** `slow`: the client did not keep up; `too_many`: more than one resume brings. */
  reason: "slow" | "too_many";
  /** Items left out, where known. */
  count?: number;
};

export type HistoryLost = {
  type: "history_lost";
  subscription: SubscriptionId;
  /** Where it goes on. */
  token: Token;
  /** `retention`: too old; `replaced`: the log is another one. */
  reason: "retention" | "replaced";
};

export type Pong = {
  type: "pong";
  /** Of the ping; absent in the heartbeat. */
  n?: number;
  tokens?: Tokens;
};

export type ErrorFrame = {
  type: "error";
  /** There is no such subscription (any more). */
  subscription?: SubscriptionId;
  problem: Problem;
  /** After which the same may succeed. */
  retry_after_ms?: number;
};

export type Bye = {
  type: "bye";
  code: "going_away" | "silent" | "slow" | "too_many" | "internal" | "unauthenticated" | "malformed" | "too_large";
  /** Connect again no earlier than this. */
  retry_after_ms?: number;
  /** For people. */
  detail?: string;
};
