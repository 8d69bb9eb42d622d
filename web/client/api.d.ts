/* The types of Kinora's HTTP API, generated from its OpenAPI document by `npm run types`: change that, not this. */

export type VideoId = string;

export type Words = string;

export type Typed = string;

/** `text`: the inverted index only; `semantic`: text vectors only; `visual`: frame and video vectors only; `hybrid`: all of them. */
export type Mode = "hybrid" | "text" | "semantic" | "visual";

export type PageSize = number;

export type Cursor = string;

/** Terms `field:value`, `field:[low TO high]`, `field:>=value`, joined by AND, OR, NOT and parentheses. */
export type FilterText = string;

/** Up to 50 values a field, the most frequent first, equals by value. `duration_s` and `published_at` are counted in ranges, each written so that `field:KEY` is the filter for it: under 1 minute, 1 to 4, 4 to 20, 20 to 60, longer; since yesterday, the past week, month and year (each with those before it), older. Dates begin at midnight UTC. */
export type FacetFields = ("channel" | "tag" | "language" | "category" | "license" | "duration_s" | "published_at")[];

/** Those of the facets for whose counts the conditions of `filter` on that field alone, joined to the rest by AND, do not hold: what one would find with another value chosen. */
export type DisjunctiveFields = ("channel" | "tag" | "language" | "category" | "license" | "duration_s" | "published_at")[];

/** 0: best first; 1: as unlike as can be. Reorders the first 100 hits by maximal marginal relevance over the videos' vectors; with `sort: relevance` only. */
export type Diversity = number;

export type MaxPerChannel = number;

export type Sort = "relevance" | "newest" | "most_viewed";

export type LanguageTag = string;

export type FusionMethod = "weighted" | "rrf";

export type Weight = number;

export type Collapse = "duplicates" | "channel" | "none";

export type Help = "auto" | "off";

export type DeadlineMs = number;

/** Empty means all. */
export type HitFields = ("id" | "title" | "description" | "channel" | "tags" | "language" | "category" | "published_at" | "duration_s" | "views" | "likes" | "license" | "thumbnail_url" | "media_url" | "highlights" | "moment" | "moments" | "duplicates" | "found_by" | "score" | "explain")[];

/** Finite numbers, not all zero; as many as the encoder's vectors have. */
export type VectorValues = number[];

export type SearchRequest = {
  q?: Words;
  mode?: Mode;
  limit?: PageSize;
  cursor?: Cursor;
  filter?: FilterText;
  facets?: FacetFields;
  disjunctive?: DisjunctiveFields;
  sort?: Sort;
  /** A query vector that the client computed itself, used in place of the encoder. */
  vector?: {
    field: "text" | "video" | "frame";
    values: VectorValues;
  };
  lang?: LanguageTag;
  /** How ranked lists are merged; weights left out keep the configured value. */
  fusion?: {
    method: FusionMethod;
    weights?: {
      lexical?: Weight;
      semantic?: Weight;
      frame?: Weight;
      video?: Weight;
    };
  };
  collapse?: Collapse;
  diversity?: Diversity;
  max_per_channel?: MaxPerChannel;
  deadline_ms?: DeadlineMs;
  explain?: boolean;
  fields?: HitFields;
  spelling?: Help;
  entities?: Help;
};

export type ImageSearch = {
  /** JPEG, PNG, WebP (not animated) or GIF (its first picture), up to 10 MB. */
  image: string;
  /** The part that is meant: `x,y,width,height` in pixels of the upright picture, at least 8 by 8. */
  crop?: string;
  q?: Words;
  limit?: PageSize;
  filter?: FilterText;
  fields?: HitFields;
  explain?: boolean;
};

export type SearchResponse = {
  /** The query as understood. */
  query: {
    normalised?: string;
    language?: string;
    /** What may have been meant, where a word of the query stands in no video or next to nothing was found. */
    spelling?: {
      text: string;
      /** Whether that was searched for in place of what was typed. */
      applied: boolean;
    };
    /** The channels and tags that are mentioned, in order. */
    entities?: Entity[];
    /** What kind of videos the query is after; absent where that is unclear or the words were not encoded. */
    category?: {
      name: string;
      confidence: number;
    };
    /** How often it is asked: by many, by some, hardly ever. */
    class?: "head" | "torso" | "tail";
  };
  hits: Hit[];
  /** Field -> value -> how many of all videos that match, also of those that `collapse` hides. */
  facets?: Record<string, Record<string, number>>;
  /** The facets whose counts may be too low. Absent if all are exact. */
  facets_at_least?: string[];
  total: {
    value?: number;
    relation?: "exact" | "at_least";
  };
  next_cursor?: string | null;
  took_ms: number;
  stages: ({
    name?: string;
    ms?: number;
    /** Candidates that went in. */
    in?: number;
    /** Candidates that came out. */
    out?: number;
  })[];
  /** False, or what is missing and why. */
  partial: false | string[];
  /** To be sent back with events. */
  query_id: string;
};

