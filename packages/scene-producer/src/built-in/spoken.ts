const speech = /["“„«][^"“”„«»]*["”“»]/g

const hasWords = (text: string): boolean => /\p{L}{2}/u.test(text)

/** Whether a text is only direct speech. */
export const isOnlySpoken = (text: string): boolean =>
  /["“”„«»]/.test(text) && !hasWords(text.replaceAll(speech, ''))

const saying =
  'said|says|asked|asks|shouted|shouts|whispered|whispers|cried|cries|yelled|yells|called|calls|replied|replies|answered|answers|screamed|screams|murmured|murmurs|laughed|laughs|growled|growls|roared|roars'
const inverted = new RegExp(`^(${saying}) (.+)$`, 'i')

/** Replaces speech, which image models would letter, by its speaker: `"Run!" shouted Lena` → "Lena shouted". */
export function withoutSpeech(text: string): string {
  if (!/["“„«]/.test(text)) return text
  const left = text
    .replaceAll(speech, ' ')
    .replaceAll(/\s+([,.;:!?])/g, '$1')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[\s,.;:!?]+|[\s,;:]+$/g, '')
  if (!hasWords(left)) return text
  return left.replace(/[.!?]+$/, '').replace(inverted, '$2 $1')
}
