import type { Encodable } from '../python/value.ts'
import { previewFrame, previewFrameWithMetadata } from '../sockets/frames.ts'
import type { SocketHub } from '../sockets/hub.ts'
import type { NodeName } from './progress-registry.ts'

type Payload = { readonly [key: string]: Encodable }

/** Events of one job: to its owner; for a job that nobody owns, to everyone or to nobody. */
export class JobEvents {
  readonly messages: (readonly [string, Payload])[] = []
  readonly #hub: SocketHub
  readonly #promptId: string
  readonly #clientId: string | undefined

  constructor(hub: SocketHub, promptId: string, clientId: string | undefined) {
    this.#hub = hub
    this.#promptId = promptId
    this.#clientId = clientId
  }

  get hasOwner(): boolean {
    return this.#clientId !== undefined
  }

  /** Goes into the history, and to the owner; without one to nobody, unless it is `broadcast`. */
  record(type: string, data: Payload, { broadcast = false }: { broadcast?: boolean } = {}): void {
    const stamped = { ...data, timestamp: Date.now() }
    this.messages.push([type, stamped])
    if (broadcast) this.toAll(type, stamped)
    else this.toOwner(type, stamped)
  }

  /** Tells the owner; a job without one tells nobody. */
  toOwner(type: string, data: Payload): void {
    if (this.#clientId !== undefined) this.#hub.send(type, data, this.#clientId)
  }

  /** To the owner; of a job without one everyone hears it. */
  toAll(type: string, data: Encodable): void {
    this.#hub.send(type, data, this.#clientId)
  }

  get takesPreviewMetadata(): boolean {
    return this.#hub.supports(this.#clientId, 'supports_preview_metadata')
  }

  preview(jpeg: Buffer, name: NodeName): void {
    const frame = this.takesPreviewMetadata
      ? previewFrameWithMetadata(jpeg, {
          nodeId: name.id,
          displayId: name.displayId,
          parentId: name.parentId,
          promptId: this.#promptId,
        })
      : previewFrame(jpeg)
    this.#hub.sendBinary(frame, this.#clientId)
  }
}
