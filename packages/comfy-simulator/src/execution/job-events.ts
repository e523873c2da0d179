import type { Encodable } from '../python/value.ts'
import { type FrameImage, imageFrame, imageFrameWithMetadata } from '../sockets/frames.ts'
import type { SocketHub } from '../sockets/hub.ts'
import type { NodeName } from './progress-registry.ts'

type Payload = { readonly [key: string]: Encodable }

/** Sends the events of one job to its owner; those of a job without an owner go to everyone or to nobody. */
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

  /** Records in the history and sends to the owner; without an owner only `broadcast` sends, to everyone. */
  record(type: string, data: Payload, { broadcast = false }: { broadcast?: boolean } = {}): void {
    const stamped = { ...data, timestamp: Date.now() }
    this.messages.push([type, stamped])
    if (broadcast) this.toAll(type, stamped)
    else this.toOwner(type, stamped)
  }

  /** Sends to the owner, or to nobody when the job has no owner. */
  toOwner(type: string, data: Payload): void {
    if (this.#clientId !== undefined) this.#hub.send(type, data, this.#clientId)
  }

  /** Sends to the owner, or to everyone when the job has no owner. */
  toAll(type: string, data: Encodable): void {
    this.#hub.send(type, data, this.#clientId)
  }

  get takesPreviewMetadata(): boolean {
    return this.#hub.supports(this.#clientId, 'supports_preview_metadata')
  }

  image(image: FrameImage, name: NodeName): void {
    const frame = this.takesPreviewMetadata
      ? imageFrameWithMetadata(image, {
          nodeId: name.id,
          displayId: name.displayId,
          parentId: name.parentId,
          promptId: this.#promptId,
        })
      : imageFrame(image)
    this.#hub.sendBinary(frame, this.#clientId)
  }
}
