import { type Client, createClient } from '@darkroom/api-client'
import { base } from './base.ts'
import { token } from './token.ts'

const authorization = (): Record<string, string> => {
  const value = token.get()
  return value === undefined ? {} : { authorization: `Bearer ${value}` }
}

/** The typed client of our own API: `answer(api.models.$get({ query: {} }))`. */
export const { api }: Client = createClient(base.href, { headers: authorization })
