import { jsonrepair } from 'jsonrepair'

/**
 * Finds the JSON in what a language model or a program wrote: without what it thought aloud, out of its code fence or
 * the sentences around it; broken JSON is repaired where that is possible. Undefined when there is none.
 */
export function readJson(text: string): unknown {
  const said = text
    .replace(/^\uFEFF/, '')
    .replaceAll(/<think(?:ing)?>[\s\S]*?<\/think(?:ing)?>/g, '')
  for (const candidate of candidates(said)) {
    const value = parsed(candidate) ?? parsed(repaired(candidate))
    if (typeof value === 'object' && value !== null) return value
  }
  return undefined
}

function candidates(text: string): readonly string[] {
  const fenced = /```(?:\w+)?\s*\n([\s\S]*?)(?:\n```|$)/.exec(text)?.[1]
  const first = text.search(/[{[]/)
  if (first === -1) return []
  const last = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'))
  const between = text.slice(first, last + 1)
  return [text, fenced ?? '', between, text.slice(first)].filter((one) => /[{[]/.test(one))
}

function parsed(text: string | undefined): unknown {
  if (text === undefined) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** jsonrepair makes a text of anything, so only what begins as JSON is given to it. */
function repaired(text: string): string | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined
  try {
    return jsonrepair(text)
  } catch {
    return undefined
  }
}
