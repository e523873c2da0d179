import { extname } from 'node:path'
import { promptName } from '../scan/names.ts'
import { joinPath, splitPath } from '../table/join-path.ts'

/**
 * The paths of an image's files in another folder: with the suffix `-2`, `a.png`, `a.json` and `.thumbnails/a.png.webp`
 * become `a-2.png`, `a-2.json` and `.thumbnails/a-2.png.webp`.
 */
export function renaming(image: string, folder: string, suffix: string): (path: string) => string {
  const { directory, name } = splitPath(image)
  const stem = name.slice(0, name.length - extname(name).length)
  const stems = [stem, promptName(stem)]
  return (path) => {
    const within = directory === '' ? path : path.slice(directory.length + 1)
    const file = splitPath(within)
    const known = stems.find((each) => each !== '' && file.name.startsWith(each))
    const renamed =
      known === undefined ? file.name : `${known}${suffix}${file.name.slice(known.length)}`
    return joinPath(folder, joinPath(file.directory, renamed))
  }
}
