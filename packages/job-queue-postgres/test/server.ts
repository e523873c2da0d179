import type { CuttableStore } from '@darkroom/job-queue/testing'
import { createLine, startPostgres } from '@darkroom/test-postgres'
import { afterAll, onTestFinished } from 'vitest'
import { createPostgresStore, type PostgresStoreOptions } from '../src/index.ts'

/** Nothing here is about what survives a power cut, which is PostgreSQL's to keep. */
export const server = await startPostgres({ fsync: 'off' })
if (server === undefined) console.info('No PostgreSQL here: its store is not tested')
afterAll(() => server?.[Symbol.asyncDispose]())

const url = await server?.createDatabase()

export const databaseUrl = (): string => {
  if (url === undefined) throw new Error('No PostgreSQL')
  return url
}

const schemaOf = (place: string): string => `q_${place.replaceAll(/\W/g, '')}`

export const storeOptions = (place: string): PostgresStoreOptions => ({
  url: url ?? '',
  schema: schemaOf(place),
  onWarning: () => undefined,
})

/** A store whose line to the database can be cut. */
export const connectCuttable = async (
  place: string,
  options: Partial<PostgresStoreOptions> = {},
): Promise<CuttableStore> => {
  const line = await createLine(databaseUrl())
  onTestFinished(() => line[Symbol.asyncDispose]())
  const store = createPostgresStore({
    ...storeOptions(place),
    url: line.url,
    answerWithinMs: 300,
    ...options,
  })
  return Object.assign(store, { cut: () => line.cut(), mend: () => line.mend() })
}
