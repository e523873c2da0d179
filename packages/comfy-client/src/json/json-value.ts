/** JSON values. An integer beyond ±(2^53 − 1) is read as `bigint`, and a `bigint` is written with every digit. */
export type JsonValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue }

export type JsonObject = { readonly [key: string]: JsonValue }
