import { toUrl } from '../api/base.ts'

/** The address at which the browser saves the file and does not show it. */
export function downloadUrl(imageUrl: string): string {
  const url = new URL(toUrl(imageUrl))
  url.searchParams.set('download', 'true')
  return url.href
}
