/** The names that a file beside the image can have, the likeliest first. */
export function sidecarNames(imageName: string): readonly string[] {
  const dot = imageName.lastIndexOf('.')
  const stem = dot > 0 ? imageName.slice(0, dot) : imageName
  return [
    `${stem}.json`,
    `${imageName}.json`,
    `${stem}.txt`,
    `${stem}.swarm.json`,
    ...promptNames(stem),
    'manifest.json',
  ]
}

/** `prompt.txt` beside `image.png`, `prompt_007.txt` beside `image_007.png`, and `-2` where such a name was taken. */
function promptNames(stem: string): readonly string[] {
  const number = /^image((?:_\d+)?(?:-\d+)?)$/i.exec(stem)
  return number === null ? [] : [`prompt${number[1] ?? ''}.txt`]
}
