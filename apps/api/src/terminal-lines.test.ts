import { PassThrough } from 'node:stream'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { terminalLines } from './terminal-lines.ts'

test('a person reads one line an entry, with what happened and its fields, ids of jobs among them and of HTTP requests not', () => {
  const destination = new PassThrough()
  const log = pino({ base: undefined }, terminalLines(destination, { colorize: false }))
  log.info({ url: 'http://localhost:8000', docs: 'http://localhost:8000/docs' }, 'ready')
  log.warn({ trace_id: 'a-b-c', request_id: 'job', path: '/api/x' }, 'request')
  const lines = String(destination.read()).trimEnd().split('\n')
  expect(lines.map((line) => line.replace(/^\[\d\d:\d\d:\d\d\] /, ''))).toEqual([
    'INFO: ready {"url":"http://localhost:8000","docs":"http://localhost:8000/docs"}',
    'WARN: request {"request_id":"job","path":"/api/x"}',
  ])
})
