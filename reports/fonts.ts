import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** PT Serif has Ә Ғ Қ Ң Ө Ұ Ү Һ І, which Debian's Liberation Serif lacks in PDF. */
export const LETTER_FONT = 'PT Serif';

/** The font's files as they stand in its package. */
export function letterFont(weight: 'regular' | 'bold'): Buffer {
  const file = weight === 'regular' ? '400Regular/PTSerif_400Regular.ttf' : '700Bold/PTSerif_700Bold.ttf';
  return readFileSync(require.resolve(`@expo-google-fonts/pt-serif/${file}`));
}
