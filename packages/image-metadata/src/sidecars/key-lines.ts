import { readPlain } from '../dialects/plain.ts'
import type { Findings } from '../findings.ts'
import type { JsonObject } from '../json.ts'

const line =
  /^(Model|Prompt|Negative|Negative prompt|Steps|CFG|Seed|Size|Sampler|Scheduler|Workflow|Generated):[ \t]?(.*)$/i
const wholeKeys = /^(?:Model|Prompt|Negative)$/i

/** `Model: …`, `Prompt: …`, `Negative: …`, one key to a line; a prompt may go on over several lines. */
export function parseKeyLines(text: string): JsonObject | undefined {
  const found = new Map<string, string>()
  let key: string | undefined
  for (const row of text.replaceAll('\r\n', '\n').split('\n')) {
    const match = line.exec(row)
    const name = match?.[1]?.toLowerCase()
    if (name !== undefined && !found.has(name)) {
      key = name
      found.set(name, match?.[2] ?? '')
    } else if (key !== undefined) found.set(key, `${found.get(key) ?? ''}\n${row}`)
    else if (row.trim() !== '') return undefined
  }
  return isKeyLines(found)
    ? Object.fromEntries([...found].map(([name, value]) => [name, value.trim()]))
    : undefined
}

// A1111's text has a `Steps:` line as well, but with everything on it.
function isKeyLines(found: ReadonlyMap<string, string>): boolean {
  const steps = found.get('steps') ?? ''
  return (
    found.size >= 2 && !steps.includes(',') && [...found.keys()].some((key) => wholeKeys.test(key))
  )
}

export function readKeyLines(object: JsonObject): Findings {
  return { source: 'sidecar', ...readPlain(object) }
}
