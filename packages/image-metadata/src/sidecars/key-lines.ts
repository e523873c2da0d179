import type { JsonObject } from '@darkroom/foundation'
import { readPlain } from '../dialects/plain.ts'
import type { Findings } from '../findings.ts'

const line =
  /^(Model|Prompt|Negative|Negative prompt|Steps|CFG|Seed|Size|Sampler|Scheduler|Workflow|Generated):[ \t]?(.*)$/i
/** A line of dashes or similar characters. */
const ruler = /^\s*[-=*_#~]{3,}\s*$/
const wholeKeys = /^(?:Model|Prompt|Negative)$/i

/** Parses `Model: …`, `Prompt: …`, `Negative: …`, one key to a line; a prompt may span several lines. */
export function parseKeyLines(text: string): JsonObject | undefined {
  const found = new Map<string, string>()
  let key = ''
  for (const row of text.replaceAll('\r\n', '\n').split('\n')) {
    const match = line.exec(row)
    const name = match?.[1]?.toLowerCase()
    if (name !== undefined && !found.has(name)) {
      key = name
      found.set(name, match?.[2] ?? '')
    } else if (/^(?:prompt|negative)/.test(key) && !ruler.test(row)) {
      found.set(key, `${found.get(key) ?? ''}\n${row}`)
    } else if (key === '' && /[\p{L}\p{N}]/u.test(row)) return undefined
  }
  if (!isKeyLines(found)) return undefined
  return Object.fromEntries([...found].map(([name, value]) => [name, value.trim()]))
}

// Whether the lines are separate keys; A1111's text has a `Steps:` line as well, but with everything on it.
function isKeyLines(found: ReadonlyMap<string, string>): boolean {
  const steps = found.get('steps') ?? ''
  return (
    found.size >= 2 && !steps.includes(',') && [...found.keys()].some((key) => wholeKeys.test(key))
  )
}

export function readKeyLines(object: JsonObject): Findings {
  return { source: 'sidecar', ...readPlain(object) }
}
