import { type KeyboardEvent, useRef } from 'react'
import { readPrompts } from './prompt-history.ts'

/** ArrowUp in an empty box brings back what was sent before, from the last on; ArrowDown leads to the newer, and to nothing. */
export function usePromptRecall(value: string, onChange: (prompt: string) => void) {
  const place = useRef(-1)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    const prompts = readPrompts()
    const isAsItWas = value !== '' && value === prompts[place.current]
    if (value === '') place.current = -1
    else if (!isAsItWas) return
    const next = place.current + (event.key === 'ArrowUp' ? 1 : -1)
    if (next < -1 || next >= prompts.length) return
    event.preventDefault()
    place.current = next
    onChange(prompts[next] ?? '')
  }
  return { onKeyDown }
}
