import { createHash } from 'node:crypto'
import { toCanonicalJson } from '@darkroom/foundation'
import { expect, test } from 'vitest'
import { fingerprinted } from '../generate/asked-recipe.ts'
import { batchBodySchema } from './batch-schemas.ts'

const fingerprintOf = (body: object): string =>
  createHash('sha256')
    .update(toCanonicalJson(fingerprinted(batchBodySchema.parse(body))))
    .digest('hex')

/** What was hashed of a body before batches had workflows and matrices: with every default of then. */
const ofThen = (body: object): string =>
  createHash('sha256')
    .update(
      toCanonicalJson({
        prompt: 'a fox',
        negative_prompt: '',
        model: 'base/dreamscape_xl.safetensors',
        steps: 20,
        cfg: 7,
        sampler: 'euler',
        scheduler: 'normal',
        resolution: { width: 1024, height: 1024 },
        loras: [],
        batch_count: 3,
        seed_mode: 'random',
        base_seed: -1,
        shared_run: false,
        priority: 0,
        ...body,
      }),
    )
    .digest('hex')

test('the fingerprint of a batch of one prompt is as it always was: its key gives the first answer', () => {
  const least = { prompt: 'a fox', model: 'base/dreamscape_xl.safetensors', batch_count: 3 }
  expect(fingerprintOf(least)).toBe(ofThen({}))
  const more = {
    negative_prompt: 'blurry',
    steps: 7,
    cfg: 3.5,
    seed_mode: 'incremental',
    base_seed: 42,
    priority: 5,
    loras: [{ name: 'ink.safetensors', strength_model: 0.5, strength_clip: 1 }],
  }
  expect(fingerprintOf({ ...least, ...more })).toBe(ofThen(more))
})

test('what a matrix asks for is part of its fingerprint', () => {
  const body = (prompt: readonly string[]) => ({ workflow: 'boats', matrix: { prompt } })
  expect(fingerprintOf(body(['a', 'b']))).toBe(fingerprintOf(body(['a', 'b'])))
  expect(fingerprintOf(body(['a', 'b']))).not.toBe(fingerprintOf(body(['b', 'a'])))
})
