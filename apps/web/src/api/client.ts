import { type Client, createClient } from '@darkroom/api-client'
import { base } from './base.ts'
import { authorization } from './token.ts'

/** The typed client of our own API: `answer(api.models.$get({ query: {} }))`. */
export const { api }: Client = createClient(base.href, { headers: authorization })
