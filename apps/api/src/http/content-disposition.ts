import { safeFileName } from './safe-file-name.ts'

/** RFC 6266: a plain name for old programs, the real one in UTF-8; characters that Windows refuses become `_`. */
export function contentDisposition(type: 'inline' | 'attachment', fileName: string): string {
  const safe = safeFileName(fileName)
  const plain = safe.replace(/[^\u0020-\u007e]/gu, '_').replaceAll('%', '_')
  const encoded = encodeURIComponent(safe).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${type}; filename="${plain}"; filename*=UTF-8''${encoded}`
}
