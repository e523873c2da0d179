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

/** Where the state is kept, by us and perhaps by other processes. */
export interface SessionKeeper {
  current(): SessionState
  /** Resolves when the change is kept. */
  change(change: (present: SessionState) => SessionState): Promise<void>
}

/**
 * Sessions that are kept by their holders, signed. Signed with the API token as well, so that another token ends them
 * all; only those ended early are remembered, until their time would have come.
 */
export function createSessions(
  keeper: SessionKeeper,
  { token, now = Date.now }: { readonly token: string; readonly now?: () => number },
): Sessions {
  let secret: { readonly key: string; readonly bytes: Buffer } | undefined
  const secretOf = (key: string): Buffer => {
    if (secret?.key !== key) {
      const bytes = createHmac('sha256', Buffer.from(key, 'base64url')).update(token).digest()
      secret = { key, bytes }
    }
    return secret.bytes
  }
  const sign = (body: string, key: string): Buffer =>
    createHmac('sha256', secretOf(key)).update(body).digest()

  const read = (value = ''): EndedSession | undefined => {
    const { key, ended } = keeper.current()
    const { body = '', id = '', expires, signature = '' } = form.exec(value)?.groups ?? {}
    if (!timingSafeEqual(sign(body, key), toDigest(signature))) return undefined
    const expiresMs = Number(expires)
    const isOver = expiresMs <= now() || ended.some((each) => each.id === id)
    return isOver ? undefined : { id, expiresMs }
  }

  return {
    open() {
      const expiresMs = now() + sessionMs
      const body = `${randomUUID()}.${expiresMs}`
      const signature = sign(body, keeper.current().key).toString('base64url')
      return { value: `${body}.${signature}`, expiresMs }
    },
    isOpen: (value) => read(value) !== undefined,
    async end(value) {
      const session = read(value)
      if (session === undefined) return
      await keeper.change(({ key, ended }) => ({
        key,
        ended: [...ended, session].filter(({ expiresMs }) => expiresMs > now()),
      }))
    },
  }
}

/** A signature as the 32 bytes that it is; other bytes for what is none. */
const toDigest = (signature: string): Buffer => {
  const bytes = Buffer.from(signature, 'base64url')
  return bytes.length === 32 ? bytes : Buffer.alloc(32)
}
