import { expect, test } from 'vitest'
import { sidecarNames } from './sidecar-names.ts'

test('the candidates, likeliest first', () => {
  expect(sidecarNames('153012_a1b2.png')).toEqual([
    '153012_a1b2.json',
    '153012_a1b2.png.json',
    '153012_a1b2.txt',
    '153012_a1b2.swarm.json',
    'manifest.json',
  ])
})

test('images that the older tools numbered have a prompt of the same number', () => {
  expect(sidecarNames('image.png')).toContain('prompt.txt')
  expect(sidecarNames('image_007.jpg')).toContain('prompt_007.txt')
  expect(sidecarNames('image_007-2.png')).toContain('prompt_007-2.txt')
  expect(sidecarNames('image_x.png')).not.toContain('prompt_x.txt')
})

test('names without an extension, with several dots, or beginning with one', () => {
  expect(sidecarNames('picture')[0]).toBe('picture.json')
  expect(sidecarNames('a.b.c.png')[0]).toBe('a.b.c.json')
  expect(sidecarNames('.png')[0]).toBe('.png.json')
})
