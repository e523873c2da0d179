import type { ZodError } from 'zod'

type Issue = ZodError['issues'][number]
type TypeIssue = Extract<Issue, { code: 'invalid_type' }>
type RangeIssue = Extract<Issue, { code: 'too_small' | 'too_big' }>

const typeNames: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  string: 'text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
}

const typeMessage = ({ expected, message }: TypeIssue): string =>
  message.endsWith('received undefined')
    ? 'is missing'
    : `must be ${typeNames[expected] ?? expected}`

const units: Readonly<Record<string, readonly [one: string, many: string]>> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
}

function rangeMessage(issue: RangeIssue, bound: string, limit: number | bigint): string {
  const unit = units[issue.origin]
  return unit === undefined
    ? `must be ${bound} ${limit}`
    : `must have ${bound} ${limit} ${unit[Number(limit) === 1 ? 0 : 1]}`
}

/**
 * The error of a field, to be read after its name by whoever sent it. Messages of our own schemas begin in lower case
 * and stay; zod's own speak to programmers and are replaced.
 */
export function issueMessage(issue: Issue): string {
  if (/^[a-z]/.test(issue.message)) return issue.message
  switch (issue.code) {
    case 'invalid_type':
      return typeMessage(issue)
    case 'too_small':
      return rangeMessage(
        issue,
        issue.inclusive === false ? 'more than' : 'at least',
        issue.minimum,
      )
    case 'too_big':
      return rangeMessage(issue, issue.inclusive === false ? 'less than' : 'at most', issue.maximum)
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`
    case 'invalid_format':
      return issue.format === 'uuid' ? 'must be a UUID' : 'has the wrong form'
    case 'unrecognized_keys':
      return 'is not a known field'
    case 'custom':
      return issue.message === 'Invalid input' ? 'is not valid' : issue.message
    case 'invalid_element':
    case 'invalid_key':
    case 'invalid_union':
      return 'is not valid'
  }
}
