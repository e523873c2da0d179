import { useState } from 'react'
import { useStore } from '../api/store.ts'
import { useWildcards } from '../api/templates.ts'
import { problemOf } from '../ui/problem.ts'
import type { Draft } from './draft.ts'
import { changeDraft, draft as draftStore } from './draft-store.ts'
import { sizeOf, sizeOfModel } from './model-settings.ts'
import { rememberPrompt } from './prompt-history.ts'
import { errorsByField, setAt } from './set-at.ts'
import { toPress } from './to-request.ts'
import { useChosenModel } from './use-chosen-model.ts'
import { useGenerate } from './use-generate.ts'

const noNames: readonly string[] = []

/** The form: what is in it, what is wrong with it, and the press of its button. */
export function useCreate({ onAccepted }: { readonly onAccepted: () => void }) {
  const draft = useStore(draftStore)
  const chosen = useChosenModel(draft.model)
  const wildcards = useWildcards().data?.wildcards ?? noNames
  const sending = useGenerate(onAccepted)
  const [isEmpty, setEmpty] = useState(false)
  const [taken, setTaken] = useState<Readonly<Record<string, string>>>({})

  const refused = sending.problem === undefined ? [] : (problemOf(sending.problem).errors ?? [])
  const left = refused.filter(({ path }) => taken[path] === undefined)

  const change = (next: Partial<Draft>): void => {
    if (next.prompt !== undefined) setEmpty(false)
    changeDraft(next)
  }

  const generate = (): void => {
    setTaken({})
    if (draft.prompt.trim() === '') {
      setEmpty(true)
      return
    }
    if (chosen.filename === undefined) return
    rememberPrompt(draft.prompt)
    const { details } = chosen
    sending.generate({
      press: toPress(draft, { model: chosen.filename, details }),
      size: sizeOf(draft, sizeOfModel(details)),
    })
  }

  return {
    draft,
    chosen,
    wildcards,
    change,
    generate,
    sending,
    taken,
    take: (path: string, name: string): void => {
      draftStore.set(setAt(draft, { path, name, wildcards }))
      setTaken({ ...taken, [path]: name })
    },
    errors: {
      ...errorsByField(left),
      ...(isEmpty && { prompt: 'Say what you want to see.' }),
    } satisfies Readonly<Record<string, string>>,
  }
}
