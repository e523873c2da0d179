/** Stories in typical varieties: tenses, persons, casts, speech, lists, languages. */
export const english = {
  detective:
    'The rain had not stopped for a week. Detective Jack Moran lit his last cigarette and watched the woman in the red dress step out of a black sedan. She carried a violin case. He followed her through the alleys of Chinatown to a warehouse by the docks. Inside, three men in grey suits were counting money. When the smoke cleared, the woman was gone.',
  castaway:
    'I wake up in a pod on a ship. My name is on the wall, but I do not remember it. I walk down white corridors and find a garden. An old robot is watering the tomatoes. It tells me that everyone else is dead. I sit down beside it and we watch the stars go by.',
  library:
    '"Don\'t open that door!" shouted Lena. Her little brother Max grinned and turned the key anyway. "It goes down forever," whispered Max. They climbed down for hours until they reached a library lit by fireflies. A huge owl with spectacles looked up from its desk. "You are late," said the owl. "The story has already started."',
  court:
    'Queen Isolde rules a kingdom of glass. Her general, Sir Roderick, wants war; her sister Maren wants peace; the blind prophet Ysolt wants only to sleep. When the shattered army returns from the north, Roderick accuses Maren of treason. Isolde locks her sister in the tallest tower. The prophet leads Maren out through a tunnel of mirrors.',
  promenade:
    'On the last evening of summer, before the ferries stopped and the shutters of the hotels were nailed closed, a tired waiter in a white jacket carried a tray of empty glasses along the promenade while the sea, grey and swollen, threw foam across the railings and a girl on a bicycle rode straight through it laughing',
  hedgehog:
    'A little hedgehog named Pip lives under an apple tree. Pip has lost his favourite red scarf. He asks the frog, the fox and the old owl, but none of them has seen it. Pip climbs the hill in the wind. There he sees a scarecrow wearing the scarf. The scarecrow looks so cold that Pip decides to leave it.',
  strangers:
    'Two strangers share an umbrella at a bus stop in Lisbon. He is a pianist who has lost his hearing; she is a cartographer who never travels. They miss the bus on purpose. They wander through yellow trams, tiled staircases and a bar where nobody speaks. At sunrise she draws him a map of the night.',
  boxer:
    'Maria Santos, a seventeen-year-old boxer with a shaved head and a scar on her lip, trains in a garage in São Paulo. Her coach, old Beto, holds the pads with arthritic hands. She loses her first fight. In the last round she gets up from the canvas and wins.',
  chef: 'A young chef is chopping onions in a tiny kitchen in Naples. Her father, who owned the place, is watching from a photograph above the oven. A famous critic has just walked through the door. She burns the first dish and drops the second. The critic takes one bite and starts to cry. The end.',
  heist:
    'A heist in five steps:\n1. The crew meets in a basement in Prague.\n2. Vera, the hacker, cuts the cameras of the museum.\n3. Tomek and Illya climb down from the skylight on ropes.\n4. The diamond is a fake!\n5. They escape over the rooftops while the police lights paint the river blue.',
  brothers:
    'Berlin, 1945. Two brothers, Karl and Emil, hide in the cellar of a bakery. Karl is fourteen and has a fever. Emil, who is nine, steals coal from the railway yard. A Russian soldier catches him. Every night he turns his lamp over empty streets, looking for people who will never come.',
  turtle:
    'The city of Verrin was built on the back of a sleeping turtle. Then the ground began to move. Bells were rung, gates were closed, and ships were torn from the harbour. An old astronomer climbed the tower and looked down. She saw an eye as large as a lake open slowly.',
  astronaut:
    'Dr. Nadia Okafor is the last astronaut on Mars 🚀. Every morning she waters the potatoes and talks to a plastic dinosaur 🦖. One day she finds footprints that are not hers. A door of black stone opens without a sound. Inside, a map of the sky glows on the floor.',
} as const

export const foreign = {
  german:
    'Als der Zirkus im Herbst die Stadt verließ, blieb nur der alte Clown Ferdinand zurück. Er wohnte in einem verrosteten Wagen am Fluss und fütterte die Raben. Eines Morgens stand ein Mädchen mit einer Trommel vor seiner Tür. Sie wollte lachen lernen.',
  french:
    "Au sommet d'une falaise bretonne, Camille, une jeune horlogère aux cheveux courts, répare les montres des marins disparus. Un soir de tempête, un homme trempé frappe à sa porte avec une montre arrêtée depuis cent ans. Camille remonte le mécanisme et la tempête se tait.",
  spanish:
    'En un pueblo olvidado del desierto, Lucía vende agua en botellas de cristal azul. Un día llega un circo sin animales y el mago le pide una botella vacía. Lucía roba la botella y corre por las dunas. Cuando la rompe contra una piedra, la luna vuelve al cielo.',
  russian:
    'Старый смотритель маяка живёт один на скалистом острове. Однажды ночью шторм выбрасывает на берег лодку с маленьким мальчиком. Мальчик не говорит ни слова, но каждую ночь рисует на стенах китов. Весной к острову приходит огромный кит.',
  chinese:
    '很久以前，一位年轻的画师住在长江边的小镇上。他每天画同一座桥，却从来不画人。一天夜里，桥上出现了一个提着红灯笼的女子。画师把她画进了画里，第二天她就消失了。从此他每晚都在桥上等她，头发渐渐变白。最后，他把自己也画进了画里，两个人并肩站在桥上。',
} as const
