import type { Context } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { isEventStream } from '../http/is-event-stream.ts'
import { calledOrigin } from './caller.ts'
import { refererOrigin } from './page-origin.ts'

/** What a browser tells of the page that sends a request; other programs tell nothing. */
export interface PageFacts {
  readonly method: string
  /** Event streams count like writes: they hold a connection and tell what goes on. */
  readonly isEventStream: boolean
  readonly origin: string | undefined
  readonly refererOrigin: string | undefined
  readonly secFetchSite: string | undefined
  readonly secFetchMode: string | undefined
  readonly secFetchDest: string | undefined
  /** Origin that the request was sent to, `http://host:port`, or that a trusted proxy was sent it to. */
  readonly ownOrigin: string
}

export function pageFacts(c: Context<AppEnv>): PageFacts {
  return {
    method: c.req.method,
    isEventStream: isEventStream(c),
    origin: c.req.header('origin'),
    refererOrigin: refererOrigin(c.req.header('referer')),
    secFetchSite: c.req.header('sec-fetch-site'),
    secFetchMode: c.req.header('sec-fetch-mode'),
    secFetchDest: c.req.header('sec-fetch-dest'),
    ownOrigin: calledOrigin(c),
  }
}

export const isReading = (method: string): boolean =>
  method === 'GET' || method === 'HEAD' || method === 'OPTIONS'
