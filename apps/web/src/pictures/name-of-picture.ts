import type { GalleryImage } from '../api/types.ts'

/** The last part of a path. */
export const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** The most characters of a prompt that name a picture. */
const longest = 160

/** What a picture is called to who cannot see it: its prompt, or its file. */
export function nameOfPicture({
  prompt,
  filepath,
}: Pick<GalleryImage, 'prompt' | 'filepath'>): string {
  const words = prompt.replace(/\s+/g, ' ').trim()
  if (words === '') return fileName(filepath)
  return words.length > longest ? `${words.slice(0, longest).trimEnd()} …` : words
}
