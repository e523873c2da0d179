import { useEffect, useEffectEvent, useState } from 'react'
import { useStore } from '../api/store.ts'
import { useWildcards } from '../api/templates.ts'
import { missingOf, paintsNothing } from '../pictures/input-pictures.ts'
import { problemOf } from '../ui/problem.ts'
import type { Draft } from './draft.ts'
import { changeDraft, draft as draftStore } from './draft-store.ts'
import { sizeOf, sizeOfModel } from './model-settings.ts'
import { pictures as picturesStore } from './pictures-store.ts'
import { rememberPrompt } from './prompt-history.ts'
import { errorsByField, setAt } from './set-at.ts'
import { toPress } from './to-request.ts'
import { useChosenModel } from './use-chosen-model.ts'
import { useGenerate } from './use-generate.ts'

const noNames: readonly string[] = []

/** The form: what is in it, what is wrong with it, and the press of its button. */
export function useCreate({ onAccepted }: { readonly onAccepted: () => void }) {
  const draft = useStore(draftStore)
  const pictures = useStore(picturesStore)
  const chosen = useChosenModel(draft.model)
  const wildcards = useWildcards().data?.wildcards ?? noNames
  const sending = useGenerate(onAccepted)
  const [isEmpty, setEmpty] = useState(false)
  const [isWanted, setWanted] = useState(false)
  const [taken, setTaken] = useState<Readonly<Record<string, string>>>({})

  const refused = sending.problem === undefined ? [] : (problemOf(sending.problem).errors ?? [])
  const left = refused.filter(({ path }) => taken[path] === undefined)

  const change = (next: Partial<Draft>): void => {
    if (next.prompt !== undefined) setEmpty(false)
    changeDraft(next)
  }

  const send = (): void => {
    setWanted(false)
    if (chosen.filename === undefined && !paintsNothing(pictures)) return
    if (draft.prompt.trim() !== '') rememberPrompt(draft.prompt)
    const { details } = chosen
    sending.generate({
      press: toPress(draft, { model: chosen.filename ?? '', details, pictures }),
      size: sizeOf(draft, sizeOfModel(details)),
    })
  }

  const generate = (): void => {
    setTaken({})
    // What is missing of the pictures stands beside them all the time.
    if (Object.keys(missingOf(pictures)).length > 0) return
    if (draft.prompt.trim() === '' && !paintsNothing(pictures)) setEmpty(true)
    else if (chosen.isComing) setWanted(true)
    else send()
  }

  // Who is quicker than the list of models waits for it, and presses no second time.
  const sendWanted = useEffectEvent(send)
  useEffect(() => {
    if (isWanted && !chosen.isComing) sendWanted()
  }, [isWanted, chosen.isComing])

  return {
    draft,
    pictures,
    changePictures: picturesStore.set,
    chosen,
    wildcards,
    change,
    generate,
    isBusy: sending.isSending || isWanted,
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
