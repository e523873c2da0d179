import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'

/** Milliseconds that a session lives. A page opens the next one with its token before that. */
export const sessionMs = 60 * 60 * 1000

export interface EndedSession {
  readonly id: string
  readonly expiresMs: number
}

/** What sessions need to be known by after a restart. */
export interface SessionState {
  /** Random bytes as base64url. */
  readonly key: string
  /** Sessions ended before their time. */
  readonly ended: readonly EndedSession[]
}

export interface Session {
  /** For the cookie: id, time and signature. */
  readonly value: string
  readonly expiresMs: number
}

export interface Sessions {
  open(): Session
  isOpen(value: string | undefined): boolean
  /** Ends a session before its time. Resolves when that is kept. */
  end(value: string | undefined): Promise<void>
}

const form = /^(?<body>(?<id>[0-9a-f-]{36})\.(?<expires>\d{1,16}))\.(?<signature>[\w-]{43})$/

/**
 * Sessions that are kept by their holders, signed. Signed with the API token as well, so that another token ends them
 * all; only those ended early are remembered here, until their time would have come.
 */
export function createSessions(
  { key, ended }: SessionState,
  {
    token,
    save,
    now = Date.now,
  }: {
    readonly token: string
    readonly save: (state: SessionState) => Promise<void>
    readonly now?: () => number
  },
): Sessions {
  const secret = createHmac('sha256', Buffer.from(key, 'base64url')).update(token).digest()
  const over = new Map(ended.map(({ id, expiresMs }) => [id, expiresMs]))
  const sign = (body: string): Buffer => createHmac('sha256', secret).update(body).digest()

  const read = (value = ''): EndedSession | undefined => {
    const { body = '', id = '', expires, signature = '' } = form.exec(value)?.groups ?? {}
    if (!timingSafeEqual(sign(body), toDigest(signature))) return undefined
    const expiresMs = Number(expires)
    return expiresMs > now() && !over.has(id) ? { id, expiresMs } : undefined
  }

  return {
    open() {
      const expiresMs = now() + sessionMs
      const body = `${randomUUID()}.${expiresMs}`
      return { value: `${body}.${sign(body).toString('base64url')}`, expiresMs }
    },
    isOpen: (value) => read(value) !== undefined,
    async end(value) {
      const session = read(value)
      if (session === undefined) return
      over.set(session.id, session.expiresMs)
      for (const [id, expiresMs] of over) if (expiresMs <= now()) over.delete(id)
      await save({ key, ended: [...over].map(([id, expiresMs]) => ({ id, expiresMs })) })
    },
  }
}

/** A signature as the 32 bytes that it is; other bytes for what is none. */
const toDigest = (signature: string): Buffer => {
  const bytes = Buffer.from(signature, 'base64url')
  return bytes.length === 32 ? bytes : Buffer.alloc(32)
}
