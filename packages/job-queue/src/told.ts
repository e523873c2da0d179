import type { Json } from '@darkroom/foundation'

/** Characters of a message to the other processes, each escaped. */
const mostTold = 6_000

/** What is told to other processes, as text; undefined if it is too long. */
export const toTold = (message: Json): string | undefined => {
  // Letters that are no ASCII would be several bytes each, of which a store may take few.
  const text = JSON.stringify(message).replaceAll(
    /[^ -~]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return text.length <= mostTold ? text : undefined
}

/** Whoever may write to the store may tell something else there. */
export const fromTold = (text: string): Json | undefined => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
