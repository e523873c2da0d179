import { useId, useRef } from 'react'
import { useAnnounce } from '../../ui/announce.tsx'
import type { FieldRefusal } from '../../ui/problem.ts'
import {
  type Draft,
  type EditedInput,
  editedInputs,
  type Found,
  withEdit,
  withHidden,
  withMoved,
  withoutEdit,
  withPrompt,
} from './draft.ts'
import { problemsOf } from './edit-problems.ts'
import { InputRow } from './input-row.tsx'
import styles from './inputs.module.css'
import { useKeptFocus } from './use-kept-focus.ts'

export interface InputListProps {
  readonly found: Found
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
  readonly problems: readonly FieldRefusal[]
  /** The keys of the rows that are open. */
  readonly open: ReadonlySet<string>
  readonly onOpen: (open: ReadonlySet<string>) => void
}

/** The inputs in the order of the form, then those that it does not show. */
export const InputList = ({ found, draft, onChange, problems, open, onOpen }: InputListProps) => {
  const list = useRef<HTMLDivElement>(null)
  const groupList = useId()
  const announce = useAnnounce()
  const keepFocus = useKeptFocus(list)
  const { shown, hidden } = editedInputs(found, draft)
  const groups = new Set(
    [...shown, ...hidden].flatMap(({ input, edit }) => edit.group ?? input.group ?? []),
  )
  const nameOf = ({ input, edit }: EditedInput) => edit.label?.trim() || input.label
  const move = (row: EditedInput, to: number, way: string) => () => {
    keepFocus(row.input.key, way)
    announce(`${nameOf(row)} is ${to + 1} of ${shown.length}.`)
    onChange(withMoved(draft, found, row.input.key, to))
  }
  const rowOf = (row: EditedInput, index: number) => {
    const { input, isHidden } = row
    const { key } = input
    return (
      <InputRow
        key={key}
        {...{ row, groupList }}
        problems={problemsOf(problems, key)}
        isOpen={open.has(key)}
        onOpenChange={(isOpen) =>
          onOpen(new Set(isOpen ? [...open, key] : [...open].filter((one) => one !== key)))
        }
        onUp={index === 0 ? undefined : move(row, index - 1, 'up')}
        onDown={index === shown.length - 1 ? undefined : move(row, index + 1, 'down')}
        onToggleHidden={() => {
          keepFocus(key, 'hide')
          announce(`${nameOf(row)} is ${isHidden ? 'shown' : 'hidden'}.`)
          onChange(withHidden(draft, row, found))
        }}
        onReset={() => {
          keepFocus(key, 'hide')
          onChange(withoutEdit(draft, key))
        }}
        onChange={(change) => onChange(withEdit(draft, input, change))}
        onPrompt={() => {
          announce(`${nameOf(row)} is the prompt.`)
          onChange(withPrompt(draft, found, input))
        }}
      />
    )
  }
  return (
    <div ref={list} className={styles.lists}>
      <datalist id={groupList}>
        {[...groups].map((group) => (
          <option key={group} value={group} />
        ))}
      </datalist>
      <ul className={styles.rows}>{shown.map(rowOf)}</ul>
      {shown.length === 0 && <p className={styles.quiet}>The form shows none.</p>}
      {hidden.length > 0 && (
        <>
          <h4 className={styles.heading}>Not shown</h4>
          <ul className={styles.rows}>{hidden.map(rowOf)}</ul>
        </>
      )}
    </div>
  )
}
