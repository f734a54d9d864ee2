import { mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * The fonts of the rendered pictures. On a bare machine fontconfig finds none and librsvg then draws nothing at all, so it
 * is pointed at the fonts in node_modules, and only at those: pictures come out alike on every machine.
 * Must be imported before sharp: libvips reads the variable when it draws its first text.
 */
export const FONTS = ['Noto Sans', 'PT Serif', 'Oswald', 'Caveat'] as const;
export type Font = (typeof FONTS)[number];

const require = createRequire(import.meta.url);
const folders = ['noto-sans', 'pt-serif', 'oswald', 'caveat'].map((family) =>
  path.dirname(require.resolve(`@expo-google-fonts/${family}/package.json`)),
);
const home = mkdtempSync(path.join(tmpdir(), 'qorgan-fonts-'));
const file = path.join(home, 'fonts.conf');
writeFileSync(
  file,
  `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${folders
    .map((folder) => `<dir>${folder}</dir>`)
    .join('')}<cachedir>${home}/cache</cachedir></fontconfig>`,
);
process.env.FONTCONFIG_FILE = file;
