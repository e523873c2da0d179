/** How a door behaves; the defaults suit everybody. */
export interface OpenAiImagesOptions {
  /** What `dall-e-3` and the like and no model at all mean: any name of `GET /v1/models`. Default: the first model that makes pictures. */
  readonly defaultModel?: string | undefined
  /** The same for edits and variations. Default: `defaultModel`. */
  readonly defaultEditModel?: string | undefined
  /** Bytes of a request. Default 64 MiB. */
  readonly bodyLimit?: number | undefined
  /** Milliseconds until an answer begins whose pictures are not there yet; six times as many for the SDKs, which ask again by themselves. Default 45,000. */
  readonly patience?: number | undefined
  /** Milliseconds between signs of life in an answer that has begun. Default 10,000. */
  readonly heartbeat?: number | undefined
  /** The wall clock in milliseconds. Default: the system's. */
  readonly now?: (() => number) | undefined
}
