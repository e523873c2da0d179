/** Plain JSON data. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject

export interface JsonObject {
  readonly [key: string]: Json
}

/** An object that is not an array. Says nothing of what its members are. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isJsonObject = (value: Json | undefined): value is JsonObject => isRecord(value)