export type Suggestions = {
  suggestions: Suggestion[];
  took_ms: number;
  /** `false`, or what is missing and why. */
  partial: false | string[];
};

export type Suggestion = {
  /** As its publisher wrote it. Texts that differ only in case */
  text: string;
  type: "title" | "channel" | "tag" | "query";
  /** Of the video, for a title. */
  id?: string;
  /** The text HTML-escaped, the typed part in `<em>`. */
  highlight: string;
  /** Above 2: as typed; above 1: one typing error; else two. */
  score: number;
};

export type Entity = {
  type: "channel" | "tag" | "person";
  /** The channel or tag as videos have it. */
  id: string;
  /** The mention. */
  text: string;
  /** Where it begins: in `spelling.text` if that was applied, else in `normalised`, in UTF-16 units. */
  start: number;
  /** Past its last character. */
  end: number;
  /** How likely it is meant. */
  score: number;
};

/** Fields that a video does not have are left out. */
export type Hit = {
  id?: string;
  title?: string;
  description?: string;
  channel?: string;
  tags?: string[];
  language?: string;
  category?: string;
  published_at?: string;
  duration_s?: number;
  views?: number;
  likes?: number;
  license?: string;
  thumbnail_url?: string;
  /** Where it plays; absent without a file. */
  media_url?: string;
  /** Field -> fragments; matching words in <em>, all else HTML-escaped. */
  highlights?: Record<string, string[]>;
  /** The best frame, where the hit was found by sight. */
  moment?: {
    timestamp_ms?: number;
    thumbnail_url?: string;
    score?: number;
  };
  /** The best frames, where the hit was found by sight, the best first and at least a second apart; the first is `moment`. */
  moments?: ({
    timestamp_ms?: number;
    /** The picture nearest in time. */
    thumbnail_url?: string;
    /** How well it fits, -1 to 1. */
    score?: number;
  })[];
  /** Ids of videos that show the same, not shown because this one is; absent if there are none. */
  duplicates?: string[];
  found_by?: ("lexical" | "semantic" | "frame" | "video")[];
  score?: number;
  explain?: Explanation;
};

export type Trending = {
  window: "1h" | "24h" | "7d";
  /** What was reported until then is counted. */
  as_of: string;
  hits: (Hit & {
    /** A number may be missing: of a video that went away just now. */
    rank: number;
    /** Five minutes (`1h`), an hour (`24h`), a day (`7d`) before; absent if it was not among the best hundred. */
    previous_rank?: number;
  })[];
};

export type OnlineMetrics = {
  /** What was reported until then is counted. */
  as_of: string;
  age_ms: number;
  /** What this node's part of the counting does: `running`, `rebalancing`, ...; `none` if it has none. */
  job: string;
  /** Videos, channels and queries whose counts this node holds. */
  things: number;
  /** What is wrong just now; empty if nothing is. */
  trouble: string;
  /** `1h`, `24h`, `7d`, `90d`, `all`. */
  windows: Record<string, OnlineFigures>;
  series: {
    window: string;
    step_s: number;
    /** Oldest first, each with `from`. */
    points: OnlineFigures[];
  };
};

/** Rates are 0 where there is nothing to take them of. */
export type OnlineFigures = {
  /** When the bucket begins; in a series only. */
  from?: string;
  /** Different ones, estimated; not in a series. */
  viewers?: number;
  events?: number;
  /** Events that came again and were not counted. */
  repeats?: number;
  impressions?: number;
  clicks?: number;
  views?: number;
  watch_ms?: number;
  searches?: number;
  /** A session ends with half an hour without an event. */
  sessions?: number;
  /** Clicks out of impressions. */
  ctr?: number;
  /** Views that reached nine tenths of the video, of videos whose length is known. */
  completion_rate?: number;
  /** Sessions in which something was played for half a minute or to its end, liked, shared, commented, or followed. */
  success_rate?: number;
  queries_per_session?: number;
  /** Searches out of whose answer a video was chosen. */
  clicked_search_rate?: number;
  /** From a search to the first choice: the mean. */
  first_click_ms?: number;
  /** The upper end of the class in which the median lies: 1, 2, 4 ... 64 s. */
  first_click_median_ms?: number;
};

