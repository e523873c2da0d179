import { useQueryClient } from '@tanstack/react-query'
import { answer } from '../api/answer.ts'
import { api } from '../api/client.ts'
import { problemOf } from '../ui/problem.ts'
import { useToasts } from '../ui/use-toasts.ts'
import { downloadZip } from './download-zip.ts'

interface Failure {
  readonly detail: string
}

const pictures = (count: number): string => (count === 1 ? 'the picture' : `${count} pictures`)

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

  /** Says how many could not be, and why the first of them could not. */
  const tellFailed = (failed: readonly Failure[], verb: string): void => {
    const [first] = failed
    if (first === undefined) return
    show({
      tone: 'danger',
      title: `${capital(pictures(failed.length))} could not be ${verb}.`,
      detail: first.detail,
    })
  }

  const tried = async <T>(title: string, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work()
    } catch (error) {
      const { detail, hint } = problemOf(error)
      show({ tone: 'danger', title, detail: hint === undefined ? detail : `${detail} ${hint}` })
      return undefined
    }
  }

  const restore = async (ids: readonly string[]): Promise<void> => {
    await tried(`${capital(pictures(ids.length))} could not be restored.`, async () => {
      const { restored, failed } = await answer(
        api.gallery.restore.$post({ json: { ids: [...ids] } }),
      )
      tellFailed(failed, 'restored')
      if (restored.length > 0) {
        show({ tone: 'success', title: `Restored ${pictures(restored.length)}.` })
      }
      await refresh()
    })
  }

  return {
    restore,
    async trash(ids) {
      const gone = await tried(
        `${capital(pictures(ids.length))} could not be deleted.`,
        async () => {
          const { deleted, failed } = await answer(
            api.gallery.trash.$post({ json: { ids: [...ids] } }),
          )
          tellFailed(failed, 'deleted')
          if (deleted.length > 0) {
            show({
              title: `Moved ${pictures(deleted.length)} to the trash.`,
              action: { label: 'Undo', run: () => void restore(deleted) },
            })
          }
          await refresh()
          return deleted
        },
      )
      return gone ?? []
    },
    async favourite(ids, favourite) {
      await tried('The favourites could not be changed.', async () => {
        const { failed } = await answer(
          api.gallery.annotate.$post({ json: { ids: [...ids], favourite } }),
        )
        tellFailed(failed, 'changed')
        await refresh()
      })
    },
    async tag(ids, { add, remove }) {
      await tried('The tags could not be changed.', async () => {
        const json = { ids: [...ids], add_tags: add, remove_tags: remove }
        const { failed } = await answer(api.gallery.annotate.$post({ json }))
        tellFailed(failed, 'changed')
        await refresh()
      })
    },
    async move(ids, folder) {
      await tried(`${capital(pictures(ids.length))} could not be moved.`, async () => {
        const { moved, failed } = await answer(
          api.gallery.move.$post({ json: { ids: [...ids], folder } }),
        )
        tellFailed(failed, 'moved')
        if (moved.length > 0) {
          const place = folder === '' ? 'the gallery’s root' : `“${folder}”`
          show({ tone: 'success', title: `Moved ${pictures(moved.length)} to ${place}.` })
        }
        await refresh()
      })
    },
    async download(ids) {
      const id = show({ title: `Packing ${pictures(ids.length)} …` })
      await tried('The ZIP could not be made.', async () => {
        await downloadZip(ids)
        show({ id, tone: 'success', title: `Downloaded ${pictures(ids.length)}.` })
      })
    },
  }
}
