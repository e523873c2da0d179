import { useMutation } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { answer } from '../../api/answer.ts'
import { api } from '../../api/client.ts'
import { requestKey } from '../../api/request-key.ts'
import type { ScenePromptsRequest } from '../../api/types.ts'
import { errorsByField } from '../../create/set-at.ts'
import { useChosenModel } from '../../create/use-chosen-model.ts'
import { useAnnounce } from '../../ui/announce.tsx'
import { problemOf } from '../../ui/problem.ts'
import { useKeptState } from '../../workflows/kept-state.ts'
import { draftAddress } from './addresses.ts'
import { keepDraft } from './kept-drafts.ts'
import {
  emptyStory,
  type NewStory,
  newStoryProblem,
  readNewStory,
  toPromptsRequest,
} from './new-story.ts'
import { promptsIn } from './own-prompts.ts'
import { draftOfLines, draftOfPrompts } from './story-draft.ts'

/** Where the form is kept. */
export const newStoryKey = 'darkroom.stories.new'

interface Writing {
  readonly request: ScenePromptsRequest
  readonly signal: AbortSignal
  /** The model that was chosen, if any. */
  readonly model: string | undefined
}

/** Has the prompts of a story written, and keeps them as a draft, also when nobody looks any more. @returns its id */
async function writePrompts({ request, signal, model }: Writing): Promise<string> {
  const prompts = await answer(api.sequence.prompts.$post({ json: request }, { init: { signal } }))
  const { story_description: story } = request
  keepDraft(prompts.sequence_id, draftOfPrompts(prompts, { model, story, now: Date.now() }))
  return prompts.sequence_id
}

/** The form of a new story, and the press that makes frames of it. */
export function useNewStory() {
  const [form, setForm] = useKeptState(newStoryKey, {
    parse: readNewStory,
    initial: emptyStory,
    storage: localStorage,
  })
  const [, navigate] = useLocation()
  const announce = useAnnounce()
  const chosen = useChosenModel(form.model)
  const [isAsked, setAsked] = useState(false)
  const [isWanted, setWanted] = useState(false)
  const running = useRef<AbortController>(undefined)
  const { mutate, reset, isPending, error } = useMutation({ mutationFn: writePrompts })

  const open = (id: string): void => {
    announce('The frames are there.')
    navigate(draftAddress(id))
  }

  const send = (): void => {
    setWanted(false)
    const { model } = form
    if (form.way === 'own') {
      const prompts = promptsIn(form.lines)
      const id = requestKey()
      keepDraft(id, draftOfLines(prompts, { model, now: Date.now() }))
      open(id)
      return
    }
    if (chosen.filename === undefined) return
    const controller = new AbortController()
    running.current = controller
    const request = toPromptsRequest(form, chosen.filename)
    mutate({ request, model, signal: controller.signal }, { onSuccess: open })
  }

  // Who is quicker than the list of models waits for it, and presses no second time.
  const sendWanted = useEffectEvent(send)
  useEffect(() => {
    if (isWanted && !chosen.isComing) sendWanted()
  }, [isWanted, chosen.isComing])

  const missing = newStoryProblem(form)
  const isCancelled = error?.name === 'AbortError'
  const refused = error === null || isCancelled ? undefined : error
  return {
    form,
    change: (next: Partial<NewStory>): void => {
      if (next.way !== undefined) setAsked(false)
      if (error !== null) reset()
      setForm({ ...form, ...next })
    },
    chosen,
    make: (): void => {
      setAsked(true)
      if (missing !== undefined || isPending) return
      reset()
      if (form.way === 'story' && chosen.isComing) setWanted(true)
      else send()
    },
    cancel: (): void => {
      setWanted(false)
      running.current?.abort()
    },
    isWriting: isPending || isWanted,
    problem: refused,
    /** What is wrong with the text, before anything is sent. */
    textError: isAsked ? missing : undefined,
    errors: errorsByField(refused === undefined ? [] : (problemOf(refused).errors ?? [])),
  }
}
