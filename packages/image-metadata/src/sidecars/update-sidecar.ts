/** What a person said of a picture. */
export interface SidecarChanges {
  readonly favourite?: boolean
  readonly tags?: readonly string[]
}

// Not in TypeScript's library yet. A number that is written with exactly these digits.
const rawJson: (digits: string) => unknown = Reflect.get(JSON, 'rawJSON')

/**
 * The new text of an image's JSON sidecar. Every other key stays as it was, integers of any length included. From no
 * text, or one that is not a JSON object, a new `darkroom/1` sidecar is made that says nothing of how the picture was;
 * what could not be read, such as JSON with a comma too many, stays in it as `unreadable`.
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
