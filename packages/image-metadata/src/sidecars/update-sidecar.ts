/** A person's remarks on a picture. */
export interface SidecarChanges {
  readonly favourite?: boolean
  readonly tags?: readonly string[]
}

// A number written with exactly these digits; not in TypeScript's library yet.
const rawJson: (digits: string) => unknown = Reflect.get(JSON, 'rawJSON')

/**
 * The new text of an image's JSON sidecar. Every other key stays as it was, including integers of any length. Without
 * text, or with text that is not a JSON object, the result is a new `darkroom/1` sidecar that says nothing about how
 * the picture was made; unreadable text, such as JSON with a comma too many, stays in it as `unreadable`.
 */
export function updateSidecar(
  text: string | undefined,
  { favourite, tags }: SidecarChanges,
): string {
  const known = text === undefined ? undefined : parseKeepingNumbers(text)
  const changed = {
    ...(known ?? { schema: 'darkroom/1', ...unreadable(text) }),
    ...(favourite === undefined ? {} : { favourite }),
    ...(tags === undefined ? {} : { tags: [...new Set(tags)] }),
  }
  return `${JSON.stringify(changed, undefined, 2)}\n`
}

function unreadable(text = ''): { unreadable?: string } {
  return /^\s*(?:null|\{\s*\})?\s*$/.test(text) ? {} : { unreadable: text }
}

function parseKeepingNumbers(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''), keepNumber)
    return isPlainObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isPlainObject(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length > 0
  )
}

function keepNumber(_key: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' && context?.source !== undefined
    ? rawJson(context.source)
    : value
}