/** A number and how it came to be. A node without details is a number as given. Where the description ends with `FUNCTION of:`, the value is that function of the details' values (sum, product, max, difference, scale...; see docs/search.md). The root is the position of the hit. */
export type Explanation = {
  value?: number;
  description?: string;
  details?: Explanation[];
};

export type VideoInput = {
  id?: VideoId;
  title: string;
  description?: string;
  channel?: string;
  tags?: string[];
  language?: LanguageTag;
  published_at?: Time;
  /** As the publisher knows it; an uploaded file's own overrides it. */
  duration_s?: number;
  category?: string;
  transcript?: string;
  views?: Count;
  likes?: Count;
  license?: string;
  /** The publisher's own vectors, used instead of the encoders'. */
  vectors?: {
    text?: VectorValues;
    video?: VectorValues;
  };
  /** The publisher's own frame vectors, ascending in time. */
  frames?: FrameInput[];
};

export type VideoPatch = {
  title?: string;
  description?: string | null;
  channel?: string | null;
  tags?: string[] | null;
  language?: string | null;
  published_at?: string | null;
  duration_s?: number | null;
  category?: string | null;
  transcript?: string | null;
  views?: number | null;
  likes?: number | null;
  license?: string | null;
  vectors?: {
    text?: number[] | null;
    video?: number[] | null;
  } | null;
  frames?: FrameInput[] | null;
};

export type FrameInput = {
  timestamp_ms: number;
  vector: VectorValues;
};

export type Time = string;

export type Count = number;

export type BulkOperation = {
  /** As the body of `PUT`, with the id and, optionally, `if_version`. */
  put?: {
    id: VideoId;
    if_version?: IfVersion;
  };
  /** As the body of `PATCH`, with the id and, optionally, `if_version`. */
  patch?: {
    id: VideoId;
    if_version?: IfVersion;
  };
  delete?: {
    id: VideoId;
    if_version?: IfVersion;
  };
};

export type IfVersion = number;

export type BulkAnswer = {
  /** Number of the line, from 1. */
  line?: number;
  id?: string;
  status?: 200 | 202;
  version?: number;
};

/** Fields that a video does not have are left out. The transcript and the vectors are there if asked for. */
export type Video = {
  id: string;
  version: number;
  title: string;
  description?: string;
  channel?: string;
  tags?: string[];
  language?: string;
  published_at?: string;
  duration_s?: number;
  category?: string;
  transcript?: string;
  views?: number;
  likes?: number;
  license?: string;
  created_at: string;
  updated_at: string;
  visible_version?: number;
  status: StatusWord;
  percent?: number;
  reason?: string;
  media_url?: string;
  /** The oldest of the videos that show the same, where this is another. */
  duplicates_of?: string;
  /** Other videos that show the same, oldest first, 100 at most; absent if there are none. */
  duplicates?: string[];
  media?: {
    bytes?: number;
    container?: string;
    codec?: string;
    width?: number;
    height?: number;
    duration_ms?: number;
    frames_per_second?: number;
    has_audio?: boolean;
  };
  vectors?: {
    text?: number[];
    video?: number[];
  };
  frames?: ({
    timestamp_ms?: number;
    thumbnail_url?: string;
    vector?: number[];
  })[];
};

export type StatusWord = "received" | "decoding" | "embedding" | "searchable" | "failed";

export type VideoStatus = {
  id: string;
  version: number;
  /** The version that searches see; 0 if none yet. */
  visible_version: number;
  status: StatusWord;
  /** Of the decoding. */
  percent?: number;
  /** Why it failed. */
  reason?: string;
};

export type WriteAnswer = {
  id: string;
  version: number;
  created: boolean;
  /** Whether searches were seen to have it. */
  searchable: boolean;
  /** With `wait=searchable`: that patience ran out. */
  warning?: string;
};

export type Id = string;

