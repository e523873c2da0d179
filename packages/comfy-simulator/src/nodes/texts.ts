import { PyError } from '../python/convert.ts'
import { parseJson } from '../python/parse.ts'
import { str } from '../python/repr.ts'
import { isDict, type PyValue } from '../python/value.ts'
import type { NodeInputs } from './inputs.ts'
import type { NodeResult, NodeRun, NodeSet } from './node.ts'

export const literal = (value: PyValue): NodeResult => ({ outputs: [{ kind: 'LITERAL', value }] })

const ofText = (work: (text: string, inputs: NodeInputs) => PyValue): NodeRun => {
  return (inputs) => literal(work(inputs.text('string'), inputs))
}

/** The regular expression of a node; undefined when the pattern is none. */
const patternOf = (inputs: NodeInputs, flags = ''): RegExp | undefined => {
  const own = [
    inputs.flag('case_insensitive', true) ? 'i' : '',
    inputs.flag('multiline') ? 'm' : '',
    inputs.flag('dotall') ? 's' : '',
  ]
  try {
    // Python writes named groups as (?P<name>…).
    const source = inputs.text('regex_pattern').replaceAll('(?P<', '(?<')
    return new RegExp(source, `u${flags}${own.join('')}`)
  } catch {
    return undefined
  }
}

const extracted = (text: string, inputs: NodeInputs): string => {
  const matches = [...text.matchAll(patternOf(inputs, 'g') ?? /$^/g)]
  const group = inputs.integer('group_index', 1)
  const groups = matches.flatMap((match) => match[group] ?? [])
  switch (inputs.text('mode')) {
    case 'First Match':
      return matches[0]?.[0] ?? ''
    case 'All Matches':
      return matches.map((match) => match[1] ?? match[0]).join('\n')
    case 'First Group':
      return matches[0]?.[group] ?? ''
    default:
      return groups.join('\n')
  }
}

const replaced = (text: string, inputs: NodeInputs): string => {
  const pattern = patternOf(inputs, 'g')
  if (pattern === undefined) throw new PyError('re.error', 'the pattern is no regular expression')
  const most = inputs.integer('count', 0)
  // Python writes \1 and \g<1> for what JavaScript writes as $1.
  const by = inputs
    .text('replace')
    .replaceAll('$', '$$$$')
    .replace(
      /\\g<(\w+)>|\\(\d+)/g,
      (_, name, digits) => `$${digits ?? (/^\d/.test(name) ? name : `<${name}>`)}`,
    )
  let done = 0
  return text.replace(pattern, (match) => {
    done += 1
    return most > 0 && done > most
      ? match
      : match.replace(new RegExp(pattern, pattern.flags.replace('g', '')), by)
  })
}

/** The first object in a text that is JSON. */
const firstObject = (text: string): PyValue => {
  for (let start = text.indexOf('{'); start !== -1; start = text.indexOf('{', start + 1)) {
    for (let end = text.lastIndexOf('}'); end > start; end = text.lastIndexOf('}', end - 1)) {
      try {
        return parseJson(text.slice(start, end + 1))
      } catch {
        // A shorter text may be the object.
      }
    }
  }
  return null
}

const cases: Readonly<Record<string, (text: string) => string>> = {
  UPPERCASE: (text) => text.toUpperCase(),
  lowercase: (text) => text.toLowerCase(),
  Capitalize: (text) => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase(),
  'Title Case': (text) =>
    text.toLowerCase().replace(/\p{L}+/gu, (word) => word.charAt(0).toUpperCase() + word.slice(1)),
}

const trims: Readonly<Record<string, (text: string) => string>> = {
  Both: (text) => text.trim(),
  Left: (text) => text.trimStart(),
  Right: (text) => text.trimEnd(),
}

const comparisons: Readonly<Record<string, (left: string, right: string) => boolean>> = {
  Equal: (left, right) => left === right,
  'Starts With': (left, right) => left.startsWith(right),
  'Ends With': (left, right) => left.endsWith(right),
}

const cased = (inputs: NodeInputs, name: string): string =>
  inputs.flag('case_sensitive', true) ? inputs.text(name) : inputs.text(name).toLowerCase()

/** Stands for a language model: it answers with what it was asked. */
const generate: NodeRun = (inputs) => literal(inputs.text('prompt'))

export const textNodes: NodeSet = {
  StringConcatenate: (inputs) =>
    literal(inputs.text('string_a') + inputs.text('delimiter') + inputs.text('string_b')),
  StringReplace: ofText((text, inputs) =>
    text.replaceAll(inputs.text('find'), () => inputs.text('replace')),
  ),
  StringSubstring: ofText((text, inputs) =>
    [...text].slice(inputs.integer('start'), inputs.integer('end')).join(''),
  ),
  StringLength: ofText((text) => [...text].length),
  StringTrim: ofText((text, inputs) => trims[inputs.text('mode')]?.(text) ?? text),
  StringContains: (inputs) => literal(cased(inputs, 'string').includes(cased(inputs, 'substring'))),
  StringCompare: (inputs) =>
    literal(
      comparisons[inputs.text('mode')]?.(cased(inputs, 'string_a'), cased(inputs, 'string_b')) ??
        false,
    ),
  CaseConverter: ofText((text, inputs) => cases[inputs.text('mode')]?.(text) ?? text),
  RegexMatch: ofText((text, inputs) => patternOf(inputs)?.test(text) ?? false),
  RegexExtract: ofText(extracted),
  RegexReplace: ofText(replaced),
  JsonExtractString: (inputs) => {
    const object = firstObject(inputs.text('json_string'))
    const value = isDict(object) ? object.get(inputs.text('key')) : undefined
    return literal(value === undefined || value === null ? '' : str(value))
  },
  TextGenerate: generate,
  TextGenerateLTX2Prompt: generate,
}
