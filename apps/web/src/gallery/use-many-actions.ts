import { useQueryClient } from '@tanstack/react-query'
import { answer } from '../api/answer.ts'
import { api } from '../api/client.ts'
import { problemOf } from '../ui/problem.ts'
import { useToasts } from '../ui/use-toasts.ts'
import { downloadZip } from './download-zip.ts'
import { runMany } from './run-many.ts'

interface Failure {
  readonly detail: string
}

interface Changed<Answer> {
  readonly answers: readonly Answer[]
  /** What is to be said besides: that it was stopped. */
  readonly detail: string | undefined
}

const pictures = (count: number): string =>
  count === 1 ? 'the picture' : `${count.toLocaleString('en')} pictures`

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

export interface ManyActions {
  /** To the trash, with a toast that brings them back; resolves with the ids of those that went. */
  trash(ids: readonly string[]): Promise<readonly string[]>
  restore(ids: readonly string[]): Promise<void>
  favourite(ids: readonly string[], favourite: boolean): Promise<void>
  tag(ids: readonly string[], change: { add?: string[]; remove?: string[] }): Promise<void>
  /** To another folder of the gallery, which gives them other ids. */
  move(ids: readonly string[], folder: string): Promise<void>
  download(ids: readonly string[]): Promise<void>
}

/** What can be done with all the pictures that are selected. What fails is said, and nothing of it throws. */
export function useManyActions(): ManyActions {
  const { show } = useToasts()
  const queries = useQueryClient()
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['gallery'] }),
      queries.invalidateQueries({ queryKey: ['grid'] }),
    ])

  /** Does it in parts. Says how many could not be, and why the first of them could not. @returns the answers to those that could. */
  const change = async <Answer extends { readonly failed: readonly Failure[] }>(
    ids: readonly string[],
    words: { readonly doing: string; readonly done: string },
    send: (part: string[]) => Promise<Answer>,
  ): Promise<Changed<Answer>> => {
    const { answers, count, error } = await runMany(words.doing, ids, send)
    const failed = answers.flatMap((each) => each.failed)
    const [first] = failed
    const left = ids.length - count
    if (error !== undefined) {
      const { detail, hint } = problemOf(error)
      show({
        tone: 'danger',
        title: `${capital(pictures(left + failed.length))} could not be ${words.done}.`,
        detail: hint === undefined ? detail : `${detail} ${hint}`,
      })
    } else if (first !== undefined) {
      show({
        tone: 'danger',
        title: `${capital(pictures(failed.length))} could not be ${words.done}.`,
        detail: first.detail,
      })
    }
    await refresh()
    const isStopped = error === undefined && left > 0
    return {
      answers,
      detail: isStopped ? `Stopped: ${pictures(left)} stayed as they were.` : undefined,
    }
  }

  const restore = async (ids: readonly string[]): Promise<void> => {
    const { answers, detail } = await change(
      ids,
      { doing: 'Restoring', done: 'restored' },
      (part) => answer(api.gallery.restore.$post({ json: { ids: part } })),
    )
    const count = answers.reduce((sum, { restored }) => sum + restored.length, 0)
    if (count > 0) show({ tone: 'success', title: `Restored ${pictures(count)}.`, detail })
  }

  const annotate = async (
    ids: readonly string[],
    doing: string,
    json: { favourite?: boolean; add_tags?: string[]; remove_tags?: string[] },
  ): Promise<void> => {
    const { detail } = await change(ids, { doing, done: 'changed' }, (part) =>
      answer(api.gallery.annotate.$post({ json: { ids: part, ...json } })),
    )
    if (detail !== undefined) show({ title: detail })
  }

  return {
    restore,
    async trash(ids) {
      const { answers, detail } = await change(
        ids,
        { doing: 'Deleting', done: 'deleted' },
        (part) => answer(api.gallery.trash.$post({ json: { ids: part } })),
      )
      const deleted = answers.flatMap((each) => each.deleted)
      if (deleted.length > 0) {
        show({
          title: `Moved ${pictures(deleted.length)} to the trash.`,
          detail,
          action: { label: 'Undo', run: () => void restore(deleted) },
        })
      }
      return deleted
    },
    favourite: (ids, favourite) =>
      annotate(ids, favourite ? 'Making favourites' : 'Taking back favourites', { favourite }),
    tag: (ids, { add, remove }) =>
      annotate(ids, 'Tagging', {
        ...(add && { add_tags: add }),
        ...(remove && { remove_tags: remove }),
      }),
    async move(ids, folder) {
      const { answers, detail } = await change(ids, { doing: 'Moving', done: 'moved' }, (part) =>
        answer(api.gallery.move.$post({ json: { ids: part, folder } })),
      )
      const count = answers.reduce((sum, { moved }) => sum + moved.length, 0)
      if (count === 0) return
      const place = folder === '' ? 'the gallery’s root' : `“${folder}”`
      show({ tone: 'success', title: `Moved ${pictures(count)} to ${place}.`, detail })
    },
    async download(ids) {
      const id = show({ title: `Packing ${pictures(ids.length)} …` })
      try {
        await downloadZip(ids)
        show({ id, tone: 'success', title: `Downloaded ${pictures(ids.length)}.` })
      } catch (error) {
        const { detail, hint } = problemOf(error)
        const why = hint === undefined ? detail : `${detail} ${hint}`
        show({ id, tone: 'danger', title: 'The ZIP could not be made.', detail: why })
      }
    },
  }
}