/** What belongs to a type: `impression`, `like`, `unlike`, `share`, `comment`, `hide`, `report`: `video_id`, and `query_id` and `position` where it was found by a search; `click`: all three; `watch`: `video_id`, `watch_ms`, and those two likewise; `follow`, `unfollow`: `channel_id`; `search`: `query`, `query_id`. */
export type Event = {
  /** Made by the client, e.g. a UUID; the same when the event is sent again. */
  event_id: Id;
  type: "impression" | "click" | "watch" | "like" | "unlike" | "share" | "comment" | "follow" | "unfollow" | "hide" | "report" | "search";
  video_id?: VideoId;
  /** As `channel` of a video has it. */
  channel_id?: string;
  /** Of the answer that the video was found in. */
  query_id?: Id;
  /** The words that were searched for. */
  query?: string;
  /** Of the video in that answer, 1 for the first. */
  position?: number;
  /** How long it was played, in this playback; at most 1.5 times the video's length. Sent once, when the playback ends or is left. */
  watch_ms?: number;
  /** When it happened; by default when it came in. Within the past 24 hours, and no more than 5 minutes ahead. */
  at?: Time;
};

export type Events = Event[];

export type EventBatch = Event | Events | {
  /** In place of the header `Authorization`. */
  token?: string;
  /** In place of the header `Kinora-Session`. */
  session?: string;
  events: Events;
};

export type EventReceipt = {
  accepted: number;
  refused: ({
    /** Of the event in the request, from 0. */
    index: number;
    problem: Problem;
  })[];
};

export type Me = {
  signed_in: boolean;
  follows: ({
    channel_id: string;
    since: Time;
  })[];
  /** Ids of videos. */
  liked: string[];
  /** Ids of videos. */
  hidden: string[];
};

export type History = {
  watched: ({
    video_id: string;
    at: Time;
    watch_ms: number;
    title?: string;
    channel?: string;
  })[];
  next_cursor: string | null;
};

export type About = {
  version?: string;
  anonymous_search?: boolean;
  text_encoder?: string;
  sight_model?: {
    name?: string;
    /** What to expect of it, for people. */
    note?: string;
  };
};

export type Nodes = {
  nodes?: ({
    /** the same after a restart */
    id?: string;
    /** where it answers HTTP; empty if it does not */
    url?: string;
    /** the node that answers */
    self?: boolean;
    roles?: string[];
    version?: string;
    started_at?: string;
    /** how long it has said nothing; nodes speak every second */
    silent_ms?: number;
    /** the clients of its live feed */
    live?: {
      sockets?: number;
      subscriptions?: number;
      /** distinct standing queries */
      queries?: number;
      /** what waits to be sent */
      queued_bytes?: number;
      /** how often a client was told of a gap, since the node started */
      gaps?: number;
      /** what it has not told yet of what is new, in records; -1 if unknown */
      behind?: number;
    };
    replicas?: Replica[];
  })[];
};

export type Shards = {
  /** the build of the index that is searched, and that is told of here */
  generation?: number;
  wanted_replicas?: number;
  shards?: ({
    shard?: number;
    /** all wanted replicas serve (as many as there are nodes for), some, or none; those of a node that has been silent for 2.5 s do not count */
    health?: "whole" | "reduced" | "missing";
    replicas?: Replica[];
  })[];
};

export type Generation = {
  generation: number;
  /** `active` is searched; `previous` was before */
  state: "building" | "active" | "previous";
  text_encoder: string;
  sight_encoder: string;
  language: string;
  switch: "when_whole" | "by_hand";
  begun_at: string;
  /** when it was last begun to be searched */
  switched_at?: string;
  /** what is still lacking before it can be searched; for people */
  waits_for?: string[];
  /** videos in it */
  videos?: number;
  /** videos that wait for an encoder of any build */
  to_embed?: number;
  /** videos that could not be embedded */
  failed?: number;
};

export type Replica = {
  generation?: number;
  shard?: number;
  node?: string;
  url?: string;
  state?: "opening" | "catching_up" | "serving" | "leaving";
  /** log records not yet applied; -1 if unknown */
  behind?: number;
  videos?: number;
  frames?: number;
  /** on disk */
  bytes?: number;
  /** what is wrong; empty if nothing */
  trouble?: string;
};

export type Readiness = {
  ready?: boolean;
  parts?: ({
    name?: string;
    up?: boolean;
    needed?: boolean;
    detail?: string;
  })[];
};

/** A position in a stream, without meaning to the client. */
export type LiveToken = string;

