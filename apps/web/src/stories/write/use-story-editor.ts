import { useCallback, useEffect, useEffectEvent, useMemo, useState } from 'react'
import { type Store, useStore } from '../../api/store.ts'
import { setAt } from '../../create/set-at.ts'
import { useChosenModel } from '../../create/use-chosen-model.ts'
import { missingOf } from '../../pictures/input-pictures.ts'
import { type FieldRefusal, problemOf } from '../../ui/problem.ts'
import type { StoryDraft } from './story-draft.ts'
import { emptyFrames, problemsOf } from './story-problems.ts'
import { toStoryRequest } from './story-request.ts'
import { lackingInputs } from './story-workflow.ts'
import { useFrames } from './use-frames.ts'
import { useSendStory } from './use-send-story.ts'
import { useStoryWorkflow } from './use-story-workflow.ts'

const nothing: readonly FieldRefusal[] = []

/** Everything of the editor: the draft, what is wrong with it, and the press that sends it. */
export function useStoryEditor(id: string, store: Store<StoryDraft>) {
  const draft = useStore(store)
  const chosen = useChosenModel(draft.settings.model)
  const workflow = useStoryWorkflow(draft.workflow)
  const sending = useSendStory()
  const [isAsked, setAsked] = useState(false)
  const [isWanted, setWanted] = useState(false)
  const [mended, setMended] = useState<ReadonlySet<string>>(new Set())
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set())

  const onFrameChanged = useCallback(
    (frame: string) => setMended((all) => (all.has(frame) ? all : new Set([...all, frame]))),
    [],
  )
  const frames = useFrames(store, onFrameChanged)

  const refused = sending.problem
  const left = useMemo(
    () => (refused && problemOf(refused).errors?.filter(({ path }) => !taken.has(path))) ?? nothing,
    [refused, taken],
  )
  const problems = useMemo(() => problemsOf(left, sending.sent), [left, sending.sent])

  const empty = isAsked ? emptyFrames(draft.frames) : undefined
  const isByModel = draft.workflow === undefined
  const lacking = isAsked && workflow.known ? lackingInputs(draft, workflow.known) : nothing

  const change = (next: Partial<StoryDraft>): void =>
    store.set({ ...store.get(), ...next, changed_at: Date.now() })

  const send = (): void => {
    setWanted(false)
    if (isByModel && chosen.filename === undefined) return
    const body = toStoryRequest(store.get(), {
      model: chosen.filename,
      details: chosen.details,
      inputs: workflow.known?.all,
    })
    sending.send({ draft: id, body, frames: store.get().frames })
  }

  const isLacking = (): boolean => {
    const now = store.get()
    if (now.frames.length === 0 || emptyFrames(now.frames).size > 0) return true
    if (now.workflow !== undefined)
      return workflow.known?.all === undefined || lackingInputs(now, workflow.known).length > 0
    // What is missing of the pictures stands beside them all the time.
    return [now, ...now.frames].some(({ pictures }) => Object.keys(missingOf(pictures)).length > 0)
  }

  // Who is quicker than the list of models waits for it, and presses no second time.
  const sendWanted = useEffectEvent(send)
  useEffect(() => {
    if (isWanted && !chosen.isComing) sendWanted()
  }, [isWanted, chosen.isComing])

  return {
    draft,
    change,
    frames,
    chosen,
    workflow,
    sending,
    isBusy: sending.isSending || isWanted,
    /** Of each frame, unless it was changed since. */
    problemsOfFrame: (frame: string) =>
      empty?.get(frame) ?? (mended.has(frame) ? undefined : problems.frames.get(frame)),
    settingsProblems: [...lacking, ...problems.settings],
    /** What was refused and nobody has mended, as the API told it. */
    left,
    isAsked,
    press: (): void => {
      setAsked(true)
      if (isLacking() || sending.isSending) return
      setMended(new Set())
      setTaken(new Set())
      if (isByModel && chosen.isComing) setWanted(true)
      else send()
    },
    /** Puts a name in place of one that was refused with the settings of all; `path` is that of the API. */
    take: (path: string, name: string): void => {
      const now = store.get()
      const word = path.replace(/^parameters\./, '')
      if (path === 'workflow') change({ workflow: name })
      else if (path.startsWith('inputs.'))
        change({ inputs: { ...now.inputs, [path.slice('inputs.'.length)]: name } })
      else change({ settings: setAt(now.settings, { path: word, name, wildcards: [] }) })
      setTaken((all) => new Set([...all, path]))
    },
  }
}
