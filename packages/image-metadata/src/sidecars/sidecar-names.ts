/** The possible names of a file beside the image, likeliest first. */
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

/** Names like `prompt.txt` for `image.png`, `prompt_007.txt` for `image_007.png`, with `-2` if taken. */
function promptNames(stem: string): readonly string[] {
  const number = /^image((?:_\d+)?(?:-\d+)?)$/i.exec(stem)
  return number === null ? [] : [`prompt${number[1] ?? ''}.txt`]
}
