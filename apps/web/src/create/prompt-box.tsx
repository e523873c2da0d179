import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { createLaterPart } from '../ui/later-part.tsx'
import { TextArea } from '../ui/text-area.tsx'
import { HistoryButton } from './history-button.tsx'
import { longestPrompt } from './limits.ts'
import styles from './prompt-box.module.css'
import { TemplatesButton } from './templates-button.tsx'
import { usePromptRecall } from './use-prompt-recall.ts'
import { WildcardOffers } from './wildcard-offers.tsx'
import { nameBeingTyped, wildcardsIn, withName } from './wildcards.ts'

const WildcardNotes = createLaterPart(
  async () => (await import('./wildcard-notes.tsx')).WildcardNotes,
)

interface PromptBoxProps {
  readonly value: string
  readonly onChange: (prompt: string) => void
  readonly wildcards: readonly string[]
  readonly error: string | undefined
}

const listId = 'wildcard-offers'
const mostOffers = 8

const matching = (wildcards: readonly string[], typed: string): readonly string[] => {
  const wanted = typed.toLowerCase()
  const found = wildcards.filter((name) => name.toLowerCase().includes(wanted))
  return found
    .toSorted(
      (a, b) =>
        Number(b.toLowerCase().startsWith(wanted)) - Number(a.toLowerCase().startsWith(wanted)),
    )
    .slice(0, mostOffers)
}

/** The prompt, with what was written before, templates and wildcards at hand. */
export const PromptBox = ({ value, onChange, wildcards, error }: PromptBoxProps) => {
  const area = useRef<HTMLTextAreaElement | null>(null)
  const [caret, setCaret] = useState<number>()
  const [chosen, setChosen] = useState(0)
  const recall = usePromptRecall(value, onChange)

  // Only where the focus brings up no keyboard over half of the screen.
  useEffect(() => {
    if (matchMedia('(pointer: fine)').matches) area.current?.focus()
  }, [])

  const typed = caret === undefined ? undefined : nameBeingTyped(value, caret)
  const offers = typed === undefined ? [] : matching(wildcards, typed)

  const take = (name: string) => {
    if (caret === undefined) return
    const next = withName({ prompt: value, caret }, name)
    flushSync(() => onChange(next.prompt))
    area.current?.focus()
    area.current?.setSelectionRange(next.caret, next.caret)
    setCaret(undefined)
  }

  const onOfferKey = (event: KeyboardEvent): void => {
    const name = offers[chosen] ?? offers[0]
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
    if (move !== undefined) setChosen((chosen + move + offers.length) % offers.length)
    else if ((event.key === 'Enter' || event.key === 'Tab') && isPlain && name !== undefined)
      take(name)
    else if (event.key === 'Escape') setCaret(undefined)
    else return
    event.preventDefault()
  }

  return (
    <div className={styles.box}>
      <TextArea
        label="Prompt"
        value={value}
        maxLength={longestPrompt}
        minRows={4}
        maxRows={14}
        placeholder="What do you want to see?"
        error={error}
        areaRef={(element) => {
          area.current = element
        }}
        onChange={(next) => {
          onChange(next)
          setCaret(area.current?.selectionEnd)
          setChosen(0)
        }}
        onBlur={() => setCaret(undefined)}
        onKeyDown={(event) => (offers.length > 0 ? onOfferKey(event) : recall.onKeyDown(event))}
        aria-autocomplete="list"
        aria-controls={offers.length > 0 ? listId : undefined}
        aria-activedescendant={offers.length > 0 ? `${listId}-${chosen}` : undefined}
        action={
          <>
            <HistoryButton onPick={onChange} />
            <TemplatesButton />
          </>
        }
      />
      {offers.length > 0 && (
        <WildcardOffers id={listId} names={offers} chosen={chosen} onTake={take} />
      )}
      {wildcardsIn(value).length > 0 && (
        <WildcardNotes prompt={value} known={wildcards} onChange={onChange} />
      )}
    </div>
  )
}
