import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readNetworks } from './prompt-networks.ts'

test.each([
  ['<lora:ink:0.8>', { clip: 0.8, model: 0.8 }],
  ['<lora:ink>', { clip: 1, model: 1 }],
  ['<lora:ink:0.5:0.9>', { clip: 0.5, model: 0.9 }],
  ['<lora:ink:te=0.5:unet=0.9>', { clip: 0.5, model: 0.9 }],
  ['<lora:ink:0.5:unet=0.9:dyn=4>', { clip: 0.5, model: 0.9 }],
  ['<lora: ink : -1 >', { clip: -1, model: -1 }],
  ['<LORA:ink:.5>', { clip: 0.5, model: 0.5 }],
])('%s is a LoRA with its strengths', (text, strengths) => {
  expect(readNetworks(`a fox ${text}, at night`)).toEqual({
    prompt: 'a fox , at night',
    networks: [{ kind: 'lora', name: 'ink', strengths }],
  })
})

test('a strength that is no number is told as none', () => {
  expect(readNetworks('<lora:ink:strong>').networks[0]?.strengths).toBeUndefined()
  expect(readNetworks('<lora:ink:>').networks[0]?.strengths).toBeUndefined()
})

test.each([
  'a (fox:1.2) in [snow::0.5]',
  'a fox BREAK a hen AND a dog :0.5',
  'a < b > c',
  '<lora>',
  '<:x>',
])('%s stays as it is', (prompt) => {
  expect(readNetworks(prompt)).toEqual({ prompt, networks: [] })
})

test('other kinds are taken out, too', () => {
  expect(readNetworks('a <hypernet:old:1> fox')).toMatchObject({
    prompt: 'a  fox',
    networks: [{ kind: 'hypernet', name: 'old' }],
  })
})

test('what is written as tags is read again, and what is around them stays', () => {
  const name = fc.stringMatching(/^[\w./ -]{1,20}$/).filter((text) => text.trim() === text)
  const strength = fc.double({ min: -10, max: 10, noNaN: true }).map((number) => number + 0)
  const words = fc.string({ maxLength: 20 }).filter((text) => !/[<>]/.test(text))
  const part = fc.record({ words, name, clip: strength, model: strength })
  fc.assert(
    fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
      const text = parts.map((p) => `${p.words}<lora:${p.name}:${p.clip}:${p.model}>`).join('')
      expect(readNetworks(text)).toEqual({
        prompt: parts.map((p) => p.words).join(''),
        networks: parts.map((p) => ({
          kind: 'lora',
          name: p.name,
          strengths: { clip: p.clip, model: p.model },
        })),
      })
    }),
  )
})
