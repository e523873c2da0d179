import { expect, test } from 'vitest'
import { addressesOf, isSameAddress } from './addresses.ts'

test('names of this machine lead to one address, others and other ports or paths do not', async () => {
  const loopback = ['http://loopback:8188/']
  for (const host of ['127.0.0.1', '127.0.0.2', '[::1]', '0.0.0.0']) {
    expect(await addressesOf(`http://${host}:8188`)).toEqual(loopback)
  }
  expect(await addressesOf('http://localhost:8188')).toContain('http://loopback:8188/')
  expect(await addressesOf('http://192.0.2.7:8188')).toEqual(['http://192.0.2.7:8188/'])
  expect(await addressesOf('http://127.0.0.1:8188/two')).toEqual(['http://loopback:8188/two'])
  expect(await addressesOf('http://nowhere.invalid:8188')).toEqual([])
})

test('two names of one address are no proof of one server, unless that is this machine', async () => {
  const places: Readonly<Record<string, readonly string[]>> = {
    'http://one.test': ['http://192.0.2.7:/'],
    'http://two.test': ['http://192.0.2.7:/', 'http://192.0.2.8:/'],
    'http://192.0.2.7': ['http://192.0.2.7:/'],
    'http://here.test': ['http://loopback:/'],
    'http://localhost': ['http://loopback:/'],
  }
  const resolve = async (url: string): Promise<readonly string[]> => places[url] ?? []
  const isSame = (one: string, two: string): Promise<boolean> => isSameAddress(one, two, resolve)
  expect(await isSame('http://one.test', 'http://two.test')).toBe(false)
  expect(await isSame('http://one.test', 'http://192.0.2.7')).toBe(true)
  expect(await isSame('http://here.test', 'http://localhost')).toBe(true)
  expect(await isSame('http://one.test', 'http://localhost')).toBe(false)
  expect(await isSame('http://nowhere.test', 'http://nowhere.test')).toBe(false)
})
