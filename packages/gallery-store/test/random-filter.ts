import fc from 'fast-check'
import type { GalleryFilter } from '../src/gallery-query.ts'

/** Filters of up to three conditions, most of which match something among `recordArbitrary`. */
export const filterArbitrary: fc.Arbitrary<GalleryFilter> = fc
  .record(
    {
      keyword: fc.constantFrom(
        '',
        'fox',
        'FOX snow',
        'strasse',
        'straße',
        'οδοσ',
        '狐',
        'fire',
        'é',
        'zebra',
      ),
      dateFrom: fc.constantFrom(Date.UTC(2026, 10, 20), Date.UTC(2026, 10, 21)),
      dateTo: fc.constantFrom(Date.UTC(2026, 10, 21), Date.UTC(2026, 10, 22)),
      model: fc.constantFrom('base/x.safetensors', 'base\\x.safetensors', 'other'),
      lora: fc.constantFrom('style/ink', 'detail', 'none'),
      sampler: fc.constantFrom('euler', 'other'),
      seed: fc.constantFrom<number | string>(
        0,
        7,
        '7',
        Number.MAX_SAFE_INTEGER,
        '18446744073709551615',
      ),
      minWidth: fc.constantFrom(0, 600),
      maxWidth: fc.constantFrom(512, 2000),
      minHeight: fc.constantFrom(600),
      maxHeight: fc.constantFrom(600),
      favourite: fc.boolean(),
      tag: fc.constantFrom('a', 'ü', 'none'),
      source: fc.constantFrom('darkroom', 'none'),
      mediaType: fc.constantFrom('video', 'image', 'image/png', 'imag'),
      batchId: fc.constantFrom('batch-1', 'none'),
      sequenceId: fc.constantFrom('sequence-1'),
      folder: fc.constantFrom('', 'day', 'day/deep', 'da', 'Ünï', 'U\u0308ni\u0308'),
      subfolders: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  .chain((all) => fc.subarray(Object.entries(all), { maxLength: 3 }))
  .map((chosen) => Object.fromEntries(chosen))
