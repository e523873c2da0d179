import { type RecordedEvent, type RecordingName, readRecording } from '@darkroom/comfy-recordings'
import { createStubServer, type StubAnswer, type StubServer } from './stub-server.ts'

type Response = Extract<RecordedEvent, { kind: 'response' }>

/** Answers like the recording: by method and path, each answer once and then the last one again. */
export async function createReplayServer(name: RecordingName): Promise<StubServer> {
  const answers = new Map<string, Response[]>()
  const { events } = readRecording(name)
  for (const [index, event] of events.entries()) {
    const response = events.slice(index + 1).find(({ kind }) => kind === 'response')
    if (event.kind !== 'request' || response?.kind !== 'response') continue
    const key = `${event.method} ${normalise(event.path)}`
    answers.set(key, [...(answers.get(key) ?? []), response])
  }
  return await createStubServer(({ method, path, query }) => {
    const search = query.size > 0 ? `?${query}` : ''
    const recorded = answers.get(`${method} ${normalise(`${path}${search}`)}`)
    const response = (recorded?.length ?? 0) > 1 ? recorded?.shift() : recorded?.at(0)
    return response ? toAnswer(response) : { status: 404 }
  })
}

/** Normalises a path: the client requests below /api and orders and encodes a query in its own way. */
function normalise(path: string): string {
  const url = new URL(path.replace(/^\/api/, ''), 'http://stub')
  const defaults = new Map([
    ['subfolder', ''],
    ['type', 'output'],
  ])
  const query = [...url.searchParams].filter(([key, value]) => defaults.get(key) !== value)
  return `${url.pathname}?${new URLSearchParams(query.toSorted())}`
}

function toAnswer({ status, body, text, base64, content_type }: Response): StubAnswer {
  if (body !== undefined) return { status, json: body }
  const headers: Record<string, string> = content_type ? { 'content-type': content_type } : {}
  return { status, headers, body: base64 ? Buffer.from(base64, 'base64') : (text ?? '') }
}
