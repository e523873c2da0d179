import { useState } from 'react'
import { saveFile } from '../../pictures/save-file.ts'
import { problemOf } from '../../ui/problem.ts'
import { useToasts } from '../../ui/use-toasts.ts'
import { fetchMade } from './actions.ts'

/** Downloads what the server makes of the frames, which takes it a moment; what it refuses is said. */
export function useSaveMade(): {
  readonly busy: boolean
  readonly save: (address: string, name: string) => void
} {
  const [busy, setBusy] = useState(false)
  const toasts = useToasts()
  const run = async (address: string, name: string) => {
    setBusy(true)
    try {
      saveFile(await fetchMade(address), name)
    } catch (error) {
      const { detail, hint } = problemOf(error)
      toasts.show({ title: detail, detail: hint, tone: 'danger' })
    } finally {
      setBusy(false)
    }
  }
  return { busy, save: (address, name) => void run(address, name) }
}
