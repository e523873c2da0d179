import type { FoundRecipe } from '@darkroom/recipe'
import fc from 'fast-check'
import type { EntryRecord } from '../src/entry-record.ts'

const words = [
  'fox',
  'Fox',
  'snow',
  'STRASSE',
  'straße',
  'ΟΔΟΣ',
  'οδος',
  '雪の狐',
  'ﬁre',
  'a',
  'é',
  'e\u0301',
]

const promptArbitrary: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...words), { maxLength: 5 })
  .map((chosen) => chosen.join(' '))

const loraArbitrary = fc.record({
  name: fc.constantFrom('style/ink', 'style\\ink', 'detail'),
  strength_model: fc.constantFrom(0.5, 1),
  strength_clip: fc.constant(1),
})

const recipeArbitrary: fc.Arbitrary<FoundRecipe> = fc.record(
  {
    prompt: promptArbitrary,
    negative_prompt: fc.constantFrom('', 'blurry'),
    model: fc.constantFrom('', 'base/x.safetensors', 'base\\x.safetensors', 'merged/y'),
    seed: fc.constantFrom(0, 7, Number.MAX_SAFE_INTEGER),
    steps: fc.constant(20),
    cfg: fc.constant(7.1),
    sampler: fc.constantFrom('', 'euler', 'dpmpp_2m'),
    scheduler: fc.constantFrom('', 'normal'),
    resolution: fc.constant({ width: 512, height: 768 }),
    loras: fc.array(loraArbitrary, { maxLength: 2 }),
  },
  { requiredKeys: [] },
)

/** Records with few different values, so that filters and ties matter. */
export const recordArbitrary: fc.Arbitrary<EntryRecord> = fc.record({
  name: fc.integer({ min: 0, max: 30 }).map((number) => `${number}.png`),
  size: fc.integer({ min: 1, max: 5 }),
  mtimeMs: fc.integer({ min: 0, max: 10 }),
  createdMs: fc
    .integer({ min: 0, max: 6 })
    .map((step) => Date.UTC(2026, 10, 20) + step * 43_200_000),
  stamp: fc.integer({ min: 0, max: 1_000_000 }),
  format: fc.constantFrom('png', 'webp'),
  mediaType: fc.constantFrom('', 'image/png', 'image/webp', 'video/mp4'),
  width: fc.constantFrom(null, 512, 1024),
  height: fc.constantFrom(null, 512, 768),
  animated: fc.boolean(),
  durationSeconds: fc.constantFrom(null, 1.5),
  damaged: fc.boolean(),
  hiddenRead: fc.constant(false),
  source: fc.constantFrom('darkroom', 'comfyui', 'unknown'),
  recipe: recipeArbitrary,
  seedText: fc.constantFrom('', '18446744073709551615'),
  favourite: fc.boolean(),
  tags: fc.uniqueArray(fc.constantFrom('a', 'b', 'ü'), { maxLength: 2 }),
  batchId: fc.constantFrom('', 'batch-1'),
  sequenceId: fc.constantFrom('', 'sequence-1'),
  frameNumber: fc.constantFrom(null, 3),
})

export const directoryArbitrary: fc.Arbitrary<string> = fc.constantFrom(
  '',
  'day',
  'day/deep',
  'Ünï',
)
