import { once } from 'node:events'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { z } from 'zod'

const messageSchema = z.object({ type: z.string(), data: z.looseObject({}) })

export type Heard = z.infer<typeof messageSchema> | Buffer

export interface TestSocket {
  /** Everything so far, from oldest to newest. */
  readonly heard: readonly Heard[]
  send(message: unknown): void
  /** Resolves once what was heard says so. */
  until(is: (heard: readonly Heard[]) => boolean): Promise<readonly Heard[]>
  close(): Promise<void>
  /** Breaks off without a word. */
  breakOff(): void
}

/** A socket of ComfyUI's kind, closed when the test ends. */
export async function openSocket(
  host: string,
  clientId: string,
  path = '/ws',
  { autoPong = true }: { readonly autoPong?: boolean } = {},
): Promise<TestSocket> {
  const socket = new WebSocket(`ws://${host}${path}?clientId=${clientId}`, { autoPong })
  const heard: Heard[] = []
  const waiting = new Set<() => void>()
  socket.on('message', (data: Buffer, isBinary) => {
    heard.push(isBinary ? data : messageSchema.parse(JSON.parse(data.toString())))
    for (const look of waiting) look()
  })
  await once(socket, 'open')
  const close = async (): Promise<void> => {
    if (socket.readyState === WebSocket.CLOSED) return
    const closed = once(socket, 'close')
    socket.close()
    await closed
  }
  onTestFinished(close)
  return {
    heard,
    send: (message) => socket.send(JSON.stringify(message)),
    until: (is) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!is(heard)) return
          waiting.delete(look)
          resolve(heard)
        }
        waiting.add(look)
        look()
      }),
    close,
    breakOff: () => socket.terminate(),
  }
}

/** The types of what was heard; frames are named `binary`, and `executing` with its node. */
export const types = (heard: readonly Heard[]): readonly string[] =>
  heard.map((one) => {
    if (one instanceof Uint8Array) return 'binary'
    if (one.type !== 'executing' && one.type !== 'executed') return one.type
    return `${one.type} ${String(one.data.node)}`
  })

/** Whether the very last message of a prompt was heard. */
export const isOver =
  (promptId: string) =>
  (heard: readonly Heard[]): boolean =>
    heard.some(
      (one) =>
        !(one instanceof Uint8Array) &&
        one.type === 'executing' &&
        one.data.node === null &&
        one.data.prompt_id === promptId,
    )
