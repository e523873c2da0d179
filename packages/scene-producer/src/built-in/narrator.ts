import type { Character } from './story.ts'

/** The person who tells a story as "I". */
export const narrator: Character = {
  label: 'the narrator',
  description: 'a person',
  kind: 'person',
  words: ['i', 'me', 'my', 'myself', 'we', 'us', 'our'],
}

/** Whether a story is told by somebody who is in it; what its people say of themselves does not count. */
export function hasNarrator(text: string): boolean {
  const told = text.replaceAll(/["“„«][^"”“»]*["”“»]/g, ' ')
  return (told.match(/\bI\b/g) ?? []).length >= 2
}
