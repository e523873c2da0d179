import { expect, test } from 'vitest'
import { contentDisposition } from './content-disposition.ts'

test('a plain name stays as it is', () => {
  expect(contentDisposition('inline', '153012_a1b2c3d4.png')).toBe(
    `inline; filename="153012_a1b2c3d4.png"; filename*=UTF-8''153012_a1b2c3d4.png`,
  )
})

test('a name in another script has a plain stand-in', () => {
  expect(contentDisposition('attachment', '夜の灯台.png')).toBe(
    `attachment; filename="____.png"; filename*=UTF-8''%E5%A4%9C%E3%81%AE%E7%81%AF%E5%8F%B0.png`,
  )
})

test('a name that Windows reserves or that reads backwards is made harmless', () => {
  expect(contentDisposition('inline', 'con.png')).toContain(`filename="_con.png"`)
  expect(contentDisposition('inline', 'a\u202egnp.exe')).toContain(`filename="agnp.exe"`)
})

test('nothing in a name can leave its quotes or be refused by Windows', () => {
  expect(contentDisposition('inline', 'a"b\r\nc:d|e%41.png. ')).toBe(
    `inline; filename="a_b__c_d_e_41.png_"; filename*=UTF-8''a_b__c_d_e%2541.png_`,
  )
})
