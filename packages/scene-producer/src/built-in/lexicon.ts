const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Nouns for people and creatures that a picture can show. Endings are covered by `beingEnding`. */
export const beings: ReadonlySet<string> = words(`
  actor actress admiral adult alien angel apprentice archer artist assassin astronaut aunt baby badger baker ballerina
  bandit bard barista bear beast bee bird blacksmith boxer boy bride brother butcher butterfly
  captain carpenter cartographer cat centaur chef child clown coach commander conductor cook courier cousin cowboy
  creature critic crow cyborg dancer daughter deer demon detective diver doctor dog
  dolphin dragon driver duke dwarf eagle elder elephant elf emperor empress engineer explorer fairy falcon farmer father
  ferryman fisher fisherman fox friend frog gardener geisha general ghost giant girl gnome goblin god goddess golem
  goose grandfather grandma grandmother grandpa groom guard guardian hacker hedgehog heir hermit hero heroine horse
  hunter husband inventor jester journalist judge keeper kid king
  kitten knight lady lion lizard lord lynx machinist mage magician maiden man mathematician mechanic merchant
  mermaid messenger miller miner mole mom monk monkey monster mother mouse musician ninja nomad nun nurse octopus officer outlaw
  ogre orc orphan otter owl painter panda parrot penguin phoenix pianist pig pilot pirate poet postman priest priestess prince princess prisoner professor prophet puppy queen rabbit
  ranger rat raven rebel robot sailor samurai scavenger scholar scientist scribe sculptor seer sheep shepherd sheriff siren
  sister smith snake soldier son sorcerer sorceress spider spirit spy squirrel stranger student surgeon stag swan swordsman tailor
  teacher teenager thief tiger toddler traveler traveller troll turtle twin uncle unicorn vampire violinist waiter waitress wanderer
  warrior watchmaker weaver werewolf whale widow widower wife witch wizard wolf woman writer zombie`)

export const beingEnding: RegExp =
  /(?:keeper|maker|smith|man|woman|boy|girl|hunter|rider|fighter|dancer|singer|worker|master|mistress|player|walker|ologist|ographer|onomer)$/

/** Clothes: a person can be "in" them, but they are not a place. */
export const clothes: ReadonlySet<string> = words(`
  apron armor armour boots cape cloak coat costume dress glasses gloves gown hat helmet hood hoodie jacket jeans kimono
  mask overalls pyjamas raincoat rags robe robes scarf shawl shirt skirt spacesuit suit sweater tunic tuxedo uniform
  veil`)

/** Nouns that mean a known character rather than a new one when "the" is before them. */
export const standIns: ReadonlySet<string> = words(
  'creature beast animal friend stranger pair couple child being companion',
)

export const places: ReadonlySet<string> = words(`
  abbey alley apartment arena asteroid attic bakery ballroom bar barn base bay beach bedroom bookshop bridge building
  cabin café cafe cage camp canal canyon castle cathedral cave cellar cemetery chapel church circus city cliff cliffs
  coast colony corridor cottage court courtyard crater dam desert dock docks dungeon factory farm field fields fjord
  forest fortress garden gate glacier grave graveyard greenhouse hall harbor harbour hill hills home hospital hotel
  house hut inn island jungle kingdom kitchen laboratory lab lake land library lighthouse mansion market marsh meadow
  metropolis mill mine monastery moon moor mountain mountains museum night-market observatory ocean office orchard
  orphanage palace park pass path planet plaza port prison pyramid quarry railway ranch reef restaurant river road roof
  rooftop room ruins school sea shed ship shipyard shop shore shrine sky slum slums space spaceship square stable
  stadium stage station store stop street streets studio subway surf swamp tavern temple theatre theater throne tomb tower
  town train tree tunnel tundra university valley village vineyard wall warehouse waterfall wasteland wilderness
  wood woods workshop world yard`)

/** The appearance of the story's words in a picture. The first match counts. */
export type Lexicon = readonly (readonly [pattern: RegExp, words: string])[]

/** Places that do not describe their surroundings. */
export const vaguePlaces: ReadonlySet<string> = words('path sky stop tree wall')

export const times: Lexicon = [
  [/\b(?:dawn|sunrise|daybreak|first light)\b/i, 'soft light of dawn'],
  [/\b(?:sunset|dusk|twilight|evening)\b/i, 'golden light of dusk'],
  [/\b(?:midnight|night|nights|moonlight|moonlit|starlight|stars)\b/i, 'moonlit night'],
  [/\b(?:noon|midday)\b/i, 'harsh midday sun'],
  [/\b(?:morning|mornings)\b/i, 'clear morning light'],
  [/\b(?:afternoon)\b/i, 'warm afternoon light'],
]

