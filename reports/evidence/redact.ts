import { z } from 'zod';

const box = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
/** Where things stand on the pictured page (the capture's layout.json). */
export const layoutRead = z.object({
  width: z.number(),
  height: z.number(),
  own: z.array(box),
  number: z.array(box),
  otherNumbers: z.array(box),
});
export type LayoutRead = z.infer<typeof layoutRead>;
type Box = z.infer<typeof box>;

/** Side of a square into which the covered page is drawn: neither a letter nor a face is left in one. */
const CELL = 40;
const MARGIN = 2;
const COVER = { r: 90, g: 90, b: 90 };

/**
 * The picture of a page in which only the ad's own words can be read. What may be seen is named, and all else covered:
 * a list of what to cover would miss what nobody thought of (neighbours' cards, faces in photos, other numbers).
 */
export async function redactPicture(screenshot: Buffer, layout: LayoutRead): Promise<Buffer> {
  const { default: sharp } = await import('sharp');
  const { width, height } = await sharp(screenshot).metadata();
  const small = await sharp(screenshot)
    .greyscale()
    .resize(Math.max(1, Math.round(width / CELL)), Math.max(1, Math.round(height / CELL)), { fit: 'fill' })
    .png()
    .toBuffer();
  const covered = await sharp(small).resize(width, height, { kernel: 'nearest', fit: 'fill' }).png().toBuffer();
  const shown = [...layout.own, ...layout.number].flatMap((one) => within(one, width, height) ?? []);
  const windows = await Promise.all(
    shown.map(async (one) => ({
      input: await sharp(screenshot).extract(one).png().toBuffer(),
      left: one.left,
      top: one.top,
    })),
  );
  const covers = layout.otherNumbers
    .flatMap((one) => within(one, width, height) ?? [])
    .map((one) => ({
      input: { create: { width: one.width, height: one.height, channels: 3 as const, background: COVER } },
      left: one.left,
      top: one.top,
    }));
  return sharp(covered)
    .composite([...windows, ...covers])
    .png()
    .toBuffer();
}

function within(box: Box, width: number, height: number) {
  const left = Math.max(0, Math.floor(box.x - MARGIN));
  const top = Math.max(0, Math.floor(box.y - MARGIN));
  const right = Math.min(width, Math.ceil(box.x + box.width + MARGIN));
  const bottom = Math.min(height, Math.ceil(box.y + box.height + MARGIN));
  return right > left && bottom > top ? { left, top, width: right - left, height: bottom - top } : null;
}
