export { readDataUrl } from './data-url.ts'
export {
  BrokenMediaError,
  EmptyInputError,
  InputPictureError,
  InputTooLargeError,
  InvalidDataUrlError,
  NotMediaError,
  TooManyPixelsError,
  UnusableInputError,
  UploadDiskError,
  UploadInUseError,
  UploadNotFoundError,
  UploadsFullError,
  UrlFailedError,
  type UrlFailure,
  type UrlRefusal,
  UrlRefusedError,
} from './errors.ts'
export type { InputFacts } from './look/input-facts.ts'
export { lookAtInput, mostPixels } from './look/look-at-input.ts'
export type { MaskReading, MaskShape, Pixels } from './prepare/pixels.ts'
export { type InputPlan, planInput, planMask, planMasked } from './prepare/plan-input.ts'
export { type InputFile, type PreparedInput, prepareInput } from './prepare/prepare-input.ts'
export { serverFileName } from './prepare/server-file-name.ts'
export { openUploadStore } from './uploads/open-upload-store.ts'
export type {
  AddOptions,
  Upload,
  UploadPage,
  UploadStore,
  UploadStoreOptions,
} from './uploads/upload-store.ts'
export { type FetchOptions, fetchListedPicture } from './url/fetch-listed-picture.ts'
export { type ListedHost, readListedHost } from './url/listed-host.ts'
export {
  type Address,
  publicLookup,
  type Resolve,
  systemResolve,
} from './url/public-lookup.ts'
