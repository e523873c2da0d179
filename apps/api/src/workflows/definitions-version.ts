import { hash } from 'node:crypto'
import { serialize } from 'node:v8'
import type { Definitions } from '@darkroom/generation'

/** Definitions stay the same objects until their server is asked again. They may have numbers that JSON has not. */
const digests = new WeakMap<object, string>()

function digestOf(definition: object): string {
  const known = digests.get(definition)
  if (known !== undefined) return known
  const digest = hash('sha1', serialize(definition), 'base64url')
  digests.set(definition, digest)
  return digest
}

/** Stays the same for as long as a server says the same of these classes. */
export const versionOfDefinitions = (told: Definitions): string =>
  hash(
    'sha1',
    JSON.stringify(Object.entries(told).map(([name, one]) => [name, digestOf(one)])),
    'base64url',
  )

/** The same of all servers. */
export const versionOfServers = (servers: ReadonlyMap<string, Definitions>): string =>
  hash(
    'sha1',
    JSON.stringify([...servers].map(([server, told]) => [server, versionOfDefinitions(told)])),
    'base64url',
  )
