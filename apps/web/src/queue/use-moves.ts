import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer } from '../api/answer.ts'
import { api } from '../api/client.ts'
import { problemOf } from '../ui/problem.ts'
import { useToasts } from '../ui/use-toasts.ts'
import { headOf, idOf, type Move, type Rows } from './rows.ts'
import { rowsKey } from './use-rows.ts'

export interface Moves {
  /** Moves that the server's rows do not show yet. */
  readonly pending: readonly Move[]
  readonly move: (rows: Rows, move: Move) => void
}

/** Moves rows: they are shown in their new place at once, until the server's own rows say so, or it refuses. */
export function useMoves(): Moves {
  const [pending, setPending] = useState<readonly Move[]>([])
  const queryClient = useQueryClient()
  const toasts = useToasts()
  const send = async (rows: Rows, move: Move) => {
    const find = (id: string | undefined) =>
      rows.find((row) => row !== undefined && idOf(row) === id)
    const row = find(move.id)
    if (row === undefined) return
    const next = find(move.before)
    const before = next === undefined ? undefined : headOf(next)?.request_id
    const { job, stack } = row
    setPending((moves) => [...moves, move])
    try {
      await answer(
        api.queue.move.$post({
          json: {
            ...(job && { request_ids: [job.request_id] }),
            ...(stack?.kind === 'batch' && { batch_id: stack.id }),
            ...(stack?.kind === 'sequence' && { sequence_id: stack.id }),
            ...(before !== undefined && { before }),
          },
        }),
      )
    } catch (error) {
      const { detail, hint } = problemOf(error)
      toasts.show({ title: detail, detail: hint, tone: 'danger' })
    }
    await queryClient.invalidateQueries({ queryKey: rowsKey }, { cancelRefetch: true })
    setPending((moves) => moves.filter((one) => one !== move))
  }
  return { pending, move: (rows, move) => void send(rows, move) }
}