export const weathers: Lexicon = [
  [/\b(?:storm|stormy|thunder|thunderstorm|lightning|tempest|hurricane)\b/i, 'storm clouds'],
  [/\b(?:snow|snowy|blizzard|snowstorm|frozen|ice|icy)\b/i, 'snow and frost'],
  [/\b(?:rain|rainy|raining|downpour|drizzle|flood|floods)\b/i, 'falling rain, wet surfaces'],
  [/\b(?:fog|foggy|mist|misty|haze)\b/i, 'drifting fog'],
  [/\b(?:sun came|sunny|sunshine|sunlight|bright sun)\b/i, 'bright sunshine'],
  [/\b(?:wind|windy|gale|breeze)\b/i, 'strong wind'],
  [/\b(?:fire|flames|burning|blaze|burns)\b/i, 'glow of fire'],
]

export const moods: Lexicon = [
  [/\b(?:alone|lonely|lone|solitary|abandoned|nobody|forgotten|empty)\b/i, 'lonely'],
  [/\b(?:dark|darkness|shadow|shadows|haunted|grave|death|dead|ghost|terror|fear)\b/i, 'dark'],
  [/\b(?:mystery|mysterious|secret|strange|hidden|ancient|whisper|whispers)\b/i, 'mysterious'],
  [/\b(?:magic|magical|enchanted|spell|glowing|glow|wonder|dragon|fairy)\b/i, 'magical'],
  [/\b(?:war|battle|fight|fights|army|attack|attacks|sword|revenge)\b/i, 'tense'],
  [/\b(?:love|loves|heart|kiss|tender|wedding|beloved)\b/i, 'tender'],
  [/\b(?:happy|joy|laugh|laughs|cheerful|celebrate|celebration|festival)\b/i, 'joyful'],
  [/\b(?:hope|hopes|bloom|blossom|new life|peace|light the way)\b/i, 'hopeful'],
  [/\b(?:sad|grief|grieving|mourns|tears|lost|loses|loss|dying)\b/i, 'melancholic'],
  [/\b(?:quiet|silent|silence|silently|calm|still|gentle)\b/i, 'quiet'],
]

export const worlds: Lexicon = [
  [/\b(?:cyberpunk|neon|megacity|cyborg)\b/i, 'neon-lit cyberpunk world'],
  [
    /\b(?:robot|android|spaceship|starship|alien|planet|galaxy|asteroid|colony|reactor|mars|saturn|jupiter|airlock)\b/i,
    'science-fiction world',
  ],
  [/\b(?:samurai|shogun|geisha|ronin)\b/i, 'feudal Japan'],
  [/\b(?:steampunk|airship|clockwork)\b/i, 'steampunk world'],
  [
    /\b(?:dragon|wizard|witch|elf|magic|fairy|unicorn|sorcer\w+|goblin|mermaid)\b/i,
    'fantasy world',
  ],
  [/\b(?:knight|castle|kingdom|medieval|sword|king|queen|monastery)\b/i, 'medieval world'],
  [/\b(?:cowboy|sheriff|saloon|outlaw)\b/i, 'old American West'],
  [/\b(?:victorian|gaslight|carriage)\b/i, 'Victorian era'],
  [/\b(?:wasteland|apocalypse|apocalyptic)\b/i, 'post-apocalyptic world'],
]

/** The words of every matching entry, in the order of the list. */
export const found = (text: string, lexicon: Lexicon): readonly string[] =>
  lexicon.flatMap(([pattern, meaning]) =>
    pattern.test(text.replaceAll(/\b(?:without|no)\s+\w+/gi, '')) ? [meaning] : [],
  )

/** Beings that are not people. */
export const animals: ReadonlySet<string> = words(`
  alien badger bear beast bee bird butterfly cat centaur creature crow deer demon dog dolphin dragon eagle elephant falcon fox frog ghost
  golem goose griffin hedgehog horse kitten lion lizard lynx mole monkey monster mouse octopus otter owl panda parrot
  penguin phoenix pig puppy rabbit raven rat robot
  sheep snake spider spirit squirrel stag swan tiger turtle unicorn whale wolf`)

export const women: ReadonlySet<string> = words(`
  actress aunt ballerina bride daughter duchess empress geisha girl goddess grandma grandmother heroine lady maiden mermaid mom mother nun priestess
  princess queen siren sister sorceress waitress widow wife witch woman`)

export const men: ReadonlySet<string> = words(`
  boy brother cowboy duke emperor father fisherman god grandfather grandpa groom hero husband king knight lord man monk postman priest prince samurai
  son uncle widower wizard`)

/** Nouns that a picture cannot show by themselves. */
export const abstractions: ReadonlySet<string> = words(`
  all answer anybody anyone anything autumn beginning chance change courage day days death dream dreams end
  ending everybody everyone everything fact fate fear future help home hope hour hours idea journey kind life
  lives loss lot love luck man meaning middle minute moment moments month months morning name names night nights
  nobody nothing one past people person place power purpose reason return round secret side silence somebody someone something
  sound spring story summer sunday thing things thought time times truth turn use vision voice voyage watering way week
  weeks while winter word words work world year years`)
