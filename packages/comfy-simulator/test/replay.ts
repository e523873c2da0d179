import type { RecordedEvent, Recording } from '@darkroom/comfy-recordings'
import { expect, vi } from 'vitest'
import { WebSocket } from 'ws'
import type { Simulator } from '../src/index.ts'
import { fieldsOf, toComparable } from './comparable.ts'
import { recordedForm } from './recorded-files.ts'

type Response = Extract<RecordedEvent, { kind: 'response' }>
type Request = Extract<RecordedEvent, { kind: 'request' }>

/** An answer in the form in which it is compared with the recorded one. */
export interface Exchange {
  readonly request: Request
  readonly recorded: Response
  readonly status: number
  readonly contentType: string
  readonly body: unknown
  readonly headers: Headers
}

const temporaryName = /ComfyUI_temp_[a-z]{5}_\d+_\.png/

/** Steps per second; `watched` is slow enough to catch a job between two steps. */
const paces = { usual: 50, watched: 4 }

/** Whether the recording interrupts a job, or opens its second socket, while a sampler runs. */
const actsInMidRun = (events: readonly RecordedEvent[]): boolean =>
  events.some(
    (event) =>
      (event.kind === 'request' && event.path === '/interrupt') ||
      (event.kind === 'ws-open' && event.socket === 'b'),
  )

/** Sends the requests of a recording in order, and notes the simulator's answers. */
export class Replay {
  readonly exchanges: Exchange[] = []
  readonly heard: Map<string, unknown[]> = new Map()
  readonly recorded: Map<string, unknown[]> = new Map()
  readonly #simulator: Simulator
  readonly #sockets = new Map<string, WebSocket>()
  /** The name of the last temporary file, part of which is random. */
  #temporary = ''

  constructor(simulator: Simulator) {
    this.#simulator = simulator
  }

  async play({ events }: Recording): Promise<void> {
    let request: Request | undefined
    if (actsInMidRun(events)) this.#simulator.setPace(paces.watched)
    for (const event of events) {
      if (event.kind === 'request') request = event
      else if (event.kind === 'response' && request !== undefined) {
        await this.#exchange(request, event)
        request = undefined
      } else await this.#socketEvent(event)
    }
  }

  async #socketEvent(event: RecordedEvent): Promise<void> {
    switch (event.kind) {
      case 'ws-open':
        await this.#caughtUp()
        this.#simulator.hold()
        await this.#open(event.socket, event.client_id)
        this.#goOn(event.socket === 'b')
        return
      case 'ws-send':
        this.#sockets.get(event.socket)?.send(JSON.stringify(event.json))
        return
      case 'ws-text':
        this.#recordedBy(event.socket).push(toComparable(event.json))
        return
      case 'ws-binary':
        this.#recordedBy(event.socket).push({ head: event.head_hex })
        return
      case 'ws-close':
        await this.#caughtUp()
        this.#sockets.get(event.socket)?.close()
        return
      case 'note':
      case 'request':
      case 'response':
        return
    }
  }

  #recordedBy(socket: string): unknown[] {
    const list = this.recorded.get(socket) ?? []
    this.recorded.set(socket, list)
    return list
  }

  async #open(label: string, clientId: string): Promise<void> {
    const heard: unknown[] = []
    this.heard.set(label, heard)
    const url = `${this.#simulator.url.replace('http', 'ws')}/ws?clientId=${clientId}`
    const socket = new WebSocket(url)
    socket.on('message', (data, isBinary) => {
      if (!Buffer.isBuffer(data)) return
      if (isBinary) {
        heard.push({ head: data.toString('hex', 0, 16) })
        return
      }
      const text = data.toString('utf8')
      this.#temporary = temporaryName.exec(text)?.[0] ?? this.#temporary
      heard.push(toComparable(JSON.parse(this.#asRecorded(text))))
    })
    this.#sockets.set(label, socket)
    await new Promise((resolve) => socket.once('open', resolve))
  }

  /** Waits until every socket has received as many messages as the recorded one had by now. */
  async #caughtUp(): Promise<void> {
    await vi.waitFor(
      () => {
        for (const [label, recorded] of this.recorded) {
          expect(this.heard.get(label)?.length ?? 0).toBeGreaterThanOrEqual(recorded.length)
        }
      },
      { timeout: 10_000, interval: 2 },
    )
  }

  async #exchange(request: Request, recorded: Response): Promise<void> {
    await this.#caughtUp()
    if (this.recorded.size > 0) this.#simulator.hold()
    const body =
      request.multipart === undefined
        ? (JSON.stringify(request.body) ?? '{nope')
        : await recordedForm(request.multipart)
    const path = request.path.replace(temporaryName, this.#temporary)
    const response = await fetch(this.#simulator.url + path, {
      method: request.method,
      ...(request.method === 'GET' ? {} : { body }),
    })
    const isJson = response.headers.get('content-type')?.includes('json') === true
    const bytes = Buffer.from(await response.arrayBuffer())
    this.exchanges.push({
      request,
      recorded,
      status: response.status,
      contentType: response.headers.get('content-type') ?? '',
      body: isJson
        ? JSON.parse(this.#asRecorded(bytes.toString('utf8')))
        : bytes.toString('latin1'),
      headers: response.headers,
    })
    this.#goOn(request.path === '/interrupt')
  }

  /** Texts name the folders of the server; the recorded one had others. */
  #asRecorded(text: string): string {
    return text.replaceAll(this.#simulator.inputDirectory, '/opt/ComfyUI/input')
  }

  #goOn(isMidRunOver: boolean): void {
    if (isMidRunOver) this.#simulator.setPace(paces.usual)
    this.#simulator.release()
  }
}

/** Compares the answers and the messages of each socket: statuses among themselves, all others in order. */
export const expectSame = (replay: Replay): void => {
  for (const { request, recorded, status, contentType, body } of replay.exchanges) {
    const about = `${request.method} ${request.path}`
    expect({ about, status }).toEqual({ about, status: recorded.status })
    expect({ about, contentType }).toEqual({ about, contentType: recorded.content_type ?? '' })
    if (recorded.body !== undefined) {
      expect({ about, body: fieldsOf(body) }).toEqual({ about, body: fieldsOf(recorded.body) })
    }
    if (recorded.text !== undefined) expect({ about, body }).toEqual({ about, body: recorded.text })
  }
  const isStatus = (event: unknown): boolean => JSON.stringify(event).includes('"type":"status"')
  for (const [label, recorded] of replay.recorded) {
    const heard = replay.heard.get(label) ?? []
    expect(heard.filter(isStatus)).toEqual(recorded.filter(isStatus))
    expect(heard.filter((event) => !isStatus(event))).toEqual(
      recorded.filter((event) => !isStatus(event)),
    )
  }
}
