import type { SequencePart } from '../job/job-view.ts'

type Told = Pick<SequencePart, 'description' | 'shotType'>

export interface ChangedPrompt {
  readonly before: string
  readonly now: string
  /** What every prompt of the story begins with. */
  readonly prefix: string
}

/**
 * What is told of a frame whose prompt was changed: the former description tells of another picture, so the prompt
 * itself takes its place, without what all frames share. A shot type stays unless only the former prompt speaks of it.
 */
export function describeChanged(
  { description, shotType }: Told,
  { before, now, prefix }: ChangedPrompt,
): Told {
  if (now.trim() === before.trim()) return { description, shotType }
  const isGone = mentions(before, shotType) && !mentions(now, shotType)
  return { description: ownPart(now, prefix), shotType: isGone ? '' : shotType }
}

const mentions = (text: string, words: string): boolean =>
  words !== '' && text.toLowerCase().includes(words.toLowerCase())

function ownPart(prompt: string, prefix: string): string {
  const rest = prefix !== '' && prompt.startsWith(prefix) ? prompt.slice(prefix.length) : prompt
  return rest.replace(/^[\s,.;]+/, '').trim() || prompt
}
