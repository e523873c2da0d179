/** A section of a story arc. */
export interface Stage {
  readonly name: string
  /** The part of the whole; the shares of an arc add up to 1. */
  readonly share: number
  readonly mood: string
  readonly expression: string
  /** The light of frames for which the story names neither light nor weather. */
  readonly light: string
}

export interface Arc {
  readonly name: string
  /** Other names for the arc. */
  readonly aliases: readonly string[]
  readonly stages: readonly Stage[]
}

const stage = (
  name: string,
  share: number,
  mood: string,
  expression: string,
  light: string,
): Stage => ({ name, share, mood, expression, light })

/** The first is the default. */
export const arcs: readonly [Arc, ...Arc[]] = [
  {
    name: 'three acts',
    aliases: ['three act', 'three-act structure', '3 acts', 'beginning middle end', 'classic'],
    stages: [
      stage('setup', 0.25, 'calm anticipation', 'a curious look', 'soft even light'),
      stage('rising action', 0.3, 'growing tension', 'a determined look', 'directional light'),
      stage('climax', 0.2, 'high drama', 'an intense look', 'dramatic high-contrast light'),
      stage('falling action', 0.12, 'easing tension', 'a weary look', 'light breaking through'),
      stage('resolution', 0.13, 'quiet peace', 'a gentle smile', 'warm golden light'),
    ],
  },
  {
    name: "hero's journey",
    aliases: ['heros journey', 'the hero', 'monomyth', 'quest', 'voyage and return', 'adventure'],
    stages: [
      stage('ordinary world', 0.14, 'everyday calm', 'a dreamy look', 'plain daylight'),
      stage('call to adventure', 0.13, 'sudden wonder', 'a look of wonder', 'a shaft of light'),
      stage('crossing the threshold', 0.15, 'uneasy awe', 'a wary look', 'light from far ahead'),
      stage('trials', 0.2, 'restless struggle', 'a strained look', 'harsh broken light'),
      stage('ordeal', 0.16, 'mortal danger', 'a desperate look', 'deep shadows and red light'),
      stage('reward', 0.1, 'hard-won triumph', 'a radiant look', 'brilliant light'),
      stage('return', 0.12, 'serene homecoming', 'a wise smile', 'warm low sun'),
    ],
  },
  {
    name: 'rise and fall',
    aliases: ['icarus', 'tragedy', 'rise then fall', 'downfall', 'hubris'],
    stages: [
      stage('beginnings', 0.2, 'restless hope', 'a hopeful look', 'fresh morning light'),
      stage('rise', 0.25, 'growing confidence', 'a confident smile', 'bright rising light'),
      stage('height', 0.15, 'proud splendour', 'a proud look', 'dazzling golden light'),
      stage('fall', 0.25, 'gathering doom', 'a frightened look', 'fading light'),
      stage('ruin', 0.15, 'desolation', 'an empty gaze', 'cold grey light'),
    ],
  },
  {
    name: 'rags to riches',
    aliases: ['rise', 'cinderella', 'underdog', 'success story'],
    stages: [
      stage('hardship', 0.28, 'bleakness', 'a tired look', 'dull grey light'),
      stage('chance', 0.2, 'a spark of hope', 'a hopeful look', 'a single warm light'),
      stage('struggle', 0.2, 'stubborn effort', 'a determined look', 'hard side light'),
      stage(
        'breakthrough',
        0.16,
        'bursting excitement',
        'an astonished look',
        'bright clear light',
      ),
      stage('fortune', 0.16, 'splendour', 'a happy smile', 'rich golden light'),
    ],
  },
  {
    name: 'man in a hole',
    aliases: ['fall and rise', 'fall then rise', 'redemption', 'recovery', 'rebirth', 'comeback'],
    stages: [
      stage('good days', 0.2, 'contentment', 'an easy smile', 'gentle daylight'),
      stage('fall', 0.22, 'shock', 'a shocked look', 'light going out'),
      stage('depths', 0.2, 'despair', 'a broken look', 'near darkness'),
      stage('climb', 0.22, 'stubborn hope', 'a resolute look', 'first light from above'),
      stage('new life', 0.16, 'renewed joy', 'a bright smile', 'radiant morning light'),
    ],
  },
  {
    name: 'tragic fall',
    aliases: ['fall', 'riches to rags', 'doom', 'decline', 'horror'],
    stages: [
      stage('unease', 0.3, 'faint unease', 'a doubtful look', 'flat overcast light'),
      stage('descent', 0.4, 'mounting dread', 'a fearful look', 'lengthening shadows'),
      stage('end', 0.3, 'bleak finality', 'an empty gaze', 'last cold light'),
    ],
  },
  {
    name: 'slice of life',
    aliases: ['everyday', 'calm', 'day in the life', 'flat', 'kishotenketsu', 'meditative'],
    stages: [
      stage('introduction', 0.3, 'everyday calm', 'a relaxed look', 'soft daylight'),
      stage('development', 0.3, 'small joys', 'a faint smile', 'warm window light'),
      stage('turn', 0.2, 'gentle surprise', 'a surprised look', 'sudden clear light'),
      stage('conclusion', 0.2, 'contentment', 'a peaceful smile', 'low evening sun'),
    ],
  },
]
