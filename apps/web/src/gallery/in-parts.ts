/** Pictures in one request: one plan of the gallery's, done in some tenths of a second. */
export const partSize = 200

export interface PartsDone<Answer> {
  readonly answers: readonly Answer[]
  /** How many ids were sent, and are answered for. */
  readonly count: number
  /** Why it did not go on to the end. */
  readonly error?: unknown
}

interface Options {
  /** Ends it after the part that is on its way. */
  readonly signal: AbortSignal
  /** Called after each part, with how many are done. */
  readonly onProgress: (count: number) => void
}

/** Sends ids in parts, one after the other. What is done stays done: a part that fails ends it, and so does the signal. */
export async function inParts<Answer>(
  ids: readonly string[],
  send: (part: string[]) => Promise<Answer>,
  { signal, onProgress }: Options,
): Promise<PartsDone<Answer>> {
  const answers: Answer[] = []
  let count = 0
  try {
    while (count < ids.length && !signal.aborted) {
      const part = ids.slice(count, count + partSize)
      answers.push(await send(part))
      count += part.length
      onProgress(count)
    }
    return { answers, count }
  } catch (error) {
    return { answers, count, error }
  }
}