/** RFC 9457. */
export type Problem = {
  /** Stable name of the kind of problem. */
  type: string;
  title: string;
  status: number;
  /** What was wrong, the value, and what is allowed. */
  detail?: string;
  /** Dotted path of the field, e.g. `frames[3].timestamp_ms`. */
  field?: string;
  /** Where in the filter, from 0. */
  position?: number;
  /** Which line of a bulk request, from 1. */
  line?: number;
  current_version?: number;
  request_id: string;
};

export type SearchByQueryQuery = {
  /** The words. Empty browses what the filter lets through. */
  q?: Words;
  /** Which retrievers answer. */
  mode?: Mode;
  /** Hits on a page. */
  limit?: PageSize;
  /** `next_cursor` of the page before. */
  cursor?: Cursor;
  /** Only videos that match this. */
  filter?: FilterText;
  /** Fields to count, comma-separated. */
  facets?: FacetFields;
  /** Facets counted without the filter's own conditions on the field, comma-separated. */
  disjunctive?: DisjunctiveFields;
  /** The order of hits. */
  sort?: Sort;
  /** Language of the query. */
  lang?: LanguageTag;
  /** How ranked lists are merged; the configured weights. */
  fusion?: FusionMethod;
  /** What is shown once: videos that show the same (found by comparing their frames), a channel, or nothing. */
  collapse?: Collapse;
  /** How unlike one another the first hits are to be. */
  diversity?: Diversity;
  /** How many hits a channel may have; any number by default. */
  max_per_channel?: MaxPerChannel;
  /** Whether misspelt words may be corrected. */
  spelling?: Help;
  /** Whether mentions of channels and tags are linked, and channels mentioned come first among equals. */
  entities?: Help;
  /** The budget. */
  deadline_ms?: DeadlineMs;
  /** Account for every score. */
  explain?: boolean;
  /** Which fields of a hit to return, comma-separated. */
  fields?: HitFields;
};

export type SuggestQuery = {
  /** What has been typed so far. Nothing is offered for blanks and marks alone. */
  q: Typed;
  /** How many at the most. */
  limit?: number;
  /** Only what videos have that match this. */
  filter?: FilterText;
  /** Videos in this language come a little sooner. */
  lang?: LanguageTag;
};

export type LiveEventsQuery = {
  /** What to hear of. */
  stream: "follows" | "channel" | "query" | "trending";
  /** With stream `channel`: whose videos. */
  channel?: string;
  /** With stream `query`: all of these words stand in a video that fits. */
  q?: string;
  /** With stream `query`: only what videos have that match this. */
  filter?: FilterText;
  /** A token; go on after this. */
  resume?: LiveToken;
  /** The client's name for the subscription. */
  id?: string;
};

export type BulkWriteQuery = {
  /** `searchable`: answer 200 once searches see the write, or 202 with a `warning` after a bounded patience (10 s). */
  wait?: "searchable";
};

export type GetVideoQuery = {
  /** What to add that is left out otherwise. */
  include?: ("vectors" | "transcript")[];
};

export type PutVideoQuery = {
  /** `searchable`: answer 200 once searches see the write, or 202 with a `warning` after a bounded patience (10 s). */
  wait?: "searchable";
};

export type PatchVideoQuery = {
  /** `searchable`: answer 200 once searches see the write, or 202 with a `warning` after a bounded patience (10 s). */
  wait?: "searchable";
};

export type DeleteVideoQuery = {
  /** `searchable`: answer 200 once searches see the write, or 202 with a `warning` after a bounded patience (10 s). */
  wait?: "searchable";
};

export type SimilarVideosQuery = {
  /** Hits. */
  limit?: PageSize;
  /** Only videos that match this. */
  filter?: FilterText;
  /** Which fields of a hit to return, comma-separated. */
  fields?: HitFields;
};

export type UploadMediaQuery = {
  /** `searchable`: answer 200 once searches see the write, or 202 with a `warning` after a bounded patience (10 s). */
  wait?: "searchable";
};

export type GetFeedQuery = {
  /** Videos on a page. */
  limit?: PageSize;
  /** `next_cursor` of the page before. */
  cursor?: Cursor;
};

export type GetHistoryQuery = {
  /** Videos on a page. */
  limit?: number;
  /** `next_cursor` of the page before. */
  cursor?: Cursor;
};

export type TrendingQuery = {
  /** How far back it looks. */
  window?: "1h" | "24h" | "7d";
  limit?: number;
};

export type OnlineMetricsQuery = {
  /** Of the series. */
  window?: "1h" | "24h" | "7d" | "90d";
};
