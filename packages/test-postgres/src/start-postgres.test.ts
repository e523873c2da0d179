import { Client } from 'pg'
import { expect, test } from 'vitest'
import { findPostgres } from './find-postgres.ts'
import { createLine } from './line.ts'
import { startPostgres } from './start-postgres.ts'

const ask = async (url: string, text: string): Promise<unknown> => {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: 300,
    query_timeout: 2_000,
  })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rows } = await client.query(text)
    return rows
  } finally {
    client.end().catch(() => undefined)
  }
}

const isMissing = findPostgres() === undefined
if (isMissing) console.info('No PostgreSQL here: starting one is not tested')

test.skipIf(isMissing)(
  'what was committed is there after it was killed and started again',
  async () => {
    await using server = await startPostgres()
    const url = (await server?.createDatabase()) ?? ''
    await ask(url, 'CREATE TABLE kept (value integer); INSERT INTO kept VALUES (1)')
    await server?.kill()
    await expect(ask(url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED')
    await server?.start()
    expect(await ask(url, 'SELECT value FROM kept')).toEqual([{ value: 1 }])
    await using line = await createLine(url)
    line.cut('back')
    await expect(ask(line.url, 'SELECT 1')).rejects.toThrow()
    line.mend()
    expect(await ask(line.url, 'SELECT value FROM kept')).toEqual([{ value: 1 }])
  },
)
