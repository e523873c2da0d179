export type Values = Readonly<Record<string, string | undefined>>

/** One place that settings come from. */
export interface Layer {
  /** Words for it in a sentence: `the environment`, `.env`, or the path of a file. */
  readonly name: string
  readonly values: Values
  /** Paths of the files that some of the values were read from, by key. */
  readonly secretFiles?: Values
}

export const environmentName = 'the environment'
