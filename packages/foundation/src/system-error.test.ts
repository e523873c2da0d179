import { mkdir, readFile, rmdir, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createTemporaryDirectory } from '../test/temporary-directory.ts'
import { errorCode, isDiskFull, isFileError, isMissing, isReadOnly } from './system-error.ts'

const failed = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  )

test('what the file system says is told by its code', async () => {
  await using directory = await createTemporaryDirectory()
  const file = join(directory.path, 'file')
  await writeFile(file, '')
  await mkdir(join(directory.path, 'full/inner'), { recursive: true })
  const missing = await failed(readFile(join(directory.path, 'none')))
  const belowFile = await failed(readFile(join(file, 'none')))
  const notEmpty = await failed(rmdir(join(directory.path, 'full')))
  expect([missing, belowFile, notEmpty].map(isMissing)).toEqual([true, true, false])
  expect([missing, belowFile, notEmpty].map(isFileError)).toEqual([true, true, true])
  expect(errorCode(notEmpty)).toBe('ENOTEMPTY')
})

test('a full disk is not a place that may only be read', () => {
  const codes = ['ENOSPC', 'EDQUOT', 'EFBIG', 'EACCES', 'EPERM', 'EROFS', 'EIO']
  const errors = codes.map((code) => Object.assign(new Error(code), { code }))
  expect(errors.filter(isDiskFull).map(errorCode)).toEqual(['ENOSPC', 'EDQUOT', 'EFBIG'])
  expect(errors.filter(isReadOnly).map(errorCode)).toEqual(['EACCES', 'EPERM', 'EROFS'])
})

test('an error of the network is none of the file system', async () => {
  const { promise, resolve } = Promise.withResolvers<Error>()
  connect({ port: 1, host: '127.0.0.1' }).on('error', resolve)
  const error = await promise
  expect(errorCode(error)).toBe('ECONNREFUSED')
  expect(isFileError(error)).toBe(false)
})

test('whatever else is thrown has no code', () => {
  const thrown = [undefined, null, 'ENOENT', { code: 'ENOENT' }, new Error('ENOENT')]
  const numbered = Object.assign(new Error('odd'), { code: 2 })
  expect([...thrown, numbered].map(errorCode)).toEqual(['', '', '', '', '', ''])
})
